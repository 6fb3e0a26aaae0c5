from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from monographs.models.signature import Signature


class ReviewClaimQuerySet(models.QuerySet["ReviewClaim"]):
    def open(self) -> Self:
        """Somebody looks at the version now."""
        return self.filter(released_at=None)

    def overdue(self, today: date) -> Self:
        return self.open().filter(due_on__lt=today)


class ReviewClaim(models.Model):
    """Somebody looks at a sealed version, to sign it or to send it back.

    It tells others, and keeps nobody from signing.
    """

    revision = models.ForeignKey(
        "monographs.Revision", models.PROTECT, related_name="claims"
    )
    role = models.CharField(max_length=9, choices=Signature.Role)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="review_claims"
    )
    at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)

    objects = ReviewClaimQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "role"],
                condition=Q(released_at=None),
                name="review_claim_one_open_a_role",
                violation_error_message="Somebody looks at this version already.",
            ),
            models.CheckConstraint(
                condition=Q(role__in=["editorial", "clinical"]),
                name="review_claim_role_known",
            ),
            models.CheckConstraint(
                condition=Q(released_at=None) | Q(released_at__gte=F("at")),
                name="review_claim_ends_after_it_starts",
            ),
        ]
        indexes = [
            models.Index(
                fields=["person"],
                condition=Q(released_at=None),
                name="review_claim_open_by_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.role})"
