from django.db import models


class ProgressDay(models.Model):
    """How far the collection was on a day: a derived count, written by the clock."""

    date = models.DateField(unique=True)
    counts = models.JSONField(help_text="Of the whole collection, by name.")
    letters = models.JSONField(help_text="The same for each initial letter.")
    counted_at = models.DateTimeField()

    class Meta:
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d}"
