"""Disclaimers and closing notes, wherever they stand."""

from collections.abc import Iterator, Sequence

from monographs.importing.documents.blocks import Line, words_of
from monographs.importing.documents.labels import (
    Label,
    bold_label,
    heading_label,
    italic_label,
    plain_label,
    whole_heading,
)
from monographs.importing.documents.patterns import spaced
from monographs.importing.documents.starts import Start

DISCLAIMER = "disclaimer"
NOTE = "note"

_NOTES = {("note",), ("important", "note"), ("please", "note")}
_BEFORE_DISCLAIMER = {"important", "medical", "legal", "general", "health", "final"}
_TELLS_ORIGIN = spaced(r"\bAI[-\s]generated\b|\bcrowd[-\s]?sourced\b")
# An unlabelled disclaimer opens by speaking of the text itself, and then says one of
# the sentences that all of them say.
_OF_THE_TEXT = spaced(
    r"\W*(?:(?:important |please )?note\W+|remember\W+|that )*"
    r"(?:all |the |this )*(?:above |provided )?"
    r"(?:information|content|article|document|monograph|summary|page)\b"
)
_DISCLAIMS = spaced(
    r"\b(?:medical|professional)\s+advice\b|\bgeneral\s+(?:knowledge|information)\b"
    r"|\b(?:educational|informational|information)\s+purposes\b"
)


def closing_starts(lines: Sequence[Line], starts: Sequence[Start]) -> list[Start]:
    """The disclaimers and closing notes; `starts` are those of all sections."""
    labelled = {start.index: start for start in _labelled(lines)}
    others = [start.index for start in starts if start.index not in labelled]
    unlabelled = _unlabelled(lines, others[-1], labelled) if others else ()
    return [*labelled.values(), *unlabelled]


def _labelled(lines: Sequence[Line]) -> Iterator[Start]:
    for index, line in enumerate(lines):
        label = _label(line)
        kind = _kind(words_of(label.text)) if label else ""
        if not label or not kind:
            continue
        rest = label.rest.strip()
        if kind == DISCLAIMER or _TELLS_ORIGIN.search(rest or _below(lines, index)):
            yield Start(index, kind, label.text, rest)


def _label(line: Line) -> Label | None:
    start = line.text[:80].casefold()
    if line.is_inside or not ("disclaimer" in start or "note" in start):
        return None
    if line.level:
        return heading_label(line) or Label(whole_heading(line), "", has_colon=False)
    return bold_label(line) or italic_label(line) or plain_label(line)


def _kind(words: list[str]) -> str:
    words = [word for word in words if not word.isdecimal()]
    if words[-1:] == ["disclaimer"] and _BEFORE_DISCLAIMER.issuperset(words[:-1]):
        return DISCLAIMER
    return NOTE if tuple(words) in _NOTES else ""


def _below(lines: Sequence[Line], index: int) -> str:
    """The first text below a line."""
    index += 1
    while index < len(lines) and lines[index].is_blank:
        index += 1
    return lines[index].text if index < len(lines) else ""


def _unlabelled(
    lines: Sequence[Line], last: int, labelled: dict[int, Start]
) -> Iterator[Start]:
    """Paragraphs below the last section's text that close it without a label."""
    has_text = False
    current = ""
    for index in range(last + 1, len(lines)):
        line = lines[index]
        if index in labelled:
            current = labelled[index].kind
        elif line.is_plain and lines[index - 1].is_blank:
            kind = _kind_of_paragraph(line.text)
            if kind and kind != current and (has_text or current):
                # The blank line above it is where a heading would stand.
                yield Start(index - 1, kind, "")
                current = kind
        has_text = has_text or line.has_words


def _kind_of_paragraph(text: str) -> str:
    if not _OF_THE_TEXT.match(text):
        return ""
    if _TELLS_ORIGIN.search(text):
        return NOTE
    return DISCLAIMER if _DISCLAIMS.search(text) else ""
