from django.conf import settings
from django.db import models
from django.db.models import Q


class Acknowledgement(models.Model):
    """Why a warning may stand. It holds until the text that it is about changes."""

    monograph = models.ForeignKey(
        "monographs.Monograph", models.CASCADE, related_name="acknowledgements"
    )
    code = models.CharField(max_length=60)
    row_key = models.UUIDField(null=True, blank=True)
    digest = models.CharField(max_length=64)
    reason = models.TextField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="acknowledgements"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["monograph", "digest"], name="acknowledgement_once"
            ),
            models.CheckConstraint(
                condition=~Q(reason__trim=""),
                name="acknowledgement_with_a_reason",
                violation_error_message="An acknowledgement needs a reason.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.reason}"
