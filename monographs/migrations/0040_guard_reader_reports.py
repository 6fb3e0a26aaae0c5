"""A report stays as it was written until it is forgotten; an answer stays given."""

from django.db import migrations

from monographs.migrations._guard import (
    CreateGuards,
    Guard,
    append_only,
    changed,
    keeps_others,
    never_replaced,
)
from monographs.migrations._tables import REVISION

REPORT = "monographs_readerreport"
STEP = "monographs_reportstep"
AS_WRITTEN = "A reader's report stays as it was written."
ANSWERED = "A report that was closed stays closed, with its answer."
DONE = "What was done about a reader's report never changes."


def _and(condition: dict[str, str], more: str) -> dict[str, str]:
    return {vendor: f"({sql}) AND {more}" for vendor, sql in condition.items()}


class Migration(migrations.Migration):
    dependencies = [("monographs", "0039_reader_reports")]

    operations = [
        CreateGuards(
            [
                Guard(
                    f"{REPORT}_stays_as_written",
                    REPORT,
                    "UPDATE",
                    AS_WRITTEN,
                    changed(
                        "receipt",
                        "page",
                        "page_title",
                        "section",
                        "heading",
                        "monograph_id",
                        "revision_id",
                        "is_urgent",
                        "received_at",
                    ),
                ),
                Guard(
                    f"{REPORT}_text_is_only_forgotten",
                    REPORT,
                    "UPDATE",
                    f"{AS_WRITTEN} It can be forgotten once it is closed.",
                    _and(
                        changed("text", "forgotten_at"),
                        "NOT (NEW.text = '' AND NEW.forgotten_at IS NOT NULL "
                        "AND OLD.forgotten_at IS NULL AND OLD.state = 'closed')",
                    ),
                ),
                Guard(
                    f"{REPORT}_stays_closed",
                    REPORT,
                    "UPDATE",
                    ANSWERED,
                    _and(
                        changed(
                            "state",
                            "taken_by_id",
                            "taken_at",
                            "closed_by_id",
                            "closed_at",
                            "answer",
                            "reason",
                        ),
                        "OLD.state = 'closed'",
                    ),
                ),
                Guard(
                    f"{REPORT}_begins_unanswered",
                    REPORT,
                    "INSERT",
                    "A report comes in with its text, and nobody has answered it.",
                    "NEW.state <> 'received' OR NEW.forgotten_at IS NOT NULL",
                ),
                Guard(
                    f"{REPORT}_about_what_readers_saw",
                    REPORT,
                    "INSERT",
                    "A report is about a version that readers saw.",
                    "NEW.revision_id IS NOT NULL AND NOT EXISTS "
                    f"(SELECT 1 FROM {REVISION} r WHERE r.id = NEW.revision_id "
                    "AND r.monograph_id = NEW.monograph_id "
                    "AND r.published_at IS NOT NULL)",
                ),
                *(
                    Guard(
                        f"{REPORT}_no_{event.lower()}",
                        REPORT,
                        event,
                        "A reader's report is never deleted, only forgotten.",
                    )
                    for event in ("DELETE", "TRUNCATE")
                ),
                never_replaced(
                    REPORT,
                    "old.id = NEW.id",
                    "old.receipt = NEW.receipt",
                    sentence=AS_WRITTEN,
                ),
                keeps_others(REPORT, "receipt", AS_WRITTEN),
                *append_only(STEP, DONE),
                never_replaced(STEP, "old.id = NEW.id", sentence=DONE),
            ]
        )
    ]
