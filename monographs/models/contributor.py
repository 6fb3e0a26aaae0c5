from django.conf import settings
from django.db import models


class Contributor(models.Model):
    """Somebody who changed the working copy since the last approved revision."""

    monograph = models.ForeignKey(
        "monographs.Monograph", models.CASCADE, related_name="contributors"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="contributions"
    )
    last_edit_version = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["monograph", "person"], name="contributor_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)
