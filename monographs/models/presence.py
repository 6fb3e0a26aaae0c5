from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models

# How long somebody counts as being there after the page was last heard of.
PRESENT = timedelta(seconds=30)
# Long after a page was closed.
FORGOTTEN = timedelta(days=1)


class PresenceQuerySet(models.QuerySet["Presence"]):
    def present(self, now: datetime) -> Self:
        return self.filter(seen_at__gt=now - PRESENT)


class Presence(models.Model):
    """Somebody has a monograph's page open. No record: it goes when they do."""

    monograph = models.ForeignKey(
        "monographs.Monograph", models.CASCADE, related_name="presences"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        ordering = ["opened_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["monograph", "person"], name="presence_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} at {self.monograph_id}"
