"""The feature table of a comparison: subjects are its columns."""

import uuid

from django.db import models

from monographs.models.row import Row


class ComparisonSubject(Row):
    """What a column of the feature table is about."""

    monograph = models.ForeignKey(
        "monographs.Monograph", models.CASCADE, related_name="subjects"
    )
    name = models.CharField(max_length=300)

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["monograph", "name"],
                name="comparison_subject_once",
                violation_error_message="This subject is listed twice.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ComparisonRow(Row):
    """A row of the feature table: one feature, one cell a subject."""

    monograph = models.ForeignKey(
        "monographs.Monograph", models.CASCADE, related_name="comparison_rows"
    )
    feature = models.CharField(max_length=500)

    class Meta(Row.Meta):
        pass

    def __str__(self) -> str:
        return self.feature


class ComparisonCell(models.Model):
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    row = models.ForeignKey(
        "monographs.ComparisonRow", models.CASCADE, related_name="cells"
    )
    subject = models.ForeignKey(
        "monographs.ComparisonSubject", models.CASCADE, related_name="cells"
    )
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["subject__position", "subject_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["row", "subject"],
                name="comparison_cell_once",
                violation_error_message="This row already has a cell for the subject.",
            ),
        ]

    def __str__(self) -> str:
        return self.text
