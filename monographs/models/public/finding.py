"""Rows of live, listed drugs in the order of the A–Z, so that no list joins or sorts.

Where a page of a list begins, all four columns of the order are compared at once.
"""

from django.db import models
from django.db.models import Q

_COLUMNS = ("initials", "sort_key", "rank", "publication")
# Named as a relation, it would bring the order of publications with it.
ORDER = ("initials", "sort_key", "rank", "publication_id")


class Rank(models.IntegerChoices):
    """Which of two equal names comes first."""

    DRUG = 0, "drug"
    COMBINATION = 1, "combination"
    SEE_DRUG = 2, "another name of a drug"
    SEE_COMBINATION = 3, "another name of a combination"


class AToZEntry(models.Model):
    """A title, or another name that leads to it."""

    publication = models.ForeignKey(
        "monographs.Publication", models.CASCADE, related_name="a_to_z_entries"
    )
    text = models.CharField(max_length=300)
    initials = models.PositiveSmallIntegerField()
    sort_key = models.CharField(max_length=300)
    rank = models.PositiveSmallIntegerField(choices=Rank)

    class Meta:
        verbose_name_plural = "entries of the A–Z"
        ordering = ORDER
        indexes = [models.Index(fields=_COLUMNS, name="a_to_z_order")]

    def __str__(self) -> str:
        return self.text

    @property
    def is_title(self) -> bool:
        return self.rank <= Rank.COMBINATION


class PublishedFacet(models.Model):
    """Something that a filter asks about a drug, one row a drug and facet.

    How often and how seriously is a part of the facet, so that what is rare is found as
    fast as what is frequent. What is asked besides stands in the same index.
    """

    publication = models.ForeignKey(
        "monographs.Publication",
        models.CASCADE,
        related_name="facets",
        db_index=False,  # the index of pages begins with it
    )
    facet = models.CharField(max_length=60)
    initials = models.PositiveSmallIntegerField()
    sort_key = models.CharField(max_length=300)
    rank = models.PositiveSmallIntegerField(choices=Rank)
    has_figures = models.BooleanField(help_text="At least one, of any side effect.")
    reviewed_on = models.DateField(null=True)

    class Meta:
        ordering = ORDER
        indexes = [
            models.Index(
                fields=["facet", *_COLUMNS, "has_figures", "reviewed_on"],
                name="published_facet_order",
            ),
            models.Index(fields=["facet", "reviewed_on"], name="published_facet_date"),
            models.Index(fields=["publication", "facet"], name="published_facet_page"),
        ]

    def __str__(self) -> str:
        return self.facet


class ListedClass(models.Model):
    """A class that a published page was in at some time: its address stays."""

    drug_class = models.OneToOneField(
        "monographs.DrugClass", models.CASCADE, related_name="listed"
    )

    class Meta:
        verbose_name_plural = "listed classes"
        ordering = ["drug_class__name"]

    def __str__(self) -> str:
        return str(self.drug_class)


class Coverage(models.Model):
    """How much of the collection readers can rely on, as counted last: one row."""

    approved = models.PositiveIntegerField()
    early = models.PositiveIntegerField(
        help_text="Published in an emergency, before all had signed."
    )
    in_review = models.PositiveIntegerField()
    not_reviewed = models.PositiveIntegerField()
    counted_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "coverage"
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="coverage_is_one_row"),
        ]

    def __str__(self) -> str:
        return f"{self.approved} of {self.total} approved"

    @property
    def total(self) -> int:
        return self.approved + self.early + self.in_review + self.not_reviewed
