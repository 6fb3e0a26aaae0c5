from django.db import models
from django.db.models import Q


class Finding(models.Model):
    """Something a check noticed about a working copy or a source."""

    class Severity(models.TextChoices):
        ERROR = "error", "error"
        WARNING = "warning", "warning"
        HINT = "hint", "hint"

    monograph = models.ForeignKey(
        "monographs.Monograph",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="findings",
    )
    source = models.ForeignKey(
        "monographs.SourceDocument",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="findings",
    )
    code = models.CharField(max_length=60)
    severity = models.CharField(max_length=7, choices=Severity)
    row_key = models.UUIDField(null=True, blank=True)
    place = models.CharField(max_length=300, help_text="Where, in words.")
    message = models.TextField()
    found_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["severity", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(monograph__isnull=False) | Q(source__isnull=False),
                name="finding_is_about_something",
            ),
            models.CheckConstraint(
                condition=Q(severity__in=["error", "warning", "hint"]),
                name="finding_severity_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"
