"""Safety notices: effective at once, outside the version cycle."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from monographs.caches import outdate_at
from monographs.models import Event, Monograph, Notice
from monographs.workflow.step import (
    Person,
    TransitionRefused,
    lock,
    record,
    require,
    typed,
)


@transaction.atomic
def post_notice(
    monograph: Monograph,
    *,
    by: Person,
    severity: Notice.Severity,
    text: str,
    link: str = "",
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
) -> Notice:
    person = require(by, "post_notice")
    monograph = lock(monograph)
    text = typed(text)
    if not text:
        raise TransitionRefused("Write what readers must know.")
    starts_at = starts_at or timezone.now()
    if ends_at and ends_at <= starts_at:
        raise TransitionRefused("A notice cannot end before it starts.")
    notice = Notice.objects.create(
        monograph=monograph,
        severity=severity,
        text=text,
        link=link,
        starts_at=starts_at,
        ends_at=ends_at,
        posted_by=person,
    )
    begins_later = starts_at if starts_at > timezone.now() else None
    outdate_at(monograph.pk, begins_later, ends_at)
    record(Event.Kind.NOTICE_POSTED, monograph, by=person, reason=notice.text)
    return notice


@transaction.atomic
def end_notice(notice: Notice, *, by: Person) -> Notice:
    person = require(by, "post_notice")
    monograph = lock(notice.monograph)
    now = timezone.now()
    notice = Notice.objects.get(pk=notice.pk)
    if notice.ends_at and notice.ends_at <= max(now, notice.starts_at):
        raise TransitionRefused("This notice has ended already.")
    notice.ends_at = max(now, notice.starts_at)
    notice.save(update_fields=["ends_at"])
    record(Event.Kind.NOTICE_ENDED, monograph, by=person, reason=notice.text)
    return notice
