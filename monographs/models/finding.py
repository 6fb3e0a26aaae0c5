from django.db import models
from django.db.models import Q


class Finding(models.Model):
    """Something a check noticed about a working copy or a source."""

    class Severity(models.TextChoices):
        ERROR = "error", "error"
        WARNING = "warning", "warning"
        HINT = "hint", "hint"

    class Origin(models.TextChoices):
        IMPORT = "import", "an import"
        CHECK = "check", "a check"

    origin = models.CharField(max_length=6, choices=Origin, default=Origin.IMPORT)
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
    digest = models.CharField(
        max_length=64,
        blank=True,
        help_text="A check's: the same as long as it finds the same in the same text.",
    )
    found_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["severity", "id"]
        indexes = [
            # With the monograph, for lists of pages on which something was found.
            models.Index(fields=["code", "monograph"], name="finding_code"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(monograph__isnull=False) | Q(source__isnull=False),
                name="finding_is_about_something",
            ),
            models.CheckConstraint(
                condition=Q(severity__in=["error", "warning", "hint"]),
                name="finding_severity_known",
            ),
            models.CheckConstraint(
                condition=Q(origin="import")
                | Q(origin="check", monograph__isnull=False, source=None),
                name="finding_of_an_import_or_a_check",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"

    @property
    def line(self) -> int | None:
        """Of its source: such a place is written as path:line."""
        line = self.place.rpartition(":")[2] if self.source_id else ""
        return int(line) if line.isascii() and line.isdigit() else None
