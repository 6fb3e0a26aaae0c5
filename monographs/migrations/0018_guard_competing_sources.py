"""Decisions about sources stay; a note on a disagreement is guarded as other rows."""

from django.db import migrations

from monographs.migrations._guard import (
    CreateGuards,
    DropGuards,
    Guard,
    append_only,
    changed,
    never_replaced,
)
from monographs.migrations._sealing import (
    BASE_WAS_LIVE,
    holds_only_verified_rows,
    minor_changes_nothing_clinical,
)
from monographs.migrations._tables import (
    BATCH_ROW,
    DISAGREEMENT,
    REVISION_SOURCE,
    ROW_TABLES,
    SOURCE,
    SOURCE_DECISION,
)

ALL_ROWS = {**ROW_TABLES, "disagreements": DISAGREEMENT}
CLINICAL_PARTS = (
    "title",
    "names",
    "side_effects",
    "components",
    "subjects",
    "comparison_rows",
)
DECIDED_FOR_EVER = "What a person decided about a source stays decided."


def source_in_use_stays(tables: list[str]) -> Guard:
    return Guard(
        "source_in_use_stays",
        SOURCE,
        "DELETE",
        "A source document that is in use cannot be deleted.",
        " OR ".join(
            f"EXISTS (SELECT 1 FROM {table} r WHERE r.source_id = OLD.id)"
            for table in [*tables, REVISION_SOURCE]
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("monographs", "0017_competing_sources")]

    operations = [
        DropGuards(
            [
                holds_only_verified_rows(ROW_TABLES),
                minor_changes_nothing_clinical(CLINICAL_PARTS),
                BASE_WAS_LIVE,
                source_in_use_stays(list(ROW_TABLES.values())),
            ]
        ),
        CreateGuards(
            [
                holds_only_verified_rows(ALL_ROWS),
                minor_changes_nothing_clinical(
                    CLINICAL_PARTS, newer=("disagreements",)
                ),
                BASE_WAS_LIVE,
                source_in_use_stays(list(ALL_ROWS.values())),
                Guard(
                    f"{DISAGREEMENT}_stays_what_it_was",
                    DISAGREEMENT,
                    "UPDATE",
                    "A row keeps its key, its monograph and its origin.",
                    changed("key", "monograph_id", "origin"),
                ),
                *append_only(SOURCE_DECISION, DECIDED_FOR_EVER),
                never_replaced(
                    SOURCE_DECISION,
                    "old.id = NEW.id",
                    "old.batch_row_id = NEW.batch_row_id",
                    sentence=DECIDED_FOR_EVER,
                ),
                Guard(
                    "source_decision_about_a_competing_source",
                    SOURCE_DECISION,
                    "INSERT",
                    "Only a competing source of this monograph is decided about.",
                    f"NOT EXISTS (SELECT 1 FROM {BATCH_ROW} r "
                    "WHERE r.id = NEW.batch_row_id "
                    "AND r.monograph_id = NEW.monograph_id "
                    "AND r.outcome IN ('competing', 'conflict') "
                    "AND r.state IN ('applied', 'kept', 'failed'))",
                ),
                # Undoing its import may not pretend that nobody decided.
                Guard(
                    f"{BATCH_ROW}_decided_source_stays",
                    BATCH_ROW,
                    "UPDATE",
                    DECIDED_FOR_EVER,
                    "NEW.state NOT IN ('applied', 'kept', 'failed') AND EXISTS "
                    f"(SELECT 1 FROM {SOURCE_DECISION} d "
                    "WHERE d.batch_row_id = OLD.id)",
                ),
            ]
        ),
    ]
