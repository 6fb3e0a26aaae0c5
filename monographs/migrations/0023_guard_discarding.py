"""What readers or reviewers have before them is not discarded, and the reverse."""

from django.db import migrations

from monographs.migrations._guard import CreateGuards, Guard
from monographs.migrations._tables import MONOGRAPH, PUBLICATION, REVISION

IS_DISCARDED = (
    f"EXISTS (SELECT 1 FROM {MONOGRAPH} m WHERE m.id = NEW.monograph_id "
    "AND m.discarded_at IS NOT NULL)"
)

DISCARDING = [
    Guard(
        "monograph_live_is_not_discarded",
        MONOGRAPH,
        "UPDATE",
        "A published page is withdrawn before it is discarded.",
        f"NEW.discarded_at IS NOT NULL AND EXISTS (SELECT 1 FROM {PUBLICATION} p "
        "WHERE p.monograph_id = NEW.id AND p.withdrawn_at IS NULL)",
    ),
    Guard(
        "monograph_in_review_is_not_discarded",
        MONOGRAPH,
        "UPDATE",
        "A version of this monograph waits for signatures.",
        f"NEW.discarded_at IS NOT NULL AND EXISTS (SELECT 1 FROM {REVISION} r "
        "WHERE r.monograph_id = NEW.id AND r.state = 'submitted')",
    ),
    *[
        Guard(
            f"publication_of_no_discarded_monograph_{event.lower()}",
            PUBLICATION,
            event,
            "A discarded monograph is restored before it is published.",
            f"NEW.withdrawn_at IS NULL AND {IS_DISCARDED}",
        )
        for event in ("INSERT", "UPDATE")
    ],
    Guard(
        "revision_of_no_discarded_monograph",
        REVISION,
        "INSERT",
        "A discarded monograph is restored before it is submitted.",
        IS_DISCARDED,
    ),
]


class Migration(migrations.Migration):
    dependencies = [("monographs", "0022_triage")]

    operations = [CreateGuards(DISCARDING)]
