"""Changing a working copy's content, and who did."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from monographs.content import keys_leading_to
from monographs.models import (
    Contributor,
    Event,
    Monograph,
    ParkedDraft,
    User,
    VocabularyChange,
)
from monographs.models.monograph import MonographQuerySet
from monographs.workflow.authors import brought_back
from monographs.workflow.shared_uses import naming_any
from monographs.workflow.snapshot import keep_snapshot
from monographs.workflow.step import (
    Person,
    TransitionRefused,
    lock,
    record,
    record_all,
    require,
)
from monographs.workflow.triage import mark_stale

CHANGES = (
    Event.Kind.CREATED,
    Event.Kind.EDITED,
    Event.Kind.RESET,
    Event.Kind.PARKED,
    Event.Kind.MERGED,
)


class StaleEdit(TransitionRefused):
    """Somebody saved this monograph after it was opened here."""


@transaction.atomic
def touch(
    monograph: Monograph,
    *,
    by: Person,
    seen: int | None = None,
    opened_at: int | None = None,
) -> Monograph:
    """Announce a change of content; make the change in the same transaction.

    `seen` is the edit version that the person started from: a newer one is refused.
    `opened_at` is an earlier one, whose text the change may bring back.
    """
    person = require(by, "change_monograph")
    monograph = lock(monograph)
    if seen is not None and seen != monograph.edit_version:
        raise StaleEdit(_stale_sentence(monograph))
    is_new = monograph.edit_version == 0
    if not is_new:
        keep_snapshot(monograph)
    contribute(monograph, {person, *brought_back(monograph, opened_at)})
    record(
        Event.Kind.CREATED if is_new else Event.Kind.EDITED,
        monograph,
        by=person,
        edit_version=monograph.edit_version,
    )
    return monograph


@transaction.atomic
def touch_all(monographs: MonographQuerySet, *, shared: UUID, by: Person) -> int:
    """Announce a change of something shared, such as an effect's name, by its key.

    What was sealed or parked may still name it by a key that it took over.
    """
    person = require(by, "change_effect")
    # One order for everybody, so that two such changes do not wait for each other.
    locked = list(
        Monograph.objects.filter(pk__in=monographs.values("pk"))
        .order_by("pk")
        .select_for_update()
    )
    contribute_to_all(locked, person)
    keys = keys_leading_to(shared)
    # A parked draft takes the new words with it when it is merged.
    for draft in ParkedDraft.objects.filter(
        naming_any("content", keys), merged_at=None
    ):
        draft.contributors.add(person)
    # Behind the locks: what is sealed later has the new words.
    now = timezone.now()
    VocabularyChange.objects.bulk_create(
        VocabularyChange(entry=key, by=person, at=now) for key in keys
    )
    return len(locked)


@transaction.atomic
def touch_imported(
    monographs: Sequence[Monograph], *, by: Person, authors: Iterable[User] = ()
) -> None:
    """Announce what an import wrote; its `authors` contributed as well.

    Its batch is the record, so no event is written: events are never deleted, and
    undoing an import removes the working copies that it made.
    """
    person = require(by, "import_monographs")
    written = Monograph.objects.filter(pk__in=[one.pk for one in monographs])
    written.update(edit_version=F("edit_version") + 1, changed_at=timezone.now())
    # These may have been read before somebody else counted up.
    versions = dict(written.values_list("pk", "edit_version"))
    for monograph in monographs:
        monograph.edit_version = versions[monograph.pk]
    people = {person, *authors}
    _remember([(monograph, one) for monograph in monographs for one in people])
    mark_stale(monograph.pk for monograph in monographs)


def contribute_to_all(locked: Sequence[Monograph], person: User) -> None:
    """Announce the same change of content in each of many locked monographs."""
    Monograph.objects.filter(pk__in=[monograph.pk for monograph in locked]).update(
        edit_version=F("edit_version") + 1
    )
    for monograph in locked:
        monograph.edit_version += 1
    _remember([(monograph, person) for monograph in locked])
    record_all(
        Event.Kind.EDITED,
        locked,
        by=person,
        detail_of=lambda one: {"edit_version": one.edit_version},
    )


def last_change(monograph: Monograph) -> Event | None:
    """Who changed the text last: not who signed, shared or verified it since."""
    return (
        monograph.events.filter(kind__in=CHANGES)
        .exclude(by=None)
        .select_related("by")
        .last()
    )


def contribute(monograph: Monograph, people: Iterable[User]) -> None:
    """Count up the edit version and remember whose text this now is."""
    Monograph.objects.filter(pk=monograph.pk).update(edit_version=F("edit_version") + 1)
    monograph.edit_version += 1
    _remember([(monograph, person) for person in people])


def _remember(contributions: list[tuple[Monograph, User]]) -> None:
    Contributor.objects.bulk_create(
        [
            Contributor(
                monograph=monograph,
                person=person,
                last_edit_version=monograph.edit_version,
            )
            for monograph, person in contributions
        ],
        update_conflicts=True,
        unique_fields=["monograph", "person"],
        update_fields=["last_edit_version"],
    )


def _stale_sentence(monograph: Monograph) -> str:
    last = last_change(monograph)
    who = f"{last.by} changed" if last else "Somebody changed"
    return (
        f"{who} this monograph after you opened it, so nothing was saved. "
        "What you typed is still here: compare it with the saved text below."
    )
