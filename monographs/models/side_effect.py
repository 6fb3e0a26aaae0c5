"""One statement about one effect in one monograph."""

from fractions import Fraction
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import Exact, LessThan

from monographs.frequency import Basis, Frequency, Interval, Serious
from monographs.models.row import Row

LARGEST_DENOMINATOR = 10**9
# Two fractions compared without dividing.
LOW = F("low_numerator") * F("high_denominator")
HIGH = F("high_numerator") * F("low_denominator")


class SideEffect(Row):
    class Scope(models.TextChoices):
        PRODUCT = "product", "the whole product"
        COMPONENT = "component", "a component"
        ROUTE = "route", "a route"
        DOSE = "dose", "a dose"
        POPULATION = "population", "a population"

    monograph = models.ForeignKey(
        "monographs.Monograph", models.CASCADE, related_name="side_effects"
    )
    effect = models.ForeignKey(
        "monographs.Effect", models.PROTECT, related_name="side_effects"
    )
    wording = models.TextField(blank=True, help_text="As the source writes it.")
    # Both ends are kept as whole numbers, so that 1 in 3 stays 1 in 3.
    low_numerator = models.PositiveBigIntegerField(null=True, blank=True)
    low_denominator = models.PositiveBigIntegerField(null=True, blank=True)
    low_closed = models.BooleanField(default=False)
    high_numerator = models.PositiveBigIntegerField(null=True, blank=True)
    high_denominator = models.PositiveBigIntegerField(null=True, blank=True)
    high_closed = models.BooleanField(default=False)
    frequency_phrase = models.TextField(blank=True)
    frequency_word = models.CharField(max_length=30, blank=True)
    frequency_not_known = models.BooleanField(
        default=False, help_text="The source says that the frequency is not known."
    )
    basis = models.CharField(
        max_length=14,
        choices=[(basis.value, basis.value.replace("_", " ")) for basis in Basis],
        default=Basis.NOT_STATED.value,
    )
    affected = models.PositiveIntegerField(
        null=True, blank=True, help_text="N, where the source says N of M people."
    )
    total = models.PositiveIntegerField(
        null=True, blank=True, help_text="M, where the source says N of M people."
    )
    comparator_numerator = models.PositiveBigIntegerField(null=True, blank=True)
    comparator_denominator = models.PositiveBigIntegerField(null=True, blank=True)
    serious = models.CharField(
        max_length=10,
        choices=[
            (serious.value, serious.value.replace("_", " ")) for serious in Serious
        ],
        default=Serious.NOT_STATED.value,
    )
    group = models.CharField(
        max_length=300, blank=True, help_text="The heading it stood under, as written."
    )
    scope = models.CharField(max_length=10, choices=Scope, default=Scope.PRODUCT)
    scope_name = models.CharField(max_length=300, blank=True)

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            models.CheckConstraint(
                condition=Q(
                    low_numerator=None,
                    low_denominator=None,
                    high_numerator=None,
                    high_denominator=None,
                    low_closed=False,
                    high_closed=False,
                )
                | Q(
                    low_numerator__isnull=False,
                    low_denominator__isnull=False,
                    high_numerator__isnull=False,
                    high_denominator__isnull=False,
                    low_denominator__gte=1,
                    low_denominator__lte=LARGEST_DENOMINATOR,
                    high_denominator__gte=1,
                    high_denominator__lte=LARGEST_DENOMINATOR,
                    high_numerator__lte=F("high_denominator"),
                ),
                name="side_effect_interval_whole",
                violation_error_message=(
                    "A frequency needs both ends, from 0 to 1, or neither."
                ),
            ),
            models.CheckConstraint(
                condition=Q(low_numerator=None)
                | Q(low_numerator__lte=LARGEST_DENOMINATOR),
                name="side_effect_low_end_small",
            ),
            models.CheckConstraint(
                condition=Q(low_numerator=None)
                | Q(LessThan(LOW, HIGH))
                | Q(Exact(LOW, HIGH), low_closed=True, high_closed=True),
                name="side_effect_low_end_not_above_high",
                violation_error_message=(
                    "The lower end of a frequency cannot lie above the upper end."
                ),
            ),
            models.CheckConstraint(
                condition=Q(frequency_not_known=False) | Q(low_numerator=None),
                name="side_effect_figure_or_not_known",
                violation_error_message=(
                    "Either the source gives a figure or it says that none is known."
                ),
            ),
            models.CheckConstraint(
                condition=Q(affected=None, total=None)
                | Q(
                    affected__isnull=False,
                    total__isnull=False,
                    total__gte=1,
                    affected__lte=F("total"),
                ),
                name="side_effect_n_of_m",
                violation_error_message='"N of M" needs both, and N no larger than M.',
            ),
            models.CheckConstraint(
                condition=Q(comparator_numerator=None, comparator_denominator=None)
                | Q(
                    comparator_numerator__isnull=False,
                    comparator_denominator__isnull=False,
                    comparator_denominator__gte=1,
                    comparator_numerator__lte=F("comparator_denominator"),
                ),
                name="side_effect_comparator_whole",
            ),
            models.CheckConstraint(
                condition=Q(serious__in=["yes", "no", "not_stated"]),
                name="side_effect_serious_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    basis__in=[
                        "trial",
                        "post_marketing",
                        "case_reports",
                        "mixed",
                        "not_stated",
                    ]
                ),
                name="side_effect_basis_known",
            ),
        ]

    def __str__(self) -> str:
        return str(self.effect)

    @property
    def frequency(self) -> Frequency:
        return Frequency(
            interval=self._interval(),
            phrase=self.frequency_phrase,
            word=self.frequency_word,
            is_not_known=self.frequency_not_known,
            basis=Basis(self.basis),
            affected=self.affected,
            total=self.total,
            comparator=_fraction(
                self.comparator_numerator, self.comparator_denominator
            ),
        )

    @frequency.setter
    def frequency(self, frequency: Frequency) -> None:
        for name, value in frequency_columns(frequency).items():
            setattr(self, name, value)

    def _interval(self) -> Interval | None:
        low = _fraction(self.low_numerator, self.low_denominator)
        high = _fraction(self.high_numerator, self.high_denominator)
        if low is None or high is None:
            return None
        return Interval(low, self.low_closed, high, self.high_closed)


def frequency_columns(frequency: Frequency) -> dict[str, Any]:
    """What a side effect's row holds of its frequency."""
    interval = frequency.interval
    low = _parts(interval.low if interval else None)
    high = _parts(interval.high if interval else None)
    comparator = _parts(frequency.comparator)
    return {
        "low_numerator": low[0],
        "low_denominator": low[1],
        "low_closed": bool(interval and interval.low_closed),
        "high_numerator": high[0],
        "high_denominator": high[1],
        "high_closed": bool(interval and interval.high_closed),
        "frequency_phrase": frequency.phrase,
        "frequency_word": frequency.word,
        "frequency_not_known": frequency.is_not_known,
        "basis": frequency.basis.value,
        "affected": frequency.affected,
        "total": frequency.total,
        "comparator_numerator": comparator[0],
        "comparator_denominator": comparator[1],
    }


def _fraction(numerator: int | None, denominator: int | None) -> Fraction | None:
    if numerator is None or denominator is None:
        return None
    return Fraction(numerator, denominator)


def _parts(value: Fraction | None) -> tuple[int | None, int | None]:
    return (None, None) if value is None else (value.numerator, value.denominator)
