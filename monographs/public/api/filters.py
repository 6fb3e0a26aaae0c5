"""What a list can be asked for; what it cannot is refused in plain words."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from difflib import get_close_matches
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.dateparse import parse_datetime
from django_filters import (
    CharFilter,
    ChoiceFilter,
    DateFilter,
    Filter,
    FilterSet,
)

from monographs.frequency import BAND_NAMES, Serious
from monographs.models.public import (
    ListedClass,
    Publication,
    PublishedClass,
    PublishedSideEffect,
)
from monographs.public.addresses import absolute_url, site_url
from monographs.public.api.cursor import ORDERS
from monographs.public.effects.page import listed_slug

DEFAULT_LIMIT, MOST = 50, 200
_EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
_A_DAY = "Write a day as YYYY-MM-DD, such as 2026-03-31."
SLUG_PATTERN = "[A-Za-z0-9_-]{1,300}"
_SLUG = {
    "regex": rf"\A{SLUG_PATTERN}\Z",
    "error_messages": {
        "invalid": "A slug has letters, digits, hyphens and underscores."
    },
}
_A_MOMENT = "Write a moment as in 2026-03-31T08:00:00Z: with its time zone."


# An address that holds a + unescaped comes with a space in its place.
_LOST_PLUS = re.compile(r"(\d\d:\d\d(?::\d\d(?:\.\d+)?)?) (\d\d:?\d\d)\Z")


class MomentField(forms.Field):
    default_error_messages = {"invalid": _A_MOMENT}

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values:
            return None
        try:
            moment = parse_datetime(_LOST_PLUS.sub(r"\1+\2", value))
            if moment is None or moment.tzinfo is None:
                raise ValueError(value)
            # No page is older, and some databases know no moments long before.
            return max(moment, _EARLIEST).astimezone(UTC)
        except (ValueError, OverflowError):  # the last day of all, elsewhere
            raise forms.ValidationError(
                self.error_messages["invalid"], "invalid"
            ) from None


class MomentFilter(Filter):  # type: ignore[misc]
    field_class = MomentField


class NumberField(forms.IntegerField):
    """Digits alone: " 5", "+5" and "٥" are none of the numbers that we describe."""

    def to_python(self, value: Any) -> int | None:
        if value and not (value.isascii() and value.isdigit()):
            raise forms.ValidationError(self.error_messages["invalid"], "invalid")
        number: int | None = super().to_python(value)
        return number


class EffectField(forms.RegexField):
    """An old address, or that of another word, means the effect that it leads to."""

    def clean(self, value: Any) -> str:
        slug: str = super().clean(value)
        current = listed_slug(slug) if slug else ""
        if current is None:
            raise forms.ValidationError(
                f'No page lists a side effect with the slug "{slug}". '
                + _last_part_below("effects")
            )
        return current


class ClassField(forms.RegexField):
    def clean(self, value: Any) -> str:
        slug: str = super().clean(value)
        listed = ListedClass.objects.filter(drug_class__slug=slug)
        if slug and not listed.exists():
            raise forms.ValidationError(
                f'No page was ever in a class with the slug "{slug}". '
                + _last_part_below("classes")
            )
        return slug


def _last_part_below(name: str) -> str:
    return f"It is the last part of an address below {absolute_url(site_url(name))}."


class EffectFilter(Filter):  # type: ignore[misc]
    field_class = EffectField


class ClassFilter(Filter):  # type: ignore[misc]
    field_class = ClassField


class NumberFilter(Filter):  # type: ignore[misc]
    field_class = NumberField


class ListFilter(FilterSet):  # type: ignore[misc]
    """Every filter narrows; the order and the cursor are read here too."""

    changed_since = MomentFilter("changed_at", "gte")
    reviewed_since = DateFilter(
        "reviewed_on",
        "gte",
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _A_DAY},
    )
    review_due_before = DateFilter(
        "review_due_on",
        "lt",
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _A_DAY},
    )
    effect = EffectFilter(**_SLUG, method="as_part")
    band = ChoiceFilter(
        choices=[(str(band), name) for band, name in BAND_NAMES.items()],
        method="as_part",
    )
    serious = ChoiceFilter(
        choices=[(str(one), one) for one in Serious], method="as_part"
    )
    state = ChoiceFilter(
        choices=[("live", "live"), ("withdrawn", "withdrawn")], method="as_part"
    )
    order = ChoiceFilter(choices=[(name, name) for name in ORDERS], method="as_part")
    after = CharFilter(strip=False, method="as_part")
    limit = NumberFilter(min_value=1, max_value=MOST, method="as_part")

    class Meta:
        model = Publication
        fields: tuple[str, ...] = ()

    def in_class(self, pages: Any, name: str, value: str) -> Any:
        members = PublishedClass.objects.filter(
            publication=OuterRef("pk"), drug_class__slug=value
        )
        return pages.filter(Exists(members))

    def as_part(self, pages: Any, name: str, value: Any) -> Any:
        """Read by `filter_queryset`, which sees all of them together."""
        return pages

    def filter_queryset(self, pages: QuerySet[Publication]) -> QuerySet[Publication]:
        asked = self.form.cleaned_data
        pages = super().filter_queryset(pages)
        is_withdrawn = asked["state"] == "withdrawn"
        pages = pages.filter(withdrawn_at__isnull=not is_withdrawn)
        if statement := _statement(asked):
            pages = pages.filter(statement)
        return pages


def _statement(asked: dict[str, Any]) -> Exists | None:
    """One and the same side effect has all of it."""
    wanted = {name: asked[name] for name in ("band", "serious") if asked[name]}
    if slug := asked["effect"]:
        wanted["effect__slug"] = slug
    if not wanted:
        return None
    return Exists(
        PublishedSideEffect.objects.filter(publication=OuterRef("pk"), **wanted)
    )


# The name that it has in addresses is a word of Python.
ListFilter.base_filters["class"] = ClassFilter(**_SLUG, method="in_class")
PARAMETERS = tuple(ListFilter.base_filters)
_OF_DRUGS = {"class", "effect", "band", "serious"}


def parameters_of(kind: str) -> tuple[str, ...]:
    """An article that compares drugs has no classes and lists no side effects."""
    if kind == "drug":
        return PARAMETERS
    return tuple(name for name in PARAMETERS if name not in _OF_DRUGS)


def problems_of(filters: ListFilter, given: Iterable[str], kind: str) -> dict[str, str]:
    """For each parameter what is wrong with it, in words."""
    known_here = parameters_of(kind)
    unknown = {
        name: _unknown(name, known_here) for name in given if name not in known_here
    }
    problems = {}
    for name, errors in filters.errors.items():
        choices = getattr(filters.form.fields[name], "choices", None)
        known = [str(value) for value, _ in choices or () if value]
        problems[name] = (
            f"This value is not known. Use one of: {', '.join(known)}."
            if known
            else " ".join(errors)
        )
    return problems | unknown


def _unknown(name: str, known: Sequence[str]) -> str:
    told = f"Known: {', '.join(known)}."
    if name in PARAMETERS:
        return f"Only the list of drugs has this parameter. {told}"
    near = get_close_matches(name, known, n=1)
    hint = f' Did you mean "{near[0]}"?' if near else ""
    return f"There is no parameter of this name.{hint} {told}"
