from django.conf import settings
from django.db import models


class ReleasedContributor(models.Model):
    """Somebody whose text left the working copy, or was approved, at a version of it.

    A page that was opened before still shows that text, and a save from there can
    bring it back.
    """

    monograph = models.ForeignKey(
        "monographs.Monograph", models.CASCADE, related_name="released_contributors"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    edit_version = models.PositiveIntegerField(
        help_text="The first of which no text of theirs is waiting for a signature."
    )

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.person)
