"""Rows copied out of the live revision so that lists and filters need no JSON."""

from django.db import models
from django.db.models import Q


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
    # Each index below begins with the effect, so it needs none of its own.
    effect = models.ForeignKey(
        "monographs.Effect", models.PROTECT, related_name="published", db_index=False
    )
    key = models.UUIDField()
    wording = models.TextField(blank=True)
    # How often it happens, as the page says it.
    sentence = models.TextField(blank=True)
    # Only to sort and filter by; the exact fractions are in the revision.
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    band = models.CharField(max_length=11, blank=True)
    word = models.CharField(max_length=30, blank=True)
    serious = models.CharField(max_length=10)
    # What it holds for: the whole product, or the route, component, … of this name.
    scope = models.CharField(max_length=10, blank=True)
    scope_name = models.CharField(max_length=300, blank=True)
    position = models.PositiveIntegerField()
    # Among all that list the effect: figures from often to seldom, then words, then the
    # rest; within these by title. One text, so that one index serves order and pages.
    order_key = models.CharField(max_length=330, blank=True)

    class Meta:
        ordering = ["position"]
        indexes = [
            models.Index(
                fields=["effect", "order_key", "id"], name="side_effect_by_figure"
            ),
            models.Index(
                fields=["effect", "band", "order_key", "id"], name="side_effect_by_band"
            ),
            models.Index(
                fields=["effect", "order_key", "id"],
                condition=Q(serious="yes"),
                name="serious_effect_by_figure",
            ),
            models.Index(
                fields=["effect", "band", "order_key", "id"],
                condition=Q(serious="yes"),
                name="serious_effect_by_band",
            ),
        ]

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
