"""Rows copied out of the live revision so that lists and filters need no JSON."""

from django.db import models


class PublishedName(models.Model):
    publication = models.ForeignKey(
        "monographs.Publication", models.CASCADE, related_name="names"
    )
    key = models.UUIDField()
    kind = models.CharField(max_length=12)
    text = models.CharField(max_length=300)
    sort_key = models.CharField(max_length=300, db_index=True)

    class Meta:
        ordering = ["sort_key", "id"]

    def __str__(self) -> str:
        return self.text


class PublishedSideEffect(models.Model):
    publication = models.ForeignKey(
        "monographs.Publication", models.CASCADE, related_name="side_effects"
    )
    effect = models.ForeignKey(
        "monographs.Effect", models.PROTECT, related_name="published"
    )
    key = models.UUIDField()
    wording = models.TextField(blank=True)
    # Only to sort and filter by; the exact fractions are in the revision.
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    band = models.CharField(max_length=11, blank=True)
    word = models.CharField(max_length=30, blank=True)
    serious = models.CharField(max_length=10)
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.wording


class PublishedClass(models.Model):
    publication = models.ForeignKey(
        "monographs.Publication", models.CASCADE, related_name="classes"
    )
    drug_class = models.ForeignKey(
        "monographs.DrugClass", models.PROTECT, related_name="published"
    )
    key = models.UUIDField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.drug_class_id)
