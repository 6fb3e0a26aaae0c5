from django.db import models
from django.db.models import F, Q

from monographs.models.row import Row


class Component(Row):
    """A drug inside a combination product."""

    monograph = models.ForeignKey(
        "monographs.Monograph", models.CASCADE, related_name="components"
    )
    name = models.CharField(max_length=300)
    drug = models.ForeignKey(
        "monographs.Drug",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="combinations",
        help_text="The component's own monograph, if there is one.",
    )

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["monograph", "name"],
                name="component_once",
                violation_error_message="This component is listed twice.",
            ),
            models.CheckConstraint(
                condition=Q(drug=None) | ~Q(drug=F("monograph")),
                name="component_of_another_drug",
                violation_error_message="A drug is not a component of itself.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
