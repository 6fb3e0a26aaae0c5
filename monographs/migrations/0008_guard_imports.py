"""What was loaded stays on record; a word that nobody confirmed may be taken back."""

from django.db import migrations

from monographs.migrations._guard import CreateGuards, DropGuards, Guard
from monographs.migrations._tables import BATCH, BATCH_ROW, EFFECT

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

IMPORTS = [
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
