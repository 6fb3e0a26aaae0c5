"""What was loaded stays on record; a word that nobody confirmed may be taken back."""

from django.db import migrations

from monographs.migrations._guard import (
    CreateGuards,
    DropGuards,
    Guard,
    changed,
    never_replaced,
)
from monographs.migrations._tables import BATCH, BATCH_ISSUE, BATCH_ROW, EFFECT

NO_EFFECT_GOES = Guard(
    f"{EFFECT}_no_delete",
    EFFECT,
    "DELETE",
    "Sealed versions name this entry, so it stays.",
)
ONLY_PROPOSED_EFFECTS_GO = Guard(
    f"{EFFECT}_no_delete",
    EFFECT,
    "DELETE",
    "Sealed versions name this entry, so it stays.",
    "OLD.proposed_in_id IS NULL",
)

RECORD = "What an import did stays on record."
DONE_STATES = "('applied', 'kept', 'reverted', 'failed')"

IMPORTS = [
    *(
        Guard(f"{table}_no_truncate", table, "TRUNCATE", RECORD)
        for table in (BATCH, BATCH_ROW, BATCH_ISSUE)
    ),
    never_replaced(BATCH, "old.id = NEW.id", sentence=RECORD),
    never_replaced(
        BATCH_ROW,
        "old.id = NEW.id",
        "(old.batch_id = NEW.batch_id AND old.place = NEW.place)",
        sentence=RECORD,
    ),
    never_replaced(
        EFFECT,
        "old.id = NEW.id",
        "old.key = NEW.key",
        sentence="Sealed versions name this entry, so it stays.",
    ),
    Guard(
        f"{BATCH}_stays_loaded",
        BATCH,
        "UPDATE",
        RECORD,
        {
            vendor: f"OLD.applied_at IS NOT NULL AND ({condition})"
            for vendor, condition in changed("applied_at", "by_id").items()
        },
    ),
    Guard(
        f"{BATCH_ROW}_stays_what_it_was",
        BATCH_ROW,
        "UPDATE",
        RECORD,
        {
            vendor: f"OLD.state IN {DONE_STATES} AND ({condition})"
            for vendor, condition in changed(
                "batch_id", "place", "path", "sha256"
            ).items()
        },
    ),
    Guard(
        # Only an import that takes itself back, to begin again, forgets what it did.
        f"{BATCH_ROW}_stays_done",
        BATCH_ROW,
        "UPDATE",
        RECORD,
        f"OLD.state IN {DONE_STATES} AND NEW.state NOT IN {DONE_STATES} AND NOT EXISTS "
        f"(SELECT 1 FROM {BATCH} b WHERE b.id = OLD.batch_id AND b.state = 'undoing')",
    ),
    Guard(
        f"{BATCH_ISSUE}_no_delete",
        BATCH_ISSUE,
        "DELETE",
        RECORD,
        f"EXISTS (SELECT 1 FROM {BATCH_ROW} r WHERE r.id = OLD.row_id AND r.state IN "
        "('applied', 'kept', 'failed'))",
    ),
    Guard(
        f"{EFFECT}_confirmed_stays_confirmed",
        EFFECT,
        "UPDATE",
        "An effect that was confirmed is not new again.",
        "OLD.proposed_in_id IS NULL AND NEW.proposed_in_id IS NOT NULL",
    ),
    Guard(
        f"{BATCH}_no_delete",
        BATCH,
        "DELETE",
        "An import that was loaded stays on record.",
        "OLD.applied_at IS NOT NULL",
    ),
    Guard(
        f"{BATCH_ROW}_no_delete",
        BATCH_ROW,
        "DELETE",
        "What an import did with a file stays on record.",
        "OLD.state NOT IN ('waiting', 'planned', 'skipped')",
    ),
    Guard(
        f"{BATCH_ROW}_decision_stays",
        BATCH_ROW,
        "UPDATE",
        "What a person decided about a file stays decided.",
        "OLD.decision <> '' AND NEW.decision <> OLD.decision",
    ),
]


class Migration(migrations.Migration):
    dependencies = [("monographs", "0007_questions_introduction")]

    operations = [
        DropGuards([NO_EFFECT_GOES]),
        CreateGuards([ONLY_PROPOSED_EFFECTS_GO, *IMPORTS]),
    ]
