"""Effects in a row: "Nausea, vomiting (rare), and headache."."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from monographs.importing.documents.patterns import spaced
from monographs.importing.documents.side_effects.clauses import (
    is_advice,
    is_clause,
    is_imperative,
    is_like_effect,
    names_nothing,
)
from monographs.importing.documents.side_effects.cutting import (
    label_end,
    listed,
    words,
)
from monographs.importing.documents.side_effects.found import Effect, Found, Left
from monographs.importing.documents.side_effects.groups import Kind, is_generic
from monographs.importing.documents.side_effects.labels import Label, Labels
from monographs.importing.documents.side_effects.names import name_of
from monographs.importing.documents.side_effects.own_words import (
    Own,
    first_of,
    own_words,
    words_around,
)
from monographs.importing.documents.side_effects.pairs import listed_apart
from monographs.importing.documents.side_effects.piece import Piece, outer
from monographs.importing.documents.side_effects.statements import said

_MOST_ALTERNATIVES = 6
_FEWEST_BARE_PARTS = 3
_LONGEST_BARE_PART = 4
_EXAMPLES = spaced(r"\b(?:such as|including|like|characteri[sz]ed by)\b")
_OR = re.compile(r"[,;]\s+or\s", re.IGNORECASE)
_MEASURED = spaced(
    r"(?:(?:mild|severe) )?(?:changes?|increase[sd]?|decrease[sd]?|elevated|reduced|"
    r"low|high|abnormal|alterations?) (?:\w+ ){0,2}(?:in|of) "
)


def comma_list(sentence: Piece, labels: Labels, *, start: int) -> Iterator[Found]:
    """An effect for each part; a part leaves the text with the sign behind it.

    `start` is where the first one begins to leave it: at its list mark, if it has one.
    """
    mask = outer(sentence.raw)
    parts = listed_apart(sentence)
    if names_nothing(mask) or is_imperative(mask) or not parts:
        yield Left(sentence, labels)
        return
    here, adverb = start, Own()
    for part, following in zip_longest(parts, parts[1:]):
        if label := _inner_label(part):
            labels = (*_without_statement(labels), label)
            part = part.cut(len(label.piece.raw))
        end = following.start if following else sentence.end
        stated = words_around(part) if is_generic(part.plain) else Own()
        if following and stated.says_frequency:
            # "Rarely, …": unless an effect takes the adverb along, it stays.
            here, adverb = (part.start if adverb.phrase else here), stated
            continue
        name = name_of(part)
        if not name or is_generic(name) or is_advice(outer(part.raw)):
            yield Left(part, labels)
        else:
            own = first_of(own_words(part), adverb)
            is_adverb_left = adverb.phrase and own.phrase != adverb.phrase
            first = max(here, part.start) if is_adverb_left else here
            taken = Piece(part.source, first, end)
            yield Effect(taken, name, part.wording, own, labels)
        here = end


def _inner_label(part: Piece) -> Label | None:
    """The second label of "Common: nausea, vomiting; rare: rash"."""
    end = label_end(part)
    piece = part.cut(0, end) if end else None
    if piece is None or not is_generic(outer(piece.raw)):
        return None
    text = piece.plain.rstrip(": ")
    label = Label(piece, Kind.STATEMENT, text, said(text))
    return label if label.says_something else None


def _without_statement(labels: Labels) -> Labels:
    """Without the last label, if it says how often, too."""
    return labels[:-1] if labels and labels[-1].kind is Kind.STATEMENT else labels


def is_comma_list(item: Piece) -> bool:
    """Not "soreness, heat, or a lump at the site", nor "changes in sodium, zinc"."""
    if "," not in item.raw and ";" not in item.raw:
        return False
    mask = outer(item.raw)
    if _EXAMPLES.search(mask, 0, mask.find(",")):
        return False
    parts = listed(item)
    if not 1 < len(parts) <= _MOST_ALTERNATIVES:
        return len(parts) > 1
    if _OR.search(mask):
        return False
    return not _MEASURED.match(mask) or any(
        is_like_effect(part.raw) for part in parts[1:]
    )


def is_bare_list(paragraph: Piece) -> bool:
    """A paragraph of names only: "Nausea, vomiting, and headache."."""
    mask = outer(paragraph.raw)
    if is_clause(mask) or is_advice(mask):
        return False
    parts = listed(paragraph)
    return len(parts) >= _FEWEST_BARE_PARTS and all(
        len(words(outer(part.raw))) <= _LONGEST_BARE_PART for part in parts
    )
