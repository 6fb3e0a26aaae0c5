from django.conf import settings
from django.db import models
from django.db.models import Q


class RevisionFinding(models.Model):
    """What the checks found in a sealed text, and why it may stand. Append-only."""

    class Severity(models.TextChoices):
        WARNING = "warning", "warning"
        HINT = "hint", "hint"

    revision = models.ForeignKey(
        "monographs.Revision", models.PROTECT, related_name="findings"
    )
    code = models.CharField(max_length=60)
    severity = models.CharField(max_length=7, choices=Severity)
    row_key = models.UUIDField(null=True, blank=True)
    place = models.CharField(max_length=300)
    message = models.TextField()
    digest = models.CharField(max_length=64)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-severity", "id"]  # warnings, then hints
        constraints = [
            # Text with an error is never sealed.
            models.CheckConstraint(
                condition=Q(severity__in=["warning", "hint"]),
                name="revision_finding_severity_known",
            ),
            models.CheckConstraint(
                condition=Q(severity="hint", reason="", by=None, at=None)
                | Q(severity="warning", by__isnull=False, at__isnull=False)
                & ~Q(reason__trim=""),
                name="revision_finding_warning_with_a_reason",
                violation_error_message="A warning needs somebody's reason.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"
