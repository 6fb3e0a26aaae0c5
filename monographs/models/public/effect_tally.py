"""How many live pages list a side effect, counted when a page changes."""

from django.db import models


class EffectTally(models.Model):
    """A page counts once for each way in which it lists the effect."""

    class Kind(models.TextChoices):
        PAGES = "pages", "all pages"
        SERIOUS = "serious", "called serious"
        VERY_COMMON = "very_common", "very common"
        COMMON = "common", "common"
        UNCOMMON = "uncommon", "uncommon"
        RARE = "rare", "rare"
        VERY_RARE = "very_rare", "very rare"
        FIGURE = "figure", "a figure across several bands"
        WORD = "word", "a word and no figure"
        NOT_KNOWN = "not_known", "said to be not known"
        NOT_STATED = "not_stated", "no frequency"

    effect = models.ForeignKey(
        "monographs.Effect", models.CASCADE, related_name="tallies", db_index=False
    )
    kind = models.CharField(max_length=11, choices=Kind)
    number = models.IntegerField()

    class Meta:
        verbose_name_plural = "effect tallies"
        constraints = [
            models.UniqueConstraint(
                fields=["effect", "kind"], name="effect_tally_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.number}"
