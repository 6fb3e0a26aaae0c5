"""What each queue asks the database; every question begins at an index."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from monographs.desk.imports.deciding import awaiting_decision
from monographs.desk.queues.queue import MOST_COUNTED
from monographs.desk.review.waiting import claimed_by, waiting_for
from monographs.models import (
    BatchRow,
    Event,
    Monograph,
    Publication,
    ReaderReport,
    Revision,
    RevisionContributor,
    Signature,
    Triage,
    User,
)

SOON = timedelta(days=90)
WRITING = (
    Event.Kind.CREATED,
    Event.Kind.EDITED,
    Event.Kind.MERGED,
)


# Working copies, by their place in the working list.


def drafts_of(person: User) -> QuerySet[Triage]:
    """Assigned to this person, or with text of theirs that nobody has approved."""
    assigned = Monograph.objects.filter(assigned_to=person).order_by("-id")
    written = Event.objects.filter(
        by=person, kind__in=WRITING, monograph__contributors__person=person
    ).order_by("-id")
    pks = {
        *assigned.values_list("pk", flat=True)[:MOST_COUNTED],
        *written.values_list("monograph", flat=True)[:MOST_COUNTED],
    }
    in_review = Revision.objects.filter(
        monograph=OuterRef("monograph"), state=Revision.State.SUBMITTED
    )
    settled = Q(rank=Triage.Rank.SETTLED, is_stale=False)
    return Triage.objects.filter(~settled, ~Exists(in_review), monograph__in=pks)


def differing(_: User) -> QuerySet[Triage]:
    return Triage.objects.filter(differs_from_live=True)


def with_errors(_: User) -> QuerySet[Triage]:
    return Triage.objects.filter(errors__gt=0)


def with_warnings(_: User) -> QuerySet[Triage]:
    return Triage.objects.filter(warnings__gt=0)


def with_rivals(_: User) -> QuerySet[Triage]:
    return Triage.objects.filter(rivals__gt=0)


def discarded(_: User) -> QuerySet[Monograph]:
    return Monograph.objects.discarded()


# Versions.


def sent_back_to(person: User) -> QuerySet[Revision]:
    """The newest version of a monograph, where its reviewers want changes."""
    newer = Revision.objects.filter(
        monograph=OuterRef("monograph"), number__gt=OuterRef("number")
    )
    return Revision.objects.filter(
        ~Exists(newer),
        Q(submitted_by=person)
        | Q(monograph__assigned_to=person)
        | Exists(_contributions(person)),
        state=Revision.State.CHANGES_REQUESTED,
        monograph__discarded_at=None,
    )


def awaiting_editorial_signature(person: User) -> QuerySet[Revision]:
    return _awaiting_signature(person, Signature.Role.EDITORIAL)


def awaiting_clinical_signature(person: User) -> QuerySet[Revision]:
    return _awaiting_signature(person, Signature.Role.CLINICAL)


def claimed_by_me(person: User) -> QuerySet[Revision]:
    return claimed_by(Revision.objects.all(), person)


def scheduled(_: User) -> QuerySet[Revision]:
    return Revision.objects.scheduled().newer_than_live()


def unsigned_bypasses(_: User) -> QuerySet[Revision]:
    return Revision.objects.unsigned_bypasses()


def _awaiting_signature(person: User, role: Signature.Role) -> QuerySet[Revision]:
    return waiting_for(Revision.objects.all(), role=role, person=person)


def _contributions(person: User) -> QuerySet[RevisionContributor]:
    return RevisionContributor.objects.filter(revision=OuterRef("pk"), person=person)


# Published pages.


def overdue(_: User) -> QuerySet[Publication]:
    return Publication.objects.live().filter(review_due_on__lt=timezone.localdate())


def due_soon(_: User) -> QuerySet[Publication]:
    today = timezone.localdate()
    return Publication.objects.live().filter(
        review_due_on__gte=today, review_due_on__lte=today + SOON
    )


def withdrawn(_: User) -> QuerySet[Publication]:
    return Publication.objects.filter(withdrawn_at__isnull=False)


def reader_reports(_: User) -> QuerySet[ReaderReport]:
    return ReaderReport.objects.waiting()


# Files.


def set_aside(_: User) -> QuerySet[BatchRow]:
    return awaiting_decision()
