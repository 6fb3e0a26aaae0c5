"""Classes that drugs belong to, and a drug's membership in one."""

import uuid

from django.core.validators import RegexValidator
from django.db import models

from monographs.models.row import Row


class DrugClass(models.Model):
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=200, unique=True)
    atc_code = models.CharField(
        "ATC code",
        max_length=7,
        null=True,
        blank=True,
        unique=True,
        validators=[
            RegexValidator(
                r"^[A-Z]([0-9]{2}([A-Z]([A-Z]([0-9]{2})?)?)?)?$",
                'An ATC code looks like "N05BA", from one letter to seven characters.',
            )
        ],
        help_text="Optional, at any level: N, N05, N05B, N05BA or N05BA23.",
    )

    class Meta:
        verbose_name_plural = "drug classes"
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name} ({self.atc_code})" if self.atc_code else self.name


class ClassMembership(Row):
    """States that a drug belongs to a class."""

    monograph = models.ForeignKey(
        "monographs.Monograph", models.CASCADE, related_name="class_memberships"
    )
    drug_class = models.ForeignKey(
        "monographs.DrugClass", models.PROTECT, related_name="memberships"
    )

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["monograph", "drug_class"],
                name="class_membership_once",
                violation_error_message="This class is listed twice.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.drug_class)
