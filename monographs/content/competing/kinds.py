"""How two rows about the same thing differ."""

import json
from collections.abc import Iterator
from dataclasses import fields, replace
from enum import StrEnum
from typing import Any

from monographs.content.competing.dose_figures import dose_figures
from monographs.content.competing.stance import answers_contradict, contradicts
from monographs.content.document import (
    DocumentFAQ,
    DocumentRow,
    DocumentSection,
    DocumentSideEffect,
)
from monographs.frequency import Frequency

# Its identity, where it came from, and what belongs to the vocabulary.
_NOT_SAID = frozenset(
    {"key", "origin", "source", "line_from", "line_to"}
    | {"effect_key", "effect", "class_key", "drug_key", "body_system", "slug"}
)


class Kind(StrEnum):
    """The gravest first: in this order a person meets them."""

    YES_NO = "yes-no"
    DOSE = "dose"
    SERIOUSNESS = "seriousness"
    FREQUENCY = "frequency"
    ONLY_THERE = "only-there"
    ONLY_HERE = "only-here"
    WORDING = "wording"

    @property
    def label(self) -> str:
        return _LABELS[self]


# What harms a reader where it is wrong: it never stays as it is by nobody's choice.
ALWAYS_CHOSEN = frozenset({Kind.YES_NO, Kind.DOSE, Kind.SERIOUSNESS, Kind.FREQUENCY})

_LABELS = {
    Kind.YES_NO: "yes against no",
    Kind.DOSE: "dose figures differ",
    Kind.SERIOUSNESS: "seriousness differs",
    Kind.FREQUENCY: "frequency differs",
    Kind.ONLY_THERE: "only there",
    Kind.ONLY_HERE: "only here",
    Kind.WORDING: "wording differs",
}


def kinds_of(here: Any, there: Any) -> tuple[Kind, ...]:
    """None at all where the two say the same."""
    if here is None:
        return (Kind.ONLY_THERE,)
    if there is None:
        return (Kind.ONLY_HERE,)
    if said(here) == said(there):
        return ()
    return tuple(_differences(here, there)) or (Kind.WORDING,)


def said(row: DocumentRow) -> tuple[str, ...]:
    """What a row says; spaces and line ends say nothing."""
    return tuple(
        " ".join(_plain(getattr(row, field.name)).split())
        for field in fields(row)
        if field.name not in _NOT_SAID
    )


def _plain(value: Any) -> str:
    if isinstance(value, tuple):  # the cells of a table's row
        return json.dumps([cell.text for cell in value])
    return str(value)


def _differences(here: Any, there: Any) -> Iterator[Kind]:
    if isinstance(here, DocumentSideEffect):
        yield from _of_effects(here, there)
    elif isinstance(here, DocumentSection):
        if contradicts(here.body, there.body):
            yield Kind.YES_NO
        if _doses_differ(here.body, there.body, is_dosage=here.kind == "dosage"):
            yield Kind.DOSE
    elif isinstance(here, DocumentFAQ):
        if answers_contradict(here.answer, there.answer):
            yield Kind.YES_NO
        if _doses_differ(here.answer, there.answer):
            yield Kind.DOSE


def _of_effects(here: DocumentSideEffect, there: DocumentSideEffect) -> Iterator[Kind]:
    if here.serious != there.serious:
        yield Kind.SERIOUSNESS
    if _figures(here.frequency) != _figures(there.frequency):
        yield Kind.FREQUENCY


def _figures(frequency: Frequency) -> Frequency:
    """Where there is a figure, the words beside it are only words."""
    word = frequency.word if frequency.interval is None else ""
    return replace(frequency, phrase="", word=word)


def _doses_differ(here: str, there: str, *, is_dosage: bool = False) -> bool:
    """Elsewhere than under dosage, a text that only says more contradicts nothing."""
    ours, theirs = dose_figures(here), dose_figures(there)
    if is_dosage:
        return ours != theirs
    return bool(ours - theirs and theirs - ours)
