"""The words before a list: "Common side effects can occur. These include:"."""

import re
from dataclasses import replace

from monographs.importing.documents.patterns import spaced
from monographs.importing.documents.side_effects.groups import Kind
from monographs.importing.documents.side_effects.labels import (
    Label,
    above_list,
    label_of,
)
from monographs.importing.documents.side_effects.piece import Piece
from monographs.importing.documents.side_effects.standing import Standing
from monographs.importing.documents.side_effects.statements import (
    LONGEST_PHRASE,
    said,
    says_frequency,
)

_POINTS_BACK = spaced(
    r"[\W_]*(?:these|they|such|those|some of these|symptoms|signs|this)\b"
)
_NEW_PARAGRAPH = re.compile(r"\n[ \t]*\n")


def points_back(piece: Piece) -> bool:
    """ "These include" speaks of what the sentence before it names."""
    return bool(_POINTS_BACK.match(piece.raw))


def put_lead_in(
    label: Label, pending: list[Piece], standing: Standing, *, is_first: bool
) -> list[Piece]:
    """Put a lead-in in its place; what is still pending of the sentences before it.

    Unless it `is_first`, effects stand between it and the labels above it.
    """
    label = above_list(label)
    if label.kind is Kind.EFFECT:
        label = replace(label, kind=Kind.STATEMENT, group=None)
    waiting = standing.waiting[-1:] if is_first else ()
    if waiting and _go_together(waiting[0], label):
        standing.replace_last(_joined(waiting[0], label))
        return []
    if pending and not label.says_something and points_back(label.piece):
        both = _joined(label_of(pending[-1], standing.medicines), label)
        if both.says_something:
            standing.put(both)
            return pending[:-1]
    if not (waiting and not label.says_something and not label.group):
        standing.put(label)
    return pending


def _go_together(waiting: Label, label: Label) -> bool:
    if waiting.kind is not Kind.STATEMENT or not waiting.says_something:
        return False
    if label.piece.end - waiting.piece.start > LONGEST_PHRASE:
        return False
    between = label.piece.source[waiting.piece.end : label.piece.start]
    is_same_paragraph = not _NEW_PARAGRAPH.search(between)
    return is_same_paragraph or not label.says_something


def _joined(first: Label, second: Label) -> Label:
    """Both, and what is between them, as one label."""
    piece = Piece(first.piece.source, first.piece.start, second.piece.end)
    words = piece.plain.rstrip(": ")
    reading = said(words)
    if first.says_frequency and not says_frequency(reading):
        reading = first.reading
    group = first.group or second.group
    return Label(piece, Kind.STATEMENT, words, reading, group)
