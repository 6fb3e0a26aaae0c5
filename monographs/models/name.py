from django.db import models
from django.db.models import Q

from monographs.models.row import Row


class Name(Row):
    """Another name of a drug."""

    class Kind(models.TextChoices):
        GENERIC = "generic", "generic name"
        SYNONYM = "synonym", "synonym"
        BRAND = "brand", "brand name"
        ABBREVIATION = "abbreviation", "abbreviation"

    monograph = models.ForeignKey(
        "monographs.Monograph", models.CASCADE, related_name="names"
    )
    kind = models.CharField(max_length=12, choices=Kind)
    text = models.CharField(max_length=300)

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["monograph", "kind", "text"],
                name="name_once",
                violation_error_message="This name is listed twice.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["generic", "synonym", "brand", "abbreviation"]),
                name="name_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return self.text
