"""What is told without an event: reviews that fall due, and a clock that fails."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from monographs.models import (
    Event,
    Monograph,
    Notification,
    Publication,
    ReviewClaim,
    Revision,
    Signature,
)
from monographs.workflow.outbox import Letter, recipients, write
from monographs.workflow.step import lock
from monographs.workflow.telling import (
    assignee_of,
    authors_of,
    page_of,
    page_of_revision,
)

SOON, LATER = timedelta(days=30), timedelta(days=90)
# Who does not come to it is reminded again after as long, and in the end no more.
AGAIN, MOST_TIMES = timedelta(days=30), 36
# Days on which no worker ran are made up for.
MOST_DAYS = 14
MOST_LISTED = 100

OVERDUE = "Overdue"
CLAIMED = "Being looked at, and not read in time"
WITHIN = {SOON: "Due within 30 days", LATER: "Due within 90 days"}


@dataclass(frozen=True)
class Reminder:
    """One thing that one person is reminded of."""

    person: int
    heading: str
    about: Monograph
    line: str


def remind() -> int:
    """Once a day, one letter a person; how many were written now."""
    today = timezone.localdate()
    last = Notification.objects.filter(day__isnull=False).aggregate(last=Max("day"))
    since: date | None = last["last"]
    if since and since >= today:
        return 0
    first = today - timedelta(days=MOST_DAYS - 1)
    if since:
        first = max(first, since + timedelta(days=1))
    try:
        with transaction.atomic():
            return _write(_reminders(first, today), today)
    except IntegrityError:
        return 0  # another process was faster, and its letters are the same


def _reminders(first: date, today: date) -> Iterator[Reminder]:
    """All that is reminded of. One more source is one more line here."""
    yield from _reviews(first, today)
    yield from _claims(first, today)


def _write(reminders: Iterable[Reminder], today: date) -> int:
    by_person: dict[int, list[Reminder]] = defaultdict(list)
    for reminder in reminders:
        by_person[reminder.person].append(reminder)
    people = recipients(Q(pk__in=list(by_person)), may_see="view_monograph")
    return write(
        (recipient, _letter(by_person[recipient.pk], today)) for recipient in people
    )


def _letter(reminders: list[Reminder], today: date) -> Letter:
    groups: dict[str, list[Reminder]] = defaultdict(list)
    for reminder in reminders:
        groups[reminder.heading].append(reminder)
    counts = ", ".join(
        f"{len(group)} {heading.lower()}" for heading, group in groups.items()
    )
    one = len(reminders) == 1
    return Letter(
        kind=Notification.Kind.DUE,
        subject=f"{reminders[0].about.title}: {reminders[0].heading.lower()}"
        if one
        else f"Reviews of your pages: {counts}",
        text="\n\n".join(_group(*group) for group in groups.items()),
        path=page_of(reminders[0].about) if one else _all_that_is_due(today),
        day=today,
    )


def _group(heading: str, reminders: list[Reminder]) -> str:
    lines = [f"- {reminder.line}" for reminder in reminders[:MOST_LISTED]]
    if len(reminders) > MOST_LISTED:
        lines.append(f"- and {len(reminders) - MOST_LISTED:,} more")
    return "\n".join([f"{heading}:", *lines])


def _all_that_is_due(today: date) -> str:
    page = reverse("admin:monographs_publication_changelist")
    until = (today + LATER + timedelta(days=1)).isoformat()
    return f"{page}?review_due_on__lt={until}&withdrawn_at__isnull=True"


# --- Reviews --------------------------------------------------------------------------


def _reviews(first: date, today: date) -> Iterator[Reminder]:
    """Pages that came near their day since then, for those who look after them."""
    due = Publication.objects.live().filter(
        review_due_on__in=_days_to_tell(first, today)
    )
    signers = defaultdict(set)
    for revision, signer in Signature.objects.filter(
        revision__in=due.order_by().values("revision")
    ).values_list("revision", "signer"):
        signers[revision].add(signer)
    pages = due.select_related("monograph", "revision").defer("revision__content")
    for page in pages.order_by("review_due_on", "sort_key", "id").iterator():
        people = {_owner(page), *signers[page.revision_id]}
        for person in sorted(people):
            yield Reminder(person, *_about(page, today))


def _days_to_tell(first: date, today: date) -> list[date]:
    """The due dates of which something is to be said on one of these days."""
    days = [first + timedelta(days=n) for n in range((today - first).days + 1)]
    ahead = [LATER, SOON]
    behind = [-timedelta(days=1) - AGAIN * times for times in range(MOST_TIMES)]
    return sorted({day + distance for day in days for distance in [*ahead, *behind]})


def _about(page: Publication, today: date) -> tuple[str, Monograph, str]:
    due = page.review_due_on or today
    distance = due - today
    heading = OVERDUE if distance < timedelta() else WITHIN[LATER]
    if timedelta() <= distance <= SOON:
        heading = WITHIN[SOON]
    line = f"{page.title}: review due {date_format(due, 'j F Y')}"
    return heading, page.monograph, line


def _owner(page: Publication) -> int:
    """Whom it is given to, or else who submitted it last."""
    assignee: int | None = getattr(page.monograph, "assigned_to_id", None)
    return assignee or page.revision.submitted_by_id


# --- Claims ---------------------------------------------------------------------------


def _claims(first: date, today: date) -> Iterator[Reminder]:
    """Versions that somebody wanted to have read by now, once after that day."""
    claims = ReviewClaim.objects.overdue(today).filter(
        due_on__gte=first - timedelta(days=1)
    )
    found = claims.select_related("revision__monograph").defer("revision__content")
    for claim in found.order_by("due_on", "pk"):
        line = (
            f"{claim.revision}: you wanted to have read it by "
            f"{date_format(claim.due_on or today, 'j F Y')}. Read it, or hand it back."
        )
        yield Reminder(claim.person_id, CLAIMED, claim.revision.monograph, line)


# --- The clock ------------------------------------------------------------------------


@transaction.atomic
def tell_not_published(revision: Revision, why: str) -> None:
    """That its time came and it could not go live: once for each time it was set."""
    monograph = lock(Monograph(pk=revision.monograph_id))
    due = Revision.objects.due(timezone.now()).filter(pk=revision.pk)
    scheduled = revision.events.filter(kind=Event.Kind.SCHEDULED).last()
    if scheduled is None or not due.exists():
        return  # published a moment ago, or taken off the schedule
    if scheduled.notifications.filter(kind=Notification.Kind.NOT_PUBLISHED).exists():
        return
    letter = Letter(
        kind=Notification.Kind.NOT_PUBLISHED,
        subject=f"{monograph}: version {revision.number} could not be published",
        text=f"Version {revision.number} of {monograph} was to be published at "
        f"{date_format(timezone.localtime(revision.publish_at), 'j F Y H:i')}, and "
        f"could not be.\n\n{why}",
        path=page_of_revision(revision),
        event=scheduled,
    )
    who = Q(pk=scheduled.by_id) | authors_of(revision) | assignee_of(monograph)
    people = recipients(who, may_see="view_revision")
    write((recipient, letter) for recipient in people)
