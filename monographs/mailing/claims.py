"""Who sends what: a mail is in one process's hands at a time.

A claim is a lease. A process that is killed while it sends loses it, and the mail goes
out again: once too often rather than never.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from monographs.models import Notification, User

# Far longer than a mail server that answers slowly takes for one mail.
LEASE = timedelta(minutes=10)
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(days=1)

REACHABLE = ~Q(email="") & Q(is_active=True)


@transaction.atomic
def claim_one() -> list[Notification]:
    """The oldest that waits for somebody who is told at once."""
    now = timezone.now()
    people = User.objects.filter(REACHABLE, mail_choice=User.MailChoice.AT_ONCE)
    found = (
        Notification.objects.waiting(now)
        .filter(person__in=people)
        .select_for_update(skip_locked=True, no_key=True)
        .order_by("id")[:1]
    )
    return _take(list(found), now)


@transaction.atomic
def claim_digest() -> list[Notification]:
    """All that waited for one person when the hour of the last digest came."""
    now = timezone.now()
    since = last_digest(now)
    waiting = Notification.objects.waiting(now).filter(created_at__lt=since)
    had_one = Notification.objects.filter(person=OuterRef("pk"), sent_at__gte=since)
    person = (
        User.objects.filter(
            REACHABLE,
            Exists(waiting.filter(person=OuterRef("pk"))),
            ~Exists(had_one),
            mail_choice=User.MailChoice.DIGEST,
        )
        # So that two processes do not share one person's letters out among them.
        .select_for_update(skip_locked=True, no_key=True)
        .order_by("pk")
        .first()
    )
    if person is None:
        return []
    return _take(list(waiting.filter(person=person).order_by("id")), now)


def last_digest(now: datetime) -> datetime:
    """When the hour of the digest last came."""
    local = timezone.localtime(now)
    today = local.replace(
        hour=settings.DIGEST_HOUR, minute=0, second=0, microsecond=0, fold=0
    )
    return today if today <= local else today - timedelta(days=1)


def mark_sent(letters: list[Notification]) -> None:
    _all(letters).update(sent_at=timezone.now(), not_before=None, last_error="")


def mark_failed(letters: list[Notification], sentence: str) -> None:
    """They wait for longer after each failure, and are never given up."""
    # Not more doublings than a day holds, or the figure would not fit.
    doublings = min(letters[0].tries - 1, 12)
    pause = min(FIRST_PAUSE * 2**doublings, LONGEST_PAUSE)
    _all(letters).update(not_before=timezone.now() + pause, last_error=sentence[:300])


def _take(letters: list[Notification], now: datetime) -> list[Notification]:
    if letters:
        _all(letters).update(tries=F("tries") + 1, not_before=now + LEASE)
    for letter in letters:
        letter.tries += 1
    return letters


def _all(letters: list[Notification]) -> QuerySet[Notification]:
    return Notification.objects.filter(pk__in=[letter.pk for letter in letters])
