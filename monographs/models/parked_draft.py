from django.conf import settings
from django.db import models
from django.db.models import Q


class ParkedDraft(models.Model):
    """A large draft set aside so that an urgent fix can pass it."""

    monograph = models.ForeignKey(
        "monographs.Monograph", models.CASCADE, related_name="parked_drafts"
    )
    content = models.TextField()
    base = models.ForeignKey("monographs.Revision", models.PROTECT, related_name="+")
    verifications = models.JSONField(
        default=dict, help_text="Who verified which row when, by the row's key."
    )
    edits = models.JSONField(
        default=dict, help_text="Who last changed which imported row when, by its key."
    )
    contributors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    parked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    parked_at = models.DateTimeField(auto_now_add=True)
    merged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-parked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["monograph"],
                condition=Q(merged_at=None),
                name="parked_draft_one_a_monograph",
                violation_error_message="A draft of this monograph is already parked.",
            ),
        ]

    def __str__(self) -> str:
        return f"Draft of {self.monograph_id}, parked {self.parked_at:%Y-%m-%d %H:%M}"
