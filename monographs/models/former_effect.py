"""What an entry of the vocabulary was called before it was merged into another."""

from django.conf import settings
from django.db import models


class FormerEffect(models.Model):
    """Whatever names the entry that went (sealed versions, files, readers) comes to
    the one that stayed. Adding this row takes the entry out of the vocabulary."""

    key = models.UUIDField(unique=True)
    name = models.CharField(max_length=300)
    slug = models.SlugField(max_length=300, unique=True)
    number = models.BigIntegerField(
        unique=True,
        null=True,
        help_text="Its primary key; empty where another site merged it.",
    )
    effect = models.ForeignKey(
        "monographs.Effect", models.PROTECT, related_name="former"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["name", "id"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
