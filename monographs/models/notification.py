"""What somebody is told: written with the event it tells of, mailed afterwards."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q


class NotificationQuerySet(models.QuerySet["Notification"]):
    def waiting(self, now: datetime) -> Self:
        """To be mailed, and neither in somebody's hands nor pausing after a failure."""
        return self.filter(
            Q(not_before=None) | Q(not_before__lte=now), is_mailed=True, sent_at=None
        )


class Notification(models.Model):
    """The outbox: one row a person, kept afterwards as what they were told."""

    class Kind(models.TextChoices):
        SUBMITTED = "submitted", "A version waits for my signature"
        ASSIGNED = "assigned", "A page is given to me to work on"
        SENT_BACK = "sent_back", "A version that I wrote or submitted is sent back"
        SIGNED = "signed", "A version that I submitted is signed"
        PUBLISHED = "published", "A page of mine is published or rolled back"
        WITHDRAWN = "withdrawn", "A page of mine is withdrawn or reinstated"
        MENTIONED = "mentioned", "Somebody mentions me in a comment"
        DUE = "due", "Reviews of my pages are due or overdue"
        NOT_PUBLISHED = "not_published", "A scheduled version could not be published"

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="notifications",
        db_index=False,  # the index of what they were told begins with it
    )
    event = models.ForeignKey(
        "monographs.Event", models.PROTECT, null=True, related_name="notifications"
    )
    kind = models.CharField(max_length=13, choices=Kind)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    path = models.CharField(max_length=300, help_text="Of the page that it is about.")
    day = models.DateField(null=True, help_text="Of a reminder: one a day.")
    created_at = models.DateTimeField()

    # As the person had chosen when it was written.
    is_mailed = models.BooleanField()
    sent_at = models.DateTimeField(null=True)
    # The end of a sender's lease, or of the pause after a failure.
    not_before = models.DateTimeField(null=True)
    tries = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "day"],
                condition=Q(day__isnull=False),
                name="notification_one_reminder_a_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["person", "id"],
                condition=Q(is_mailed=True, sent_at=None),
                name="notification_waiting",
            ),
            models.Index(fields=["person", "-id"], name="notification_of_person"),
            models.Index(fields=["created_at"], name="notification_age"),
            models.Index(
                fields=["day"], condition=Q(day__isnull=False), name="notification_day"
            ),
        ]

    def __str__(self) -> str:
        return self.subject
