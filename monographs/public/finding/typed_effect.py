"""A side effect as a reader types it, found by its name or another word for it."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Case, F, IntegerField, Value, When

from monographs.models.public import EffectTally, SearchEffect
from monographs.search import near_effects
from monographs.search.words import fold

_LONGEST = 300


@dataclass(frozen=True)
class TypedEffect:
    id: int
    name: str
    slug: str


class EffectField(forms.CharField):
    def clean(self, value: Any) -> TypedEffect | None:
        typed = super().clean(value)
        if not typed:
            return None
        found = find_effect(typed)
        if found is None:
            shown = typed if len(typed) <= _LONGEST else f"{typed[:60]}…"
            raise ValidationError(
                f"“{shown}” is not in our list of side effects, neither as a name nor "
                "as another word for one. Check the spelling, or try a simpler word."
            )
        return found


def near_effect_names(typed: str) -> list[str]:
    """Of effects whose name or other words are nearly what was typed."""
    name = typed[:_LONGEST]
    near = near_effects([name] if fold(name) else [])
    return [one.title for one in near.get(name, ())]


def find_effect(typed: str) -> TypedEffect | None:
    """By all of its letters: a guess would answer a question that nobody asked."""
    folded = fold(typed[:_LONGEST])
    if not folded:
        return None
    is_name = Case(
        When(effect__name=F("text"), then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    row = (
        SearchEffect.objects.filter(
            folded=folded,
            # What only a withdrawn page listed is told of nowhere else either.
            effect__tallies__kind=EffectTally.Kind.PAGES,
            effect__tallies__number__gt=0,
        )
        .order_by(is_name, "effect")
        .values_list("effect", "effect__name", "effect__slug")
        .first()
    )
    return TypedEffect(*row) if row else None
