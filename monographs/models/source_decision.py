from django.conf import settings
from django.db import models
from django.db.models import Q


class SourceDecision(models.Model):
    """What a person took from a competing source, what not, and why. Append-only."""

    batch_row = models.OneToOneField(
        "monographs.BatchRow", models.PROTECT, related_name="source_decision"
    )
    monograph = models.ForeignKey(
        "monographs.Monograph", models.PROTECT, related_name="source_decisions"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField()
    choices = models.JSONField(
        help_text="For each difference: its kinds, the rows' keys, and what was chosen."
    )

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason__trim=""),
                name="source_decision_has_a_reason",
                violation_error_message="Deciding about a source needs a reason.",
            ),
        ]

    def __str__(self) -> str:
        return f"Decision of {self.at:%Y-%m-%d} about {self.batch_row_id}"
