from django.conf import settings
from django.db import models


class ReportStep(models.Model):
    """What was done about a reader's report: who, when, why. Append-only."""

    class Kind(models.TextChoices):
        TAKEN = "taken", "taken to look at"
        CLOSED = "closed", "closed"

    report = models.ForeignKey(
        "monographs.ReaderReport", models.PROTECT, related_name="steps"
    )
    kind = models.CharField(max_length=6, choices=Kind)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="report_steps"
    )
    at = models.DateTimeField()
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d %H:%M}"
