"""Cut text at sentences, labels and commas, never inside brackets."""

import re
from collections.abc import Iterator

from monographs.importing.documents.side_effects.piece import Piece, outer
from monographs.importing.documents.side_effects.vocabulary import (
    ADJECTIVES,
    BODY_PARTS,
    TAIL_STARTS,
)

_SENTENCE_END = re.compile(
    r"(?<!\be\.g)(?<!\bi\.e)(?<!\bvs)(?<!\bapprox)(?<!\bDr)(?<!\bSt)(?<!\b[A-Z])"
    r"[.!?][\"”'’)*_]*\s+(?=[*_\"“‘(]*[A-Z0-9])"
)
_STOPS = frozenset(".!?")
_LABEL_LINE = re.compile(r"\n[ \t]*(?=\*\*|__)")
_COLON = re.compile(r":(?=[*_]*(?:\s|\Z))")
# "**Common: ** nausea" closes its mark behind a space.
_LATE_MARK = re.compile(r"[ \t]+\*\*")
_BOLD_WITH_DASH = re.compile(r"(\*\*|__)[^*_\n]+\1[ \t]*[–—-]{1,2}[ \t]+")
_STOP = re.compile(r"[.!?][*_]*\s")
_DASH = re.compile(r"(?<!\s)\s+[-–—]\s|[–—]{1,2}(?=[a-z])")
_COMMA = re.compile(r"[,;]\s+(?:(?P<joint>and|or|and/or|as well as)\s+)?")
_WORD = re.compile(r"[^\W_](?:[\w'’./-]*[^\W_])?")
_ADJECTIVE_ENDINGS = ("al", "ic", "ous", "ary", "ive")
_PLACE = re.compile(r"\b(?:of|in|on|around|to|from|for)\b")
# As long as a row's group may be.
LONGEST_LABEL = 300


def words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def sentences(piece: Piece) -> Iterator[Piece]:
    if _STOPS.isdisjoint(piece.raw[:-1]):
        yield from [piece] if piece.raw else ()
        return
    mask = outer(piece.raw)
    start = 0
    for match in _SENTENCE_END.finditer(mask):
        yield piece.cut(start, match.end())
        start = match.end()
    if start < len(mask):
        yield piece.cut(start)


def labelled_lines(piece: Piece) -> Iterator[Piece]:
    """A paragraph cut where a line begins with bold words, as a label does."""
    start = 0
    for match in _LABEL_LINE.finditer(piece.raw):
        yield piece.cut(start, match.start())
        start = match.end()
    yield piece.cut(start)


def label_end(piece: Piece) -> int | None:
    """How long the label is that begins the piece, its colon and marks included.

    In the place of the colon, bold words may have a dash.
    """
    head = piece.raw[: LONGEST_LABEL + 1]
    if with_dash := _BOLD_WITH_DASH.match(head):
        return with_dash.end()
    if ":" not in head:
        return None
    mask = outer(head)
    colon = _COLON.search(mask)
    if colon is None or _STOP.search(mask, 0, colon.end()):
        return None
    end = colon.end()
    while end < len(mask) and mask[end] in "*_":
        end += 1
    late = _LATE_MARK.match(mask, end) if mask.count("**", 0, end) % 2 else None
    return late.end() if late else end


def before_dash(piece: Piece) -> int | None:
    """Where " – an explanation" begins."""
    match = _DASH.search(outer(piece.raw))
    return match.start() if match and match.start() > 0 else None


def listed(piece: Piece) -> list[Piece]:
    """The parts of a comma list; "swelling of the face, lips, or tongue" is one."""
    mask = outer(piece.raw)
    parts: list[tuple[int, int]] = []
    start, joint = 0, ""
    for match in [*_COMMA.finditer(mask), None]:
        comma = match.start() if match else len(mask)
        if parts and _continues(mask, parts[-1], (start, comma), joint):
            parts[-1] = (parts[-1][0], comma)
        else:
            parts.append((start, comma))
        if match:
            start, joint = match.end(), match["joint"]
    found = [part for first, last in parts if (part := piece.cut(first, last)).raw]
    return [piece] if _are_adjectives(found) else found


def _continues(
    mask: str, before: tuple[int, int], here: tuple[int, int], joint: str | None
) -> bool:
    """Whether what stands behind a comma still belongs to the part before it."""
    found = words(mask[slice(*here)])
    if not found:
        return True
    # "Brugada syndrome, a heart condition", "rash, especially on hands".
    if not joint and (found[0] in TAIL_STARTS or found[0] in ("a", "an")):
        return True
    if _is_adjective(mask[before[0] : min(before[1], before[0] + LONGEST_LABEL)]):
        return True
    is_named = all(word in BODY_PARTS or word in ("and", "or") for word in found)
    return is_named and bool(_PLACE.search(mask, before[0], before[0] + LONGEST_LABEL))


def _is_adjective(text: str) -> bool:
    """ "Black" of "black, tarry stools", "muscle" of "muscle, bone, and joint pain"."""
    found = [word for word in words(text) if word not in ("a", "an", "the")]
    return bool(found) and all(word in ADJECTIVES for word in found)


def _are_adjectives(parts: list[Piece]) -> bool:
    """ "Fungal, dental, and topical infections" name one effect."""
    firsts = [words(part.raw) for part in parts[:-1]]
    return bool(firsts) and all(
        0 < len(found) < 3 and found[-1].endswith(_ADJECTIVE_ENDINGS)
        for found in firsts
    )
