"""What readers report about a page. They may write here and read the receipt."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

LONGEST_REPORT = 5_000


class ReaderReportQuerySet(models.QuerySet["ReaderReport"]):
    def waiting(self) -> Self:
        """Nobody has answered them yet."""
        return self.filter(~Q(state="closed"))


class ReaderReport(models.Model):
    """A problem that a reader reported. Its text never changes, but is forgotten."""

    class State(models.TextChoices):
        RECEIVED = "received", "received"
        TAKEN = "taken", "being looked at"
        CLOSED = "closed", "closed"

    receipt = models.CharField(max_length=19, unique=True)
    # Where the reader was: as it was called then, empty where it is not known.
    page = models.CharField(max_length=400, blank=True)
    page_title = models.CharField(max_length=300, blank=True)
    section = models.CharField(max_length=100, blank=True)
    heading = models.CharField(max_length=300, blank=True)
    monograph = models.ForeignKey(
        "monographs.Monograph",
        models.PROTECT,
        null=True,
        related_name="reader_reports",
    )
    revision = models.ForeignKey(
        "monographs.Revision",
        models.PROTECT,
        null=True,
        related_name="reader_reports",
        verbose_name="version",
        help_text="The version that readers saw when the report came.",
    )
    text = models.TextField(blank=True)
    is_urgent = models.BooleanField(
        help_text="It holds words that people use in an emergency."
    )
    received_at = models.DateTimeField()
    forgotten_at = models.DateTimeField(null=True)

    state = models.CharField(max_length=8, choices=State, default=State.RECEIVED)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    taken_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True, help_text="Read by whoever has the receipt.")
    reason = models.TextField(blank=True, help_text="Read at the desk only.")

    objects = ReaderReportQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        default_permissions = ()
        permissions = [("answer_reports", "Can read and answer reports of readers")]
        indexes = [
            models.Index(
                fields=["received_at"],
                condition=~Q(state="closed"),
                name="reader_report_waiting",
            ),
            models.Index(fields=["state", "-id"], name="reader_report_by_state"),
            models.Index(
                fields=["closed_at"],
                condition=Q(state="closed", forgotten_at=None),
                name="reader_report_remembered",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["received", "taken", "closed"]),
                name="reader_report_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(text__trim="") | Q(forgotten_at__isnull=False),
                name="reader_report_has_a_text",
                violation_error_message="Write what is wrong.",
            ),
            models.CheckConstraint(
                condition=~Q(state="taken")
                | Q(taken_by__isnull=False, taken_at__isnull=False),
                name="reader_report_taken_by_somebody",
            ),
            models.CheckConstraint(
                condition=(
                    Q(
                        state="closed",
                        closed_by__isnull=False,
                        closed_at__isnull=False,
                    )
                    & ~Q(answer__trim="")
                    & ~Q(reason__trim="")
                )
                | (
                    Q(state__in=["received", "taken"], answer="", reason="")
                    & Q(closed_by=None, closed_at=None)
                ),
                name="reader_report_closed_with_an_answer",
                violation_error_message="Closing a report needs an answer and a "
                "reason.",
            ),
            models.CheckConstraint(
                condition=Q(revision=None) | Q(monograph__isnull=False),
                name="reader_report_version_of_a_monograph",
            ),
        ]

    def __str__(self) -> str:
        return self.receipt
