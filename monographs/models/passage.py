from django.db import models


class Passage(models.Model):
    """The hash of a longer text of a working copy: who else says the same?

    Made by the checks as they go over the working copies; nothing else needs it.
    """

    monograph = models.ForeignKey(
        "monographs.Monograph", models.CASCADE, related_name="passages"
    )
    digest = models.CharField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["monograph", "digest"], name="passage_once"
            ),
        ]
        indexes = [models.Index(fields=["digest"], name="passage_by_digest")]

    def __str__(self) -> str:
        return self.digest
