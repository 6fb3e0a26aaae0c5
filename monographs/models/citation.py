from django.db import models
from django.db.models import Q

from monographs.models.row import Row


class Citation(Row):
    """A numbered reference; the text refers to it as [3]."""

    monograph = models.ForeignKey(
        "monographs.Monograph", models.CASCADE, related_name="citations"
    )
    number = models.PositiveIntegerField()
    text = models.TextField()
    url = models.URLField("link", max_length=2000, blank=True)

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["monograph", "number"],
                name="citation_number_once",
                violation_error_message="Two citations have this number.",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="citation_number_from_1",
                violation_error_message="Citations are numbered from 1.",
            ),
        ]

    def __str__(self) -> str:
        return f"[{self.number}] {self.text}"
