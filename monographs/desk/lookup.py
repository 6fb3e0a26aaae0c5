"""A text input that names a record: typed or chosen from suggestions.

A select box would need a script to be usable and a query for each of 400 rows.
This one works without a script, and a formset looks all its names up in one query.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Model, Q
from django.db.models.functions import Lower

from monographs.models import Drug, DrugClass, Effect, EffectSynonym

Found = dict[str, list[Model]]


@dataclass(frozen=True)
class Vocabulary:
    """What a name can stand for, how all of them are found, and what to say if not.

    `names` are those of which the near ones are offered. Where rows can add to it,
    that takes the right to add its `model`.
    """

    name: str
    find: Callable[[Iterable[str]], Found]
    names: Callable[[], list[str]]
    missing: str
    advice: str
    model: type[Model]

    @property
    def right(self) -> str:
        return f"add_{self.model._meta.model_name}"


class NameField(forms.CharField):
    """Cleans to the text; the formset turns the texts into records."""

    def __init__(
        self, vocabulary: Vocabulary, model: type[Model], source: str, **kwargs: Any
    ) -> None:
        super().__init__(max_length=300, **kwargs)
        self.vocabulary = vocabulary
        self.source = source
        # A browser would cut a pasted text without a word; the server says so.
        self.widget.attrs.pop("maxlength", None)
        self.widget.attrs |= {
            "list": f"suggest-{vocabulary.name}",
            "autocomplete": "off",
        }

    def prepare_value(self, value: Any) -> Any:
        return name_of(value) if isinstance(value, Model) else value

    def record_of(self, row: Model) -> Model | None:
        if getattr(row, f"{self.source}_id") is None:
            return None
        return getattr(row, self.source)  # type: ignore[no-any-return]


def name_of(record: Model) -> str:
    return record.title if isinstance(record, Drug) else record.name  # type: ignore[attr-defined]


def _fold(texts: Iterable[str]) -> set[str]:
    # Both databases lower ASCII alike; the exact text is asked for too.
    return {text.lower() for text in texts} | set(texts)


def _effects(texts: Iterable[str]) -> Found:
    wanted = _fold(texts)
    found: Found = {}
    named = Effect.objects.annotate(lower=Lower("name")).filter(
        Q(lower__in=wanted) | Q(name__in=wanted)
    )
    for effect in named:
        found.setdefault(effect.name.lower(), []).append(effect)
    synonyms = EffectSynonym.objects.annotate(lower=Lower("text")).filter(
        Q(lower__in=wanted) | Q(text__in=wanted)
    )
    for synonym in synonyms.select_related("effect"):
        found.setdefault(synonym.text.lower(), [synonym.effect])
    return found


def _classes(texts: Iterable[str]) -> Found:
    wanted = _fold(texts)
    # A suggestion reads "Name (N05BA)".
    bare = {text.rsplit(" (", 1)[0] for text in wanted}
    found: Found = {}
    classes = DrugClass.objects.annotate(lower=Lower("name")).filter(
        Q(lower__in=wanted | bare) | Q(name__in=wanted | bare)
    )
    for drug_class in classes:
        for text in {drug_class.name.lower(), str(drug_class).lower()}:
            found.setdefault(text, []).append(drug_class)
    return found


def _drugs(texts: Iterable[str]) -> Found:
    wanted = _fold(texts)
    found: Found = {}
    drugs = Drug.objects.annotate(lower=Lower("title")).filter(
        Q(lower__in=wanted) | Q(title__in=wanted) | Q(slug__in=wanted)
    )
    for drug in drugs:
        for text in {drug.title.lower(), drug.slug}:
            found.setdefault(text, []).append(drug)
    return found


def _effect_names() -> list[str]:
    names = Effect.objects.order_by().values_list("name", flat=True)
    synonyms = EffectSynonym.objects.order_by().values_list("text", flat=True)
    return list(names.union(synonyms))


def _class_names() -> list[str]:
    return list(DrugClass.objects.values_list("name", flat=True))


def _no_names() -> list[str]:
    """There can be 100,000 drugs."""
    return []


EFFECTS = Vocabulary(
    "effect",
    _effects,
    _effect_names,
    'The vocabulary has no effect "{}".',
    'Choose one from the suggestions, or tick "Add as a new effect" in this row.',
    Effect,
)
CLASSES = Vocabulary(
    "drug_class",
    _classes,
    _class_names,
    'There is no class "{}".',
    'Choose one from the suggestions, or tick "Add as a new class" in this row.',
    DrugClass,
)
DRUGS = Vocabulary(
    "drug",
    _drugs,
    _no_names,
    'There is no drug "{}".',
    "Choose one from the suggestions, or leave this empty.",
    Drug,
)
