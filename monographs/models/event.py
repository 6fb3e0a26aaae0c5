from django.conf import settings
from django.db import models
from django.db.models import Q

KINDS_NEEDING_A_REASON = [
    "changes_requested",
    "withdrawn",
    "bypassed",
    "rolled_back",
    "discarded",
    "source_decided",
]


class Event(models.Model):
    """A step in a monograph's life: who, when, what, why. Append-only."""

    class Kind(models.TextChoices):
        CREATED = "created", "created"
        EDITED = "edited", "edited"
        VERIFIED = "verified", "rows verified"
        SUBMITTED = "submitted", "submitted"
        CANCELLED = "cancelled", "submission cancelled"
        CHANGES_REQUESTED = "changes_requested", "sent back"
        SIGNED = "signed", "signed"
        SCHEDULED = "scheduled", "scheduled"
        PUBLISHED = "published", "published"
        BYPASSED = "bypassed", "published before all had signed"
        WITHDRAWN = "withdrawn", "withdrawn"
        REINSTATED = "reinstated", "reinstated"
        ROLLED_BACK = "rolled_back", "rolled back"
        RESET = "reset", "working copy reset"
        PARKED = "parked", "draft parked"
        MERGED = "merged", "parked draft merged"
        REVIEW_STARTED = "review_started", "whole-page review started"
        NOTICE_POSTED = "notice_posted", "notice posted"
        NOTICE_ENDED = "notice_ended", "notice ended"
        UNVERIFIED = "unverified", "verification taken back"
        ACKNOWLEDGED = "acknowledged", "warnings acknowledged"
        ASSIGNED = "assigned", "assigned"
        DISCARDED = "discarded", "discarded as not a monograph"
        RESTORED = "restored", "restored from the discarded"
        PERIOD_SET = "period_set", "review period set"
        CLAIMED = "claimed", "review: being looked at"
        RELEASED = "released", "review: handed back"
        COMMENTED = "commented", "commented"
        COMMENT_RESOLVED = "comment_resolved", "comment resolved"
        SOURCE_DECIDED = "source_decided", "competing source decided"
        PREVIEW_SHARED = "preview_shared", "preview shared"

    monograph = models.ForeignKey(
        "monographs.Monograph", models.PROTECT, related_name="events"
    )
    revision = models.ForeignKey(
        "monographs.Revision",
        models.PROTECT,
        null=True,
        related_name="events",
        verbose_name="version",
    )
    kind = models.CharField(max_length=17, choices=Kind)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="events",
        help_text="Empty when the clock did it.",
    )
    at = models.DateTimeField()
    reason = models.TextField(blank=True)
    detail = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind__in=KINDS_NEEDING_A_REASON) | ~Q(reason__trim=""),
                name="event_reason_where_needed",
                violation_error_message="This step needs a reason.",
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=False) | Q(kind="published"),
                name="event_by_somebody",
                violation_error_message="Only publishing on time happens by itself.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d %H:%M}"
