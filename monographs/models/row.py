"""What every row of a working copy has: identity, order, provenance, verification."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class RowQuerySet(models.QuerySet[Any]):
    def unverified(self) -> Self:
        """Imported rows that no person has looked at yet."""
        return self.filter(origin=Row.Origin.IMPORT, verified_at=None)

    def verified(self) -> Self:
        return self.filter(verified_at__isnull=False)


class Row(models.Model):
    class Origin(models.TextChoices):
        PERSON = "person", "a person"
        IMPORT = "import", "an import"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    position = models.PositiveIntegerField(default=0)
    origin = models.CharField(
        max_length=6, choices=Origin, default=Origin.PERSON, editable=False
    )
    source = models.ForeignKey(
        "monographs.SourceDocument",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    line_from = models.PositiveIntegerField(null=True, blank=True, editable=False)
    line_to = models.PositiveIntegerField(null=True, blank=True, editable=False)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    verified_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Who last changed an imported row's words by hand; it keeps its verification.
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    edited_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = RowQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verified_by=None, verified_at=None)
                | Q(verified_by__isnull=False, verified_at__isnull=False),
                name="%(class)s_verified_by_and_at",
                violation_error_message="A verification needs a person and a time.",
            ),
            models.CheckConstraint(
                condition=Q(edited_by=None, edited_at=None)
                | Q(edited_by__isnull=False, edited_at__isnull=False),
                name="%(class)s_edited_by_and_at",
                violation_error_message="An edit needs a person and a time.",
            ),
            models.CheckConstraint(
                condition=Q(line_from=None, line_to=None)
                | Q(
                    source__isnull=False,
                    line_from__isnull=False,
                    line_to__isnull=False,
                    line_from__gte=1,
                    line_to__gte=F("line_from"),
                ),
                name="%(class)s_lines_of_a_source",
                violation_error_message="A line range needs its source, from 1 upward.",
            ),
            models.CheckConstraint(
                condition=Q(origin__in=["person", "import"]),
                name="%(class)s_origin_known",
            ),
        ]

    @property
    def is_unverified(self) -> bool:
        return self.origin == self.Origin.IMPORT and self.verified_at is None

    @property
    def is_edited_since(self) -> bool:
        """Somebody changed it after it was verified."""
        if self.edited_at is None or self.verified_at is None:
            return False
        return bool(self.edited_at > self.verified_at)
