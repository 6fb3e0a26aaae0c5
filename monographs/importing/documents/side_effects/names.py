"""What an item calls its effect, without remarks behind it."""

from monographs.importing.documents.patterns import spaced
from monographs.importing.documents.side_effects.cutting import before_dash
from monographs.importing.documents.side_effects.piece import (
    Piece,
    bracketed,
    outer,
    plain,
)

_ENDS = " \t\n.,;:!-–—"
_TAIL = spaced(
    r"(?<!\s)(?:,\s+(?:though|although|especially|particularly|including|which|but|"
    r"usually|often|e\.g|potentially|possibly|mainly|mostly|typically|an?)"
    r"|\s+(?:such as|leading to|resulting in|requiring|characteri[sz]ed by|including|"
    r"potentially leading|indicating|in (?:some|rare|certain) cases))\b"
)


def name_of(piece: Piece) -> str:
    """The name of an item that holds no label; empty if it has none."""
    dash = before_dash(piece)
    head = piece.cut(0, dash) if dash else piece
    tail = _TAIL.search(outer(head.raw))
    head = head.cut(0, tail.start()) if tail else head
    return plain(_without_remarks(head.raw)).strip(_ENDS)


def _without_remarks(raw: str) -> str:
    """Without the brackets at the end; "infection(s)" keeps its own."""
    while (text := raw.rstrip(_ENDS + "*_")).endswith(")"):
        first, last = (bracketed(text) or [(1, 0)])[-1]
        is_apart = first == 0 or text[first - 1] in " \t\n\u00a0*_"
        if last != len(text) or not is_apart:
            break
        raw = text[:first]
    return raw
