"""Links that let somebody without an account read one draft or version, for a time.

A link is signed with SECRET_KEY and stored nowhere: with another key, all end. It names
the last withdrawal that came before it; one that comes after it ends it for good.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core import signing
from django.db import transaction
from django.utils import timezone

from monographs.models import Event, Monograph, Publication, Revision
from monographs.workflow.step import (
    Person,
    TransitionRefused,
    lock,
    lock_revision,
    record,
    require,
)

MOST_DAYS = 30
_SALT = "monographs.preview"


@dataclass(frozen=True)
class SharedPreview:
    token: str
    until: datetime


@dataclass(frozen=True)
class Shared:
    """What a link shows: the sealed version, or else the draft as it is now."""

    monograph: Monograph
    revision: Revision | None
    until: datetime


class NoSuchLink(Exception):
    """It was never given out like this; the message says so."""


class LinkEnded(Exception):
    """It led somewhere once; the message says why it no longer does."""


@transaction.atomic
def share_preview(
    target: Monograph | Revision, *, days: int, by: Person
) -> SharedPreview:
    """A link to the working copy as it is at any time, or to one sealed version."""
    person = require(by, "share_preview")
    if not 1 <= days <= MOST_DAYS:
        raise TransitionRefused(
            f"A link works for 1 to {MOST_DAYS} days. Choose a number of days."
        )
    revision = lock_revision(target) if isinstance(target, Revision) else None
    monograph = revision.monograph if revision else lock(Monograph(pk=target.pk))
    if why := _why_ended(monograph):
        raise TransitionRefused(f"{why} A link would lead nowhere.")
    until = (timezone.now() + timedelta(days=days)).replace(microsecond=0)
    record(
        Event.Kind.PREVIEW_SHARED,
        monograph,
        by=person,
        revision=revision,
        until=until.isoformat(),
    )
    content = {
        "monograph": str(monograph.key),
        "version": revision.number if revision else None,
        "until": int(until.timestamp()),
        "withdrawal": _last_withdrawal(monograph),
    }
    return SharedPreview(signing.dumps(content, salt=_SALT, compress=True), until)


def shared_by(token: str) -> Shared:
    """What the link shows now."""
    content = _read(token)
    until = datetime.fromtimestamp(content["until"], tz=timezone.get_default_timezone())
    if until <= timezone.now():
        raise LinkEnded(
            f"This link worked until {until:%d %B %Y, %H:%M %Z}. "
            "Ask the person who sent it for a new one."
        )
    monograph = Monograph.objects.filter(key=content["monograph"]).first()
    if monograph is None:
        raise LinkEnded("What this link led to is no longer there.")
    if why := _why_ended(monograph):
        raise LinkEnded(f"{why} This link has ended with it.")
    if content.get("withdrawal") != _last_withdrawal(monograph):
        raise LinkEnded(
            "This page was withdrawn meanwhile, which ended this link. Ask the person "
            "who sent it for a new one."
        )
    revision = None
    if content["version"] is not None:
        revision = monograph.revisions.get(number=content["version"])
    return Shared(monograph, revision, until)


def _read(token: str) -> dict[str, Any]:
    try:
        content: dict[str, Any] = signing.loads(token, salt=_SALT)
    except signing.BadSignature as error:
        raise NoSuchLink(
            "This address is not complete, or was changed. "
            "Copy the whole link, or ask the person who sent it for a new one."
        ) from error
    return content


def _last_withdrawal(monograph: Monograph) -> int | None:
    events = monograph.events.filter(kind=Event.Kind.WITHDRAWN)
    number: int | None = events.values_list("pk", flat=True).last()
    return number


def _why_ended(monograph: Monograph) -> str:
    if Publication.objects.filter(monograph=monograph).exclude(withdrawn_at=None):
        return "This page was withdrawn."
    last = monograph.events.filter(
        kind__in=[Event.Kind.DISCARDED, Event.Kind.RESTORED]
    ).last()
    if last and last.kind == Event.Kind.DISCARDED:
        return "This draft was discarded."
    return ""
