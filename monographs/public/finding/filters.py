"""What the list of drugs can be filtered by, read from the address by django-filter."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django_filters import CharFilter, ChoiceFilter, Filter, FilterSet

from monographs.frequency import BAND_NAMES, BAND_SENTENCES, Band
from monographs.models.public import BodySystem, ListedClass, PublishedFacet, facets
from monographs.models.public.finding import ORDER
from monographs.public.finding.typed_effect import EffectField

YES = "yes"
_UNNAMED = {
    Band.NOT_KNOWN: "Frequency not known",
    Band.NOT_STATED: "No figure, at most a word",
}
BANDS = [
    (
        band.value,
        f"{BAND_NAMES[band].capitalize()}: {BAND_SENTENCES[band]}"
        if band not in _UNNAMED
        else _UNNAMED[band],
    )
    for band in Band
]


def _listed_classes() -> dict[str, tuple[str, int]]:
    """By slug: name and number."""
    classes = ListedClass.objects.order_by("drug_class__name").values_list(
        "drug_class__slug", "drug_class__name", "drug_class"
    )
    return {slug: (name, number) for slug, name, number in classes}


class DayField(forms.DateField):
    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except ValidationError:
            raise ValidationError(
                f"“{str(value)[:40]}” is not a date. Write it like 2026-05-31."
            ) from None


class DayFilter(Filter):  # type: ignore[misc]
    field_class = DayField


class EffectFilter(CharFilter):  # type: ignore[misc]
    field_class = EffectField


def _one_of(choices: Any, what: str) -> ChoiceFilter:
    message = f"“%(value)s” is not {what}. Choose one from the list."
    return ChoiceFilter(choices=choices, error_messages={"invalid_choice": message})


def _tick() -> ChoiceFilter:
    return _one_of([(YES, "Yes")], "an answer here")


class DrugFilter(FilterSet):  # type: ignore[misc]
    """Whether a drug is found is one question, not a chain of them: see `qs`."""

    drug_class = _one_of([], "a class of this site")
    body_system = _one_of(
        [(system.value, system.label) for system in BodySystem], "a body system"
    )
    effect = EffectFilter()
    frequency = _one_of(BANDS, "a frequency")
    serious = _tick()
    figures = _tick()
    reviewed_since = DayFilter()

    class Meta:
        model = PublishedFacet
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.listed_classes = _listed_classes()
        self.filters["drug_class"].extra["choices"] = self.classes

    @property
    def classes(self) -> list[tuple[str, str]]:
        return [(slug, name) for slug, (name, _) in self.listed_classes.items()]

    def filter_queryset(
        self, queryset: QuerySet[PublishedFacet]
    ) -> QuerySet[PublishedFacet]:
        asked = self.form.cleaned_data
        first, *others = self._facets(asked)
        rows = queryset.filter(facet=first)
        for facet in others:
            # By all columns of the order: PostgreSQL then reads two sorted lists side
            # by side until the page is full, instead of gathering one and sorting it.
            same = {name: OuterRef(name) for name in ORDER}
            rows = rows.filter(
                Exists(PublishedFacet.objects.filter(facet=facet, **same))
            )
        if asked["figures"]:
            rows = rows.filter(has_figures=True)
        if asked["reviewed_since"]:
            rows = rows.filter(reviewed_on__gte=asked["reviewed_since"])
        return rows

    def _facets(self, asked: dict[str, Any]) -> list[str]:
        """All that a drug must have. The first, likely the rarest, gives the order.

        How often and how seriously is asked of the side effect, or else of those of
        the body system, or else of any.
        """
        found: list[str] = []
        if slug := asked["drug_class"]:
            found.append(facets.of_class(self.listed_classes[slug][1]))
        about = facets.ANY
        if asked["body_system"]:
            about = facets.of_system(asked["body_system"])
        if asked["effect"]:
            if asked["body_system"]:
                found.append(about)
            about = facets.of_effect(asked["effect"].id)
        of_effects = facets.asked_of(
            about, band=asked["frequency"], is_serious=bool(asked["serious"])
        )
        if of_effects != facets.ANY or not found:
            found.append(of_effects)
        return found


NAMES = tuple(DrugFilter.base_filters)
