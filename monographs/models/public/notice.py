from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Expression, F, Q


class NoticeQuerySet(models.QuerySet["Notice"]):
    def current(self, now: datetime | Expression) -> Self:
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=now), starts_at__lte=now)


class Notice(models.Model):
    """A safety banner that needs no new version."""

    class Severity(models.TextChoices):
        INFORMATION = "information", "information"
        WARNING = "warning", "warning"
        DANGER = "danger", "danger"

    monograph = models.ForeignKey(
        "monographs.Monograph", models.PROTECT, related_name="notices"
    )
    severity = models.CharField(max_length=11, choices=Severity)
    text = models.TextField()
    link = models.URLField(max_length=2000, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gte=F("starts_at")),
                name="notice_ends_after_it_starts",
                violation_error_message="A notice cannot end before it starts.",
            ),
            models.CheckConstraint(
                condition=~Q(text__trim=""),
                name="notice_has_a_text",
                violation_error_message="Write what readers must know.",
            ),
            models.CheckConstraint(
                condition=Q(severity__in=["information", "warning", "danger"]),
                name="notice_severity_known",
            ),
        ]

    def __str__(self) -> str:
        return self.text
