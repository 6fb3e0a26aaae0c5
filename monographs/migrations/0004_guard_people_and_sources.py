"""People, sources, shared vocabulary and rows: nothing that a signature rests on goes."""

from django.db import migrations

from monographs.migrations._guard import (
    CreateGuards,
    Guard,
    append_only,
    changed,
    keeps_others,
    never_replaced,
)
from monographs.migrations._tables import (
    MONOGRAPH,
    REVISION,
    REVISION_SOURCE,
    ROW_TABLES,
    SOURCE,
    USER,
)

SOURCES = [
    Guard(
        "source_never_changes",
        SOURCE,
        "UPDATE",
        "A source document is kept as it came.",
    ),
    Guard(
        "source_in_use_stays",
        SOURCE,
        "DELETE",
        "A source document that is in use cannot be deleted.",
        " OR ".join(
            f"EXISTS (SELECT 1 FROM {table} r WHERE r.source_id = OLD.id)"
            for table in [*ROW_TABLES.values(), REVISION_SOURCE]
        ),
    ),
    never_replaced(
        SOURCE,
        "old.id = NEW.id",
        "old.sha256 = NEW.sha256",
        sentence="A source document is kept as it came.",
    ),
    *append_only(REVISION_SOURCE, "A revision keeps its sources."),
    never_replaced(
        REVISION_SOURCE, "old.id = NEW.id", sentence="A revision keeps its sources."
    ),
]

PEOPLE_AND_MONOGRAPHS = [
    Guard(
        "user_no_delete",
        USER,
        "DELETE",
        "People are deactivated, never deleted.",
    ),
    Guard(
        "user_no_truncate",
        USER,
        "TRUNCATE",
        "People are deactivated, never deleted.",
    ),
    never_replaced(
        USER,
        "old.id = NEW.id",
        "old.username = NEW.username",
        sentence="People are deactivated, never deleted.",
    ),
    Guard(
        "user_stays_the_same_person",
        USER,
        "UPDATE",
        "An account stays with its person.",
        changed("id"),
    ),
    keeps_others(USER, "username", "People are deactivated, never deleted."),
    keeps_others(MONOGRAPH, "slug", "Another monograph has this address."),
    Guard(
        "monograph_with_revisions_stays",
        MONOGRAPH,
        "DELETE",
        "A monograph with revisions is withdrawn, never deleted.",
        f"EXISTS (SELECT 1 FROM {REVISION} r WHERE r.monograph_id = OLD.id)",
    ),
    Guard(
        "monograph_identity_stays",
        MONOGRAPH,
        "UPDATE",
        "A monograph keeps its key and its kind.",
        changed("id", "key", "kind"),
    ),
    never_replaced(
        MONOGRAPH,
        "old.id = NEW.id",
        "old.slug = NEW.slug",
        "old.key = NEW.key",
        sentence="This monograph or address exists already.",
    ),
]


# Sealed revisions name them by key, and publishing looks them up.
VOCABULARY = [
    Guard(
        f"{table}_no_delete",
        table,
        "DELETE",
        "Sealed versions name this entry, so it stays.",
    )
    for table in ("monographs_effect", "monographs_drugclass")
]

ROWS = [
    Guard(
        f"{table}_stays_what_it_was",
        table,
        "UPDATE",
        "A row keeps its key, its monograph and its origin.",
        changed("key", "monograph_id", "origin"),
    )
    for table in ROW_TABLES.values()
]


class Migration(migrations.Migration):
    dependencies = [("monographs", "0003_guard_publications")]

    operations = [
        CreateGuards(
            [
                *SOURCES,
                *PEOPLE_AND_MONOGRAPHS,
                *VOCABULARY,
                *ROWS,
            ]
        )
    ]
