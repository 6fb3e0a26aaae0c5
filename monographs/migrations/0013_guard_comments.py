"""What people said stays, and stays as they said it."""

from django.db import migrations

from monographs.migrations._guard import (
    CreateGuards,
    Guard,
    changed,
    never_replaced,
)
from monographs.migrations._tables import COMMENT

KEPT = "What people said about a page is kept as they said it."

COMMENTS = [
    Guard(
        f"{COMMENT}_stays_as_said",
        COMMENT,
        "UPDATE",
        KEPT,
        changed(
            *("id", "monograph_id", "revision_id", "parent_id", "row_key", "place"),
            *("quote", "text", "by_id", "at"),
        ),
    ),
    Guard(f"{COMMENT}_no_delete", COMMENT, "DELETE", KEPT),
    Guard(f"{COMMENT}_no_truncate", COMMENT, "TRUNCATE", KEPT),
    never_replaced(COMMENT, "old.id = NEW.id", sentence=KEPT),
    Guard(
        f"{COMMENT}_answers_its_own_thread",
        COMMENT,
        "INSERT",
        "An answer belongs to a comment on the same page.",
        f"NEW.parent_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {COMMENT} t WHERE "
        "t.id = NEW.parent_id AND t.parent_id IS NULL "
        "AND t.monograph_id = NEW.monograph_id)",
    ),
]


class Migration(migrations.Migration):
    dependencies = [("monographs", "0012_comments")]

    operations = [CreateGuards(COMMENTS)]
