"""The label that a piece of text begins with, and whether it names an effect."""

import re

from monographs.importing.documents.side_effects.clauses import is_clause
from monographs.importing.documents.side_effects.cutting import (
    LONGEST_LABEL,
    label_end,
    listed,
    sentences,
    words,
)
from monographs.importing.documents.side_effects.found import Effect
from monographs.importing.documents.side_effects.groups import Kind, is_generic
from monographs.importing.documents.side_effects.labels import (
    Label,
    Labels,
    as_component,
    label_of,
)
from monographs.importing.documents.side_effects.names import name_of
from monographs.importing.documents.side_effects.own_words import own_words
from monographs.importing.documents.side_effects.piece import Piece, outer
from monographs.importing.documents.side_effects.standing import Standing
from monographs.importing.documents.side_effects.vocabulary import COMPLAINTS

_LONGEST_BARE_LABEL = 8
_DASH = re.compile(r"(?<!\s)[ \t]+[–—-]{1,2}[ \t]+(?=\S)")


def label_at(
    piece: Piece, standing: Standing, *, is_heading: bool = False
) -> Label | None:
    """The label that the piece begins with, or that it is."""
    end = label_end(piece) or _end_at_dash(piece, standing)
    if end is None and len(piece.raw) > LONGEST_LABEL:
        return None
    if end is None and not is_heading and not _may_be_bare_label(piece):
        return None
    label = label_of(piece.cut(0, end), standing.medicines)
    if end is None and not is_heading and not _is_bare_label(label):
        return None
    return as_component(label) if standing.are_parts else label


def _end_at_dash(piece: Piece, standing: Standing) -> int | None:
    """ "Common – nausea, vomiting", but not "Nausea – common at first"."""
    dash = _DASH.search(outer(piece.raw[:LONGEST_LABEL]))
    if dash is None:
        return None
    label = label_of(piece.cut(0, dash.start()), standing.medicines)
    if label.kind in (Kind.EFFECT, Kind.NOTE) or is_clause(label.words):
        return None
    return dash.end()


def is_explained(label: Label, body: Piece) -> bool:
    """ "Nausea: often passes", but not "Gastrointestinal: nausea, vomiting"."""
    if label.kind is Kind.EFFECT:
        return bool(body.raw)
    if label.kind is not Kind.SYSTEM or words(label.words)[-1] not in COMPLAINTS:
        return False
    first = next(sentences(body), body)
    return is_clause(outer(first.raw)) or len(listed(first)) < 2


def explained(marked: Piece, piece: Piece, label: Label, labels: Labels) -> Effect:
    """The effect that a label names, with its explanation behind it."""
    name = name_of(label.piece)
    return Effect(marked, name, piece.wording, own_words(piece), labels)


def is_bold(piece: Piece) -> bool:
    return piece.raw.startswith(("**", "__"))


def _may_be_bare_label(piece: Piece) -> bool:
    """ "Common side effects" or "**Metformin**" without a colon."""
    if piece.raw.endswith((".", ".**", "!", "!**")):
        return False
    text = outer(piece.plain)
    is_short = len(words(text)) <= _LONGEST_BARE_LABEL
    return is_short and (is_bold(piece) or is_generic(text))


def _is_bare_label(label: Label) -> bool:
    if label.kind is Kind.COMPONENT:
        return is_bold(label.piece)
    return label.kind is Kind.STATEMENT
