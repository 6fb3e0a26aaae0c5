"""What nobody sees in a text: readers would get it, and nobody would have read it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from monographs.checks.page import Page
from monographs.checks.registry import Remark, Severity, register
from monographs.checks.texts import quote_around
from monographs.content import DocumentRow
from monographs.content.document import ROW_TYPES
from monographs.visible_text import (
    hidden_signs,
    joining_signs,
    visible_content,
)

MOST_NAMED = 5
_HEADER = ("title", "author", "interests")


@register(
    code="invisible_character",
    severity=Severity.ERROR,
    about="A text holds characters that nobody sees.",
)
def invisible_character(page: Page) -> Iterator[Remark]:
    """Whoever signs the text has not read them, and they change what it says to
    programs, or the order in which it is shown."""
    for row, place, text, names in _found(page, hidden_signs):
        yield Remark(
            row,
            place,
            f"This holds what nobody sees: {_listed(names)}, in {_around(text, names)}."
            " Delete it, or write these words anew.",
            " ".join(names),
        )


@register(
    code="joining_character",
    severity=Severity.HINT,
    about="Soft hyphens, or signs that join letters, stand between letters.",
)
def joining_character(page: Page) -> Iterator[Remark]:
    """Some scripts are not written without them; elsewhere they come from copying, and
    a word that holds one is not found."""
    for row, place, text, names in _found(page, joining_signs):
        yield Remark(
            row,
            place,
            f"Between letters stands what nobody sees: {_listed(names)}, in "
            f"{_around(text, names)}. It may stay where the language needs it.",
            " ".join(names),
        )


def _found(
    page: Page, signs_in: Callable[[str], list[str]]
) -> Iterator[tuple[DocumentRow | None, str, str, list[str]]]:
    for row, place, text in _all_texts(page):
        if names := signs_in(text):
            yield row, place, text, names


def _all_texts(page: Page) -> Iterator[tuple[DocumentRow | None, str, str]]:
    for name in _HEADER:
        yield None, name.capitalize(), getattr(page.document, name)
    for part in ROW_TYPES:
        for row in getattr(page.document, part):
            for field, text in _texts(row):
                said = field.replace("_", " ")
                yield row, f"{part.replace('_', ' ').capitalize()}, {said}", text


def _texts(value: Any, field: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield field, value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part, field)
    elif is_dataclass(value):
        for one in fields(value):
            yield from _texts(getattr(value, one.name), one.name)


def _listed(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    shown = ", ".join(names[:MOST_NAMED])
    return f"{shown} and {more:,} more" if more > 0 else shown


def _around(text: str, names: Sequence[str]) -> str:
    shown = visible_content(text)
    start = shown.find(names[0])
    return quote_around(shown, start, start + len(names[0]))
