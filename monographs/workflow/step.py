"""What every verb does: ask for the right, lock, refuse with a sentence, record."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from monographs.caches import outdate
from monographs.content import canonical_text
from monographs.models import Event, Monograph, Revision, Row, User
from monographs.visible_text import hidden_signs, is_blank
from monographs.workflow.public_changes import tell_readers
from monographs.workflow.telling import tell
from monographs.workflow.triage import mark_stale

Person = User | AnonymousUser


class TransitionRefused(Exception):
    """This step is not possible here and now; the message says why.

    `rows` are those that stand in its way, so that a page can lead to each of them.
    `beside_list` is the message for a page that lists what it names.
    """

    def __init__(
        self, sentence: str, *, rows: Sequence[Row] = (), beside_list: str = ""
    ) -> None:
        super().__init__(sentence)
        self.rows = tuple(rows)
        self.beside_list = beside_list or sentence


def require(by: Person, permission: str) -> User:
    """The person, if they have the right."""
    if isinstance(by, User) and by.has_perm(f"monographs.{permission}"):
        return by
    raise PermissionDenied(
        f'Your account lacks the right for this step ("{permission}"). '
        "Ask an administrator to add you to a group that has it."
    )


def typed(
    text: str,
    *,
    place: str = "What was written",
    advice: str = "Delete it, or write these words anew.",
) -> str:
    """Without the space around it; nothing where nobody could see any of it.

    Much of it is shown to readers, so it holds nothing that nobody sees.
    """
    if is_blank(text):
        return ""
    if names := hidden_signs(canonical_text(text)):
        raise TransitionRefused(
            f"{place} holds what nobody sees: {', '.join(names[:5])}. {advice}"
        )
    return text.strip()


def require_reason(reason: str, step: str) -> str:
    reason = typed(reason)
    if not reason:
        raise TransitionRefused(f"{step} needs a reason. Write why.")
    return reason


def lock(monograph: Monograph) -> Monograph:
    """The monograph as it is now; nobody else moves it until this step ends."""
    locked: Monograph = Monograph.objects.select_for_update().get(pk=monograph.pk)
    return locked


def lock_all(monographs: Iterable[Monograph]) -> list[Monograph]:
    """In one order for everybody, so that two such steps do not wait for each other."""
    return list(
        Monograph.objects.filter(pk__in=[monograph.pk for monograph in monographs])
        .order_by("pk")
        .select_for_update()
    )


def lock_revision(revision: Revision) -> Revision:
    """The revision as it is now, its monograph locked."""
    monograph = lock(Monograph(pk=revision.monograph_id))
    fresh = Revision.objects.get(pk=revision.pk)
    fresh.monograph = monograph
    return fresh


def record(
    kind: Event.Kind,
    monograph: Monograph,
    *,
    by: User | None,
    revision: Revision | None = None,
    reason: str = "",
    at: datetime | None = None,
    is_done: bool = True,
    **detail: Any,
) -> Event:
    """Where the database asks for it before the step is done, announce it later."""
    mark_stale([monograph.pk])
    event = Event.objects.create(
        kind=kind,
        monograph=monograph,
        revision=revision,
        by=by,
        at=at or timezone.now(),
        reason=reason,
        detail=detail,
    )
    if is_done:
        announce(event)
    return event


def announce(event: Event) -> None:
    """Once the step is done, to everybody whom it concerns."""
    tell(event)
    outdate(event)
    tell_readers(event)


def record_all(
    kind: Event.Kind,
    monographs: Sequence[Monograph],
    *,
    by: User,
    reason: str = "",
    detail_of: Callable[[Monograph], dict[str, Any]] = lambda _: {},
) -> list[Event]:
    """The same step on each of many monographs, in as few statements as on one."""
    now = timezone.now()
    mark_stale(monograph.pk for monograph in monographs)
    return Event.objects.bulk_create(
        Event(
            kind=kind,
            monograph=monograph,
            by=by,
            at=now,
            reason=reason,
            detail=detail_of(monograph),
        )
        for monograph in monographs
    )
