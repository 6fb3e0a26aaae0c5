"""Where a monograph stands in the working list: derived, and made anew at any time."""

from django.db import models

# What a place in the list is made of: a rank, then an effort, then the monograph.
EFFORT_BITS, MONOGRAPH_BITS = 16, 40
MOST_EFFORT = (1 << EFFORT_BITS) - 1


class TriageQuerySet(models.QuerySet["Triage"]):
    def to_do(self) -> "TriageQuerySet":
        """All that somebody can go on with now."""
        # A range of places, so that the index holds the answer in its order.
        return self.filter(place__lt=place_of(Triage.Rank.SETTLED, 0, 0))

    def ranked(self, rank: int) -> "TriageQuerySet":
        return self.filter(
            place__gte=place_of(rank, 0, 0), place__lt=place_of(rank + 1, 0, 0)
        )

    def quick_wins(self) -> "TriageQuerySet":
        """Nearly ready: a few rows to look at, and nothing else is known against it."""
        return self.to_do().filter(
            errors=0, warnings=0, rivals=0, unverified__lte=Triage.FEW_ROWS
        )


class Triage(models.Model):
    """A discarded monograph has none: it waits for nobody."""

    class Rank(models.IntegerChoices):
        ERRORS = 1, "errors"
        CONTRADICTIONS = 2, "contradictions"
        CLINICAL = 3, "clinical rows nobody has verified"
        REST = 4, "the rest"
        SETTLED = 5, "nothing to do now"

    FEW_ROWS = 10

    monograph = models.OneToOneField(
        "monographs.Monograph", models.CASCADE, related_name="triage"
    )
    letter = models.CharField(
        max_length=1, blank=True, help_text="Of its title; # where it begins otherwise."
    )
    rank = models.PositiveSmallIntegerField(choices=Rank, default=Rank.REST)
    effort = models.PositiveIntegerField(default=0)
    place = models.BigIntegerField(unique=True)
    errors = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)
    hints = models.PositiveIntegerField(default=0)
    unverified = models.PositiveIntegerField(default=0)
    unverified_clinical = models.PositiveIntegerField(default=0)
    rivals = models.PositiveIntegerField(default=0)
    differs_from_live = models.BooleanField(default=False)
    is_stale = models.BooleanField(default=True)
    # Counts up with each change, so that one during a refresh is not overlooked.
    mark = models.PositiveIntegerField(default=0)
    refreshed_at = models.DateTimeField(null=True)

    objects = TriageQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "triage"
        ordering = ["place"]
        indexes = [
            models.Index(fields=["letter", "place"], name="triage_letter"),
            models.Index(fields=["errors"], name="triage_errors"),
            models.Index(fields=["warnings"], name="triage_warnings"),
            models.Index(fields=["rivals"], name="triage_rivals"),
            models.Index(
                fields=["place"],
                condition=models.Q(differs_from_live=True),
                name="triage_differs",
            ),
            models.Index(
                fields=["id"],
                condition=models.Q(is_stale=True),
                name="triage_stale",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.monograph}: {self.get_rank_display()}"

    @property
    def is_quick_win(self) -> bool:
        return (
            self.rank < self.Rank.SETTLED
            and not (self.errors or self.warnings or self.rivals)
            and self.unverified <= self.FEW_ROWS
        )


def place_of(rank: int, effort: int, monograph_id: int) -> int:
    """One number for all three: a page of the list can begin anywhere at once."""
    in_rank = min(effort, MOST_EFFORT) << MONOGRAPH_BITS
    return (int(rank) << (EFFORT_BITS + MONOGRAPH_BITS)) + in_rank + monograph_id
