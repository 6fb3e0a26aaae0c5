from django.conf import settings
from django.db import models


class VocabularyChange(models.Model):
    """Somebody gave an effect or a class other words.

    A version that was sealed before holds the old ones; a draft that starts from it
    has the new ones, and then that person's text in it.
    """

    entry = models.UUIDField(help_text="The key of the effect or class.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["entry", "at"], name="vocabulary_change_of_entry")
        ]

    def __str__(self) -> str:
        return f"{self.entry} by {self.by_id}, {self.at:%Y-%m-%d %H:%M}"
