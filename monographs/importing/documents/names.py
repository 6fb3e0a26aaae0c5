"""The generic name, and the other names and classes that a document plainly states."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from monographs.importing.documents.blocks import Line, words_of
from monographs.importing.documents.draft import (
    DraftClass,
    DraftName,
    Lines,
    SectionText,
)
from monographs.importing.documents.labels import Label, bold_label, plain_label

# A longer text is a sentence about a name and not a name.
_LONGEST_NAME = 80  # characters
_MOST_WORDS = 6
_LONGEST_LIST = 500

_BRANDS = {"brand", "brands", "trade"}
_CLASSES = {
    ("class",),
    ("drug", "class"),
    ("therapeutic", "class"),
    ("pharmacological", "class"),
    ("pharmacologic", "class"),
}
_NAME_AND_MORE = re.compile(r"([^()]+)\(([^()]+)\)")
_ABBREVIATION = re.compile(r"(?=.*[A-Z].*[A-Z])[A-Z0-9][A-Z0-9-]{0,6}[A-Z0-9]")
_SAME_AS = re.compile(r"(?:also )?(?:known|called|spelled) as |also called |aka ", re.I)
_BETWEEN_NAMES = re.compile(r"\s*(?:,|;|\bor\b|\band\b)\s*")
_NO_NAME = {"others", "other", "various", "etc", "generic", "none", "multiple"}
_MAKER = re.compile(r"\s*\([^()]*\)")
_SPACE = re.compile(r"\s+")
_ITEM = re.compile(r"\s*[*+-]\s+")


class Named(NamedTuple):
    """`generic` is the generic name as written; None where there is no section."""

    generic: str | None
    names: tuple[DraftName, ...]
    classes: tuple[DraftClass, ...]


def read_names(sections: Sequence[SectionText], title: str) -> Named:
    section = next((s for s in sections if _states_generic_name(s)), None)
    generic = generic_name(sections)
    names: list[DraftName] = []
    if section and generic:
        names += _beside_generic_name(generic, title, section.first)
    names += _brands(sections)
    unique = {(name.kind, name.text): name for name in reversed(names)}
    classes = {found.name: found for found in _classes(sections)}
    return Named(generic, tuple(reversed(unique.values())), tuple(classes.values()))


def generic_name(sections: Sequence[SectionText]) -> str | None:
    """The first paragraph of the first section of that kind."""
    for section in filter(_states_generic_name, sections):
        return _SPACE.sub(" ", section.text.partition("\n\n")[0]).strip()
    return None


def _states_generic_name(section: SectionText) -> bool:
    return section.kind == "generic_name" and bool(section.text)


def _beside_generic_name(text: str, title: str, line: int) -> Iterator[DraftName]:
    """ "Examplazole (EXZ)", of one medicine: parentheses may mean a component's."""
    if " + " in title:
        return
    parts = _NAME_AND_MORE.fullmatch(text)
    name, inner = (parts[1].strip(), parts[2].strip()) if parts else (text, "")
    others = list(_other_names(inner, line))
    if not _is_name(name):
        return
    if words_of(title) not in (words_of(name), words_of(text)):
        yield _name("generic", name if others else text, line)
    yield from others


def _other_names(inner: str, line: int) -> Iterator[DraftName]:
    if _ABBREVIATION.fullmatch(inner):
        yield _name("abbreviation", inner, line)
    elif same := _SAME_AS.match(inner):
        for other in _BETWEEN_NAMES.split(inner[same.end() :]):
            if _is_name(other):
                yield _name("synonym", other, line)


def _brands(sections: Sequence[SectionText]) -> Iterator[DraftName]:
    """Only where a label says that they are brand names, and only bare names."""
    for section in sections:
        if _names_brands(section.heading):
            for index, text in enumerate(section.text.split("\n")):
                yield from _bare_names(text, section.line(index))
        elif section.kind == "generic_name":
            for line, label in _labels(section):
                if _names_brands(label.text):
                    yield from _bare_names(label.rest, line)


def _names_brands(label: str) -> bool:
    words = words_of(label)[:3]
    return not _BRANDS.isdisjoint(words) and not {"name", "names"}.isdisjoint(words)


def _bare_names(text: str, line: int) -> Iterator[DraftName]:
    """All or none: one that is no name makes the line a sentence."""
    if len(text) > _LONGEST_LIST:
        return
    bare = _MAKER.sub("", _ITEM.sub("", text, count=1)).strip(" *.")
    parts = [part for part in _BETWEEN_NAMES.split(bare) if part]
    names = [name for name in parts if name.casefold() not in _NO_NAME]
    if all(_is_name(name) and name[0].isupper() for name in names):
        yield from (_name("brand", name, line) for name in names)


def _classes(sections: Sequence[SectionText]) -> Iterator[DraftClass]:
    for section in sections:
        if "lass" in section.text and section.kind != "faqs":
            for line, label in _labels(section):
                name = label.rest.strip(" *.")
                if tuple(words_of(label.text)) in _CLASSES and _is_name(name):
                    yield DraftClass(name=name, lines=Lines(line, line))


def _labels(section: SectionText) -> Iterator[tuple[int, Label]]:
    for index, text in enumerate(section.text.split("\n")):
        if ":" in text:
            number = section.line(index)
            line = Line(number, text, item=1 if _ITEM.match(text) else 0)
            if label := bold_label(line) or plain_label(line):
                yield number, label


def _is_name(text: str) -> bool:
    is_short = 0 < len(text) <= _LONGEST_NAME and len(text.split()) <= _MOST_WORDS
    return is_short and not re.search(r"[.:;!?*_()\[\]]", text)


def _name(kind: str, text: str, line: int) -> DraftName:
    return DraftName(kind=kind, text=text, lines=Lines(line, line))
