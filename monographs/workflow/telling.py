"""Who is told of what happened, and in which words."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format

from monographs.models import (
    Event,
    Monograph,
    Notification,
    Revision,
    RevisionContributor,
    Signature,
    User,
)
from monographs.workflow.outbox import Letter, holders_of, recipients, write

NOBODY = Q(pk__in=[])
MOST_NAMED = 100


@dataclass(frozen=True)
class Telling:
    kind: Notification.Kind
    who: Callable[[Event], Q]
    subject: str
    says: str


def tell(event: Event) -> None:
    """Write to whom it concerns, in the event's own transaction; mail goes later."""
    telling = TELLINGS.get(Event.Kind(event.kind))
    if telling:
        _tell(event, telling)


def tell_mentioned(event: Event, people: Iterable[User]) -> None:
    """For the comment that the event tells of; its reason is what was written."""
    mentioned = Q(pk__in=[person.pk for person in people])
    _tell(
        event,
        Telling(
            Notification.Kind.MENTIONED,
            lambda _: mentioned,
            "{page}: {who} mentions you",
            "{who} mentions you in a comment on {page}.",
        ),
    )


def tell_assigned(
    person: User,
    monographs: Sequence[Monograph],
    *,
    by: User,
    due_on: date | None = None,
) -> None:
    """One letter for all that is given to somebody in one go."""
    if person == by or not monographs:
        return
    until = f", to be done by {date_format(due_on, 'j F Y')}" if due_on else ""
    lines = [f"- {monograph.title}" for monograph in monographs[:MOST_NAMED]]
    if len(monographs) > MOST_NAMED:
        lines.append(f"- and {len(monographs) - MOST_NAMED:,} more")
    one = len(monographs) == 1
    what = monographs[0].title if one else f"{len(monographs):,} pages"
    letter = Letter(
        kind=Notification.Kind.ASSIGNED,
        subject=f"{what}: given to you to work on",
        text="\n".join([f"{by} gave this to you to work on{until}:", "", *lines]),
        path=page_of(monographs[0]) if one else reverse("admin:index"),
    )
    people = recipients(Q(pk=person.pk), may_see="view_monograph")
    write((recipient, letter) for recipient in people)


def page_of(monograph: Monograph) -> str:
    return reverse(f"admin:monographs_{monograph.kind}_change", args=[monograph.pk])


def page_of_revision(revision: Revision) -> str:
    return reverse("admin:monographs_revision_change", args=[revision.pk])


def authors_of(revision: Revision) -> Q:
    """Who submitted it, and whose text it holds."""
    contributors = RevisionContributor.objects.filter(revision=revision.pk)
    return Q(pk=revision.submitted_by_id) | Q(pk__in=contributors.values("person"))


def assignee_of(monograph: Monograph) -> Q:
    person = getattr(monograph, "assigned_to_id", None)
    return Q(pk=person) if person else NOBODY


def _tell(event: Event, telling: Telling) -> None:
    revision = event.revision
    words = {
        "page": event.monograph.title,
        "who": str(event.by) if event.by else "The clock",
        "number": revision.number if revision else "",
    }
    says = telling.says.format(**words)
    letter = Letter(
        kind=telling.kind,
        subject=telling.subject.format(**words),
        text=f"{says}\n\n{event.reason}" if event.reason else says,
        path=page_of_revision(revision) if revision else page_of(event.monograph),
        event=event,
    )
    who = recipients(
        telling.who(event) & ~Q(pk=event.by_id) if event.by_id else telling.who(event),
        may_see="view_revision" if revision else "view_monograph",
    )
    write((recipient, letter) for recipient in who)


def _signers(event: Event) -> Q:
    """Who may give a signature that is still missing, and wrote none of it."""
    revision = event.revision
    if revision is None:
        return NOBODY
    contributors = RevisionContributor.objects.filter(revision=revision.pk)
    signed = Signature.objects.filter(revision=revision.pk)
    return (
        holders_of(*(f"sign_{role}" for role in revision.missing_roles()))
        & ~Q(pk__in=contributors.values("person"))
        & ~Q(pk__in=signed.values("signer"))
    )


def _authors(event: Event) -> Q:
    return authors_of(event.revision) if event.revision else NOBODY


def _submitter(event: Event) -> Q:
    return Q(pk=event.revision.submitted_by_id) if event.revision else NOBODY


def _submitter_unless_published(event: Event) -> Q:
    """The signature that publishes is told as that: one letter says both."""
    revision = event.revision
    if revision is None:
        return NOBODY
    publishes = revision.is_open and not (
        revision.missing_roles() or revision.is_held_back(event.at)
    )
    return NOBODY if publishes else _submitter(event)


def _whose_page_it_is(event: Event) -> Q:
    return _authors(event) | assignee_of(event.monograph)


_Kind = Notification.Kind
TELLINGS: dict[Event.Kind, Telling] = {
    Event.Kind.SUBMITTED: Telling(
        _Kind.SUBMITTED,
        _signers,
        "{page}: version {number} waits for your signature",
        "{who} submitted version {number} of {page}. It waits for your signature.",
    ),
    Event.Kind.REVIEW_STARTED: Telling(
        _Kind.SUBMITTED,
        _signers,
        "{page}: is it still correct? Version {number} waits for your signature",
        "{who} started a review of the whole page {page}: version {number} is the "
        "published text, unchanged. It waits for your signature.",
    ),
    Event.Kind.CHANGES_REQUESTED: Telling(
        _Kind.SENT_BACK,
        _authors,
        "{page}: version {number} is sent back",
        "{who} sent version {number} of {page} back.",
    ),
    Event.Kind.SIGNED: Telling(
        _Kind.SIGNED,
        _submitter_unless_published,
        "{page}: {who} signed version {number}",
        "{who} signed version {number} of {page}.",
    ),
    Event.Kind.PUBLISHED: Telling(
        _Kind.PUBLISHED,
        _whose_page_it_is,
        "{page}: version {number} is public",
        "Readers see version {number} of {page} now.",
    ),
    Event.Kind.BYPASSED: Telling(
        _Kind.PUBLISHED,
        _whose_page_it_is,
        "{page}: version {number} is public before all have signed",
        "{who} published version {number} of {page} before all had signed. It still "
        "needs its signatures.",
    ),
    Event.Kind.ROLLED_BACK: Telling(
        _Kind.PUBLISHED,
        _whose_page_it_is,
        "{page}: rolled back to version {number}",
        "{who} rolled {page} back. Readers see version {number} again.",
    ),
    Event.Kind.WITHDRAWN: Telling(
        _Kind.WITHDRAWN,
        _whose_page_it_is,
        "{page}: withdrawn",
        "{who} withdrew {page}. Readers no longer see it.",
    ),
    Event.Kind.REINSTATED: Telling(
        _Kind.WITHDRAWN,
        _whose_page_it_is,
        "{page}: reinstated",
        "{who} reinstated {page}. Readers see version {number} again.",
    ),
}
