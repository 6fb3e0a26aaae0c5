from django.conf import settings
from django.db import models
from django.db.models import Q


class Signature(models.Model):
    """One person's approval of one revision's exact content. Append-only."""

    class Role(models.TextChoices):
        EDITORIAL = "editorial", "editorial"
        CLINICAL = "clinical", "clinical"

    revision = models.ForeignKey(
        "monographs.Revision", models.PROTECT, related_name="signatures"
    )
    role = models.CharField(max_length=9, choices=Role)
    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="signatures"
    )
    printed_name = models.CharField(max_length=150)
    credential = models.CharField(max_length=150, blank=True)
    sha256 = models.CharField(max_length=64)
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ["signed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "signer"],
                name="signature_one_per_person",
                violation_error_message="You have signed this version already.",
            ),
            models.UniqueConstraint(
                fields=["revision", "role"],
                name="signature_one_per_role",
                violation_error_message="Somebody has signed in this role already.",
            ),
            models.CheckConstraint(
                condition=Q(role__in=["editorial", "clinical"]),
                name="signature_role_known",
            ),
            models.CheckConstraint(
                condition=~Q(printed_name=""),
                name="signature_has_a_printed_name",
                violation_error_message="A signature needs a printed name.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.printed_name} ({self.role})"
