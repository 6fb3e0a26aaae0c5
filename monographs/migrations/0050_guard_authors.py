"""Who wrote a draft stays known until it is approved, and words keep their keys."""

from django.db import migrations

from monographs.migrations._guard import (
    CreateGuards,
    Guard,
    append_only,
    changed,
    never_replaced,
)
from monographs.migrations._sealing import SAME_AS_BASE
from monographs.migrations._tables import (
    CONTRIBUTOR,
    DRUG_CLASS,
    EFFECT,
    EVENT,
    MONOGRAPH,
    PARKED_CONTRIBUTOR,
    PARKED_DRAFT,
    RELEASED_CONTRIBUTOR,
    REVISION,
    VOCABULARY_CHANGE,
)

WROTE = "Who wrote a draft, and which one, stays known until it is approved."
RELEASED = "That somebody's text was approved or given up stays on record."
RENAMED = "Who gave an entry other words stays on record."
PARKED = "A parked draft stays as it was set aside, and so do its authors."
SEALED_BY_KEY = "Sealed versions name this entry by its key, so it stays."

AFTER_THE_DRAFT = (
    f"NEW.last_edit_version > (SELECT m.edit_version FROM {MONOGRAPH} m "
    "WHERE m.id = NEW.monograph_id)"
)

AUTHORS = [
    Guard(
        "monograph_edit_version_counts_up",
        MONOGRAPH,
        "UPDATE",
        "A monograph's edit version only counts up.",
        "NEW.edit_version < OLD.edit_version",
    ),
    Guard(
        f"{CONTRIBUTOR}_wrote_what_is_there",
        CONTRIBUTOR,
        "INSERT",
        WROTE,
        AFTER_THE_DRAFT,
    ),
    Guard(
        f"{CONTRIBUTOR}_stays_an_author",
        CONTRIBUTOR,
        "UPDATE",
        WROTE,
        f"NEW.last_edit_version < OLD.last_edit_version OR {AFTER_THE_DRAFT}",
    ),
    # A draft that an import made goes with its authors; one with events stays.
    Guard(
        f"{CONTRIBUTOR}_is_released_first",
        CONTRIBUTOR,
        "DELETE",
        WROTE,
        f"EXISTS (SELECT 1 FROM {EVENT} e WHERE e.monograph_id = OLD.monograph_id) "
        f"AND NOT EXISTS (SELECT 1 FROM {RELEASED_CONTRIBUTOR} r "
        "WHERE r.monograph_id = OLD.monograph_id AND r.person_id = OLD.person_id "
        "AND r.edit_version >= OLD.last_edit_version)",
    ),
    Guard(f"{CONTRIBUTOR}_no_truncate", CONTRIBUTOR, "TRUNCATE", WROTE),
    # Also the way in which an author is noted again, which never looks back.
    never_replaced(
        CONTRIBUTOR,
        "(old.id = NEW.id AND (old.monograph_id <> NEW.monograph_id "
        "OR old.person_id <> NEW.person_id))",
        "(old.monograph_id = NEW.monograph_id AND old.person_id = NEW.person_id "
        "AND old.last_edit_version > NEW.last_edit_version)",
        sentence=WROTE,
    ),
    *append_only(RELEASED_CONTRIBUTOR, RELEASED),
    never_replaced(RELEASED_CONTRIBUTOR, "old.id = NEW.id", sentence=RELEASED),
    *append_only(VOCABULARY_CHANGE, RENAMED),
    never_replaced(VOCABULARY_CHANGE, "old.id = NEW.id", sentence=RENAMED),
    Guard(
        "revision_of_the_draft_as_it_is",
        REVISION,
        "INSERT",
        "A draft is sealed as it is now, with all who wrote it.",
        {
            vendor: f"NOT ({same}) AND EXISTS (SELECT 1 FROM {CONTRIBUTOR} c "
            f"JOIN {MONOGRAPH} m ON m.id = c.monograph_id "
            "WHERE m.id = NEW.monograph_id AND m.edit_version <> NEW.edit_version)"
            for vendor, same in SAME_AS_BASE.items()
        },
    ),
]

PARKED_DRAFTS = [
    Guard(
        f"{PARKED_DRAFT}_stays_as_it_was",
        PARKED_DRAFT,
        "UPDATE",
        PARKED,
        {
            vendor: f"OLD.merged_at IS NOT NULL OR {condition}"
            for vendor, condition in changed(
                *("id", "monograph_id", "content", "base_id", "parked_by_id"),
                "parked_at",
            ).items()
        },
    ),
    Guard(f"{PARKED_DRAFT}_no_delete", PARKED_DRAFT, "DELETE", PARKED),
    Guard(f"{PARKED_DRAFT}_no_truncate", PARKED_DRAFT, "TRUNCATE", PARKED),
    never_replaced(
        PARKED_DRAFT,
        "old.id = NEW.id",
        "(old.monograph_id = NEW.monograph_id AND old.merged_at IS NULL "
        "AND NEW.merged_at IS NULL)",
        sentence=PARKED,
    ),
    *append_only(PARKED_CONTRIBUTOR, PARKED),
    never_replaced(PARKED_CONTRIBUTOR, "old.id = NEW.id", sentence=PARKED),
]

WORDS = [
    guard
    for table in (EFFECT, DRUG_CLASS)
    for guard in (
        Guard(
            f"{table}_keeps_its_key",
            table,
            "UPDATE",
            SEALED_BY_KEY,
            changed("id", "key"),
        ),
        Guard(f"{table}_no_truncate", table, "TRUNCATE", SEALED_BY_KEY),
    )
]


class Migration(migrations.Migration):
    dependencies = [("monographs", "0049_when_pages_changed")]

    operations = [CreateGuards([*AUTHORS, *PARKED_DRAFTS, *WORDS])]
