"""What the search reads: one row for each name, question and section of a live page."""

from django.db import models
from django.db.models import Q


class SearchEntry(models.Model):
    """Indexes that Django cannot describe are made in `0035_search_indexes`."""

    class Kind(models.TextChoices):
        TITLE = "title", "title"
        NAME = "name", "other name"
        QUESTION = "question", "question"
        SECTION = "section", "section"

    publication = models.ForeignKey(
        "monographs.Publication", models.CASCADE, related_name="search_entries"
    )
    page_kind = models.CharField(max_length=10)
    kind = models.CharField(max_length=8, choices=Kind)
    # What the entry is called: the kind of a name, a section's heading, a question.
    label = models.TextField(blank=True)
    # As readers see it: the name itself, an answer, a section's words.
    text = models.TextField(blank=True)
    # What the page is for, in a line: a name alone does not tell.
    summary = models.CharField(max_length=300, blank=True)
    # Where on the page it stands; a name stands at its top.
    anchor = models.CharField(max_length=60, blank=True)
    # What is compared with a query: no case, no accents, one space between words.
    folded = models.TextField()
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["publication", "position"]
        verbose_name_plural = "search entries"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["title", "name", "question", "section"]),
                name="search_entry_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return self.label or self.text


class SearchEffect(models.Model):
    """A word for a side effect. Found only while a live page lists that effect."""

    effect = models.ForeignKey(
        "monographs.Effect", models.CASCADE, related_name="search_words"
    )
    text = models.CharField(max_length=300)
    folded = models.TextField()

    class Meta:
        ordering = ["folded"]
        indexes = [models.Index(fields=["folded", "id"], name="search_effect_a_to_z")]
        constraints = [
            models.UniqueConstraint(
                fields=["effect", "folded"], name="search_effect_word_once"
            ),
        ]

    def __str__(self) -> str:
        return self.text
