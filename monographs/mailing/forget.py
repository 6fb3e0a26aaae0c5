"""What people were told is kept for a time; mail that still waits is never dropped."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from monographs.models import Notification

# So that the first time, after years, holds nobody up: the next minute does more.
MOST_AT_ONCE = 5_000


def forget_old() -> int:
    """How many notifications were old enough to be thrown away now."""
    if not settings.NOTIFICATION_DAYS:
        return 0
    since = timezone.now() - timedelta(days=settings.NOTIFICATION_DAYS)
    settled = Notification.objects.filter(
        Q(is_mailed=False) | Q(sent_at__lt=since), created_at__lt=since
    )
    oldest = settled.order_by("created_at").values("pk")[:MOST_AT_ONCE]
    count, _ = Notification.objects.filter(pk__in=oldest).delete()
    return count
