from django.db import models
from django.db.models import Q

from monographs.models.row import Row


class Section(Row):
    class Kind(models.TextChoices):
        GENERIC_NAME = "generic_name", "generic name"
        USAGE = "usage", "usage"
        DOSAGE = "dosage", "dosage"
        SIDE_EFFECTS = "side_effects", "side effects introduction"
        HOW_IT_WORKS = "how_it_works", "how it works"
        PRECAUTIONS = "precautions", "precautions"
        FAQS = "faqs", "questions introduction"
        DISCLAIMER = "disclaimer", "disclaimer"
        NOTE = "note", "note"
        OTHER = "other", "other"

    monograph = models.ForeignKey(
        "monographs.Monograph", models.CASCADE, related_name="sections"
    )
    kind = models.CharField(max_length=12, choices=Kind)
    heading = models.CharField(max_length=300, blank=True)
    body = models.TextField(blank=True)

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "generic_name",
                        "usage",
                        "dosage",
                        "side_effects",
                        "how_it_works",
                        "precautions",
                        "faqs",
                        "disclaimer",
                        "note",
                        "other",
                    ]
                ),
                name="section_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return self.heading or self.get_kind_display()
