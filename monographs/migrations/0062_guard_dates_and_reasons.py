"""Review dates move by reviews, pages come back by an event, reasons say something."""

from django.db import migrations

from monographs.migrations._guard import CreateGuards, Guard, changed, is_blank
from monographs.migrations._tables import (
    EVENT,
    MONOGRAPH,
    PUBLICATION,
    REVISION,
    REVISION_FINDING,
    SIGNATURE,
)

BY_REVIEW = "Review dates move only through a review of the whole page."
REASON = "A reason says something that people can see."


def both(template: str, **parts: dict[str, str]) -> dict[str, str]:
    return {
        vendor: template.format(**{name: part[vendor] for name, part in parts.items()})
        for vendor in ("sqlite", "postgresql")
    }


# Signatures have the time of all the world, dates that of the site.
SIGNED_THEN = {
    "sqlite": "abs(julianday(NEW.reviewed_on) - julianday(date(signed.at))) <= 1",
    "postgresql": "abs(NEW.reviewed_on - signed.at::date) <= 1",
}
WAS_REVIEWED_THEN = {
    vendor: "EXISTS (SELECT 1 FROM (SELECT max(s.signed_at) AS at "
    f"FROM {REVISION} r JOIN {SIGNATURE} s ON s.revision_id = r.id "
    "WHERE r.monograph_id = NEW.monograph_id AND r.state = 'approved' "
    "AND (r.base_id IS NULL OR r.change_kind = 'reviewed') GROUP BY r.id) signed "
    f"WHERE {then})"
    for vendor, then in SIGNED_THEN.items()
}
END_OF_THE_PERIOD = {
    "sqlite": "(SELECT date(NEW.reviewed_on, '+' || m.review_period_months || "
    f"' months') FROM {MONOGRAPH} m WHERE m.id = NEW.monograph_id)",
    "postgresql": "(SELECT NEW.reviewed_on + make_interval(months => "
    f"m.review_period_months::int) FROM {MONOGRAPH} m "
    "WHERE m.id = NEW.monograph_id)",
}
REVIEWED_ON_MOVES = changed("reviewed_on")

DATES = [
    Guard(
        "publication_date_stays_with_its_version",
        PUBLICATION,
        "UPDATE",
        BY_REVIEW,
        "NEW.revision_id = OLD.revision_id AND OLD.reviewed_on IS NOT NULL "
        "AND (NEW.reviewed_on IS NULL OR NEW.reviewed_on < OLD.reviewed_on)",
    ),
    Guard(
        "publication_was_reviewed_then",
        PUBLICATION,
        "UPDATE",
        BY_REVIEW,
        both(
            "NEW.reviewed_on IS NOT NULL AND ({moves}) AND NOT {reviewed}",
            moves=REVIEWED_ON_MOVES,
            reviewed=WAS_REVIEWED_THEN,
        ),
    ),
    Guard(
        "publication_due_within_its_period",
        PUBLICATION,
        "UPDATE",
        "The next review is due by the end of the page's review period.",
        both(
            "({moves}) AND NEW.review_due_on > {end}",
            moves=REVIEWED_ON_MOVES,
            end=END_OF_THE_PERIOD,
        ),
    ),
]

WITHDRAWALS = [
    Guard(
        "publication_comes_back_by_an_event",
        PUBLICATION,
        "UPDATE",
        "A withdrawn page comes back only when somebody reinstates it.",
        "OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS NULL AND NOT EXISTS "
        f"(SELECT 1 FROM {EVENT} e WHERE e.monograph_id = NEW.monograph_id "
        "AND e.kind = 'reinstated' AND e.at >= OLD.withdrawn_at)",
    ),
    Guard(
        "publication_stays_withdrawn_as_it_was",
        PUBLICATION,
        "UPDATE",
        "When and why a page was withdrawn stays on record.",
        both(
            "OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS NOT NULL "
            "AND ({changed})",
            changed=changed("withdrawn_at", "withdrawal_reason"),
        ),
    ),
]

REASONS = [
    # A step that may not be taken is refused as that.
    Guard(
        "revision_reasons_come_with_their_step",
        REVISION,
        "UPDATE",
        "A reason is given with the step that it is for, and stays.",
        "(NEW.bypass_reason <> OLD.bypass_reason "
        "AND (NEW.state = OLD.state OR NEW.state = 'approved')) "
        "OR (NEW.closing_reason <> OLD.closing_reason "
        "AND (NEW.state = OLD.state OR NEW.state IN ('approved', 'bypassed')))",
    ),
    Guard(
        "revision_starts_without_a_reason",
        REVISION,
        "INSERT",
        "A revision starts by being submitted.",
        "NEW.closing_reason <> ''",
    ),
    Guard(
        "revision_reasons_are_seen",
        REVISION,
        "UPDATE",
        REASON,
        both(
            "NEW.state <> OLD.state AND "
            "((NEW.state = 'changes_requested' AND {closing}) "
            "OR (NEW.state = 'bypassed' AND {bypass}))",
            closing=is_blank("NEW.closing_reason"),
            bypass=is_blank("NEW.bypass_reason"),
        ),
    ),
    *(
        Guard(
            f"publication_withdrawal_reason_is_seen_{event.lower()}",
            PUBLICATION,
            event,
            REASON,
            both(
                "NEW.withdrawn_at IS NOT NULL AND {blank}",
                blank=is_blank("NEW.withdrawal_reason"),
            ),
        )
        for event in ("INSERT", "UPDATE")
    ),
    Guard(
        "event_reason_is_seen",
        EVENT,
        "INSERT",
        REASON,
        both(
            "NEW.kind IN ('changes_requested', 'withdrawn', 'bypassed', "
            "'rolled_back', 'discarded', 'source_decided') AND {blank}",
            blank=is_blank("NEW.reason"),
        ),
    ),
    Guard(
        "revision_finding_reason_is_seen",
        REVISION_FINDING,
        "INSERT",
        REASON,
        both("NEW.severity = 'warning' AND {blank}", blank=is_blank("NEW.reason")),
    ),
    Guard(
        "monograph_discard_reason_is_seen",
        MONOGRAPH,
        "UPDATE",
        REASON,
        both(
            "NEW.discarded_at IS NOT NULL AND OLD.discarded_at IS NULL AND {blank}",
            blank=is_blank("NEW.discard_reason"),
        ),
    ),
]


class Migration(migrations.Migration):
    dependencies = [("monographs", "0061_content_says_nothing_twice")]

    operations = [CreateGuards([*DATES, *WITHDRAWALS, *REASONS])]
