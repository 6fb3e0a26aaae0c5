from django.conf import settings
from django.db import models
from django.db.models import F, Q


class PublicChange(models.Model):
    """What readers were given or lost, when and why. Append-only."""

    class Kind(models.TextChoices):
        NEW = "new", "new page"
        CHANGED = "changed", "changed"
        SAFETY = "safety", "safety change"
        REVIEWED = "reviewed", "reviewed as a whole"
        ROLLED_BACK = "rolled_back", "earlier version shown again"
        WITHDRAWN = "withdrawn", "withdrawn"
        REINSTATED = "reinstated", "given back to readers"

    publication = models.ForeignKey(
        "monographs.Publication", models.PROTECT, related_name="changes"
    )
    # What readers see since then, or saw last.
    revision = models.ForeignKey(
        "monographs.Revision",
        models.PROTECT,
        related_name="+",
        verbose_name="version",
    )
    previous = models.ForeignKey(
        "monographs.Revision",
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="What readers saw before, where that was another version.",
    )
    kind = models.CharField(max_length=11, choices=Kind)
    at = models.DateTimeField()
    title = models.CharField(max_length=300)
    note = models.TextField(blank=True)
    # Only to find what was done in one go; no public page says who.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    leader = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        related_name="members",
        help_text="The first of many that were done in one go.",
    )

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(
                fields=["-at", "-id"],
                condition=Q(leader=None),
                name="public_change_newest",
            ),
            models.Index(
                fields=["kind", "-at", "-id"],
                condition=Q(leader=None),
                name="public_change_of_kind",
            ),
            models.Index(fields=["publication", "-id"], name="public_change_history"),
            models.Index(fields=["by", "-id"], name="public_change_by"),
            models.Index(fields=["leader", "id"], name="public_change_in_one_go"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "new",
                        "changed",
                        "safety",
                        "reviewed",
                        "rolled_back",
                        "withdrawn",
                        "reinstated",
                    ]
                ),
                name="public_change_kind_known",
            ),
            models.CheckConstraint(
                condition=~Q(kind="withdrawn") | ~Q(note__trim=""),
                name="public_change_withdrawn_with_a_reason",
                violation_error_message="A withdrawal needs a reason.",
            ),
            models.CheckConstraint(
                condition=Q(previous=None) | ~Q(previous=F("revision")),
                name="public_change_previous_is_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.get_kind_display()}"
