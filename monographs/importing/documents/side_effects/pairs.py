"""Cut "tremor and weakness" in two, but not "heart and kidney problems"."""

import re

from monographs.importing.documents.side_effects.clauses import is_like_effect
from monographs.importing.documents.side_effects.cutting import listed, words
from monographs.importing.documents.side_effects.piece import Piece, outer
from monographs.importing.documents.side_effects.vocabulary import (
    MODIFIERS,
    ORGANS,
    SYSTEMS,
    word_set,
)

_PAIR = re.compile(r"(?<!\s)\s+and\s+", re.IGNORECASE)
# What stands behind one of these may be said of both halves.
_SHARING = word_set("of in to for at on from with upon")
_LONGEST_HALF = 4


def listed_apart(piece: Piece) -> list[Piece]:
    """The parts of a comma list, the two of its last "and" apart as well."""
    parts = listed(piece)
    if not parts:
        return parts
    last = parts[-1]
    match = _PAIR.search(outer(last.raw))
    if match is None:
        return parts
    halves = [last.cut(0, match.start()), last.cut(match.end())]
    return [*parts[:-1], *halves] if _stand_alone(*halves) else parts


def _stand_alone(first: Piece, second: Piece) -> bool:
    found, behind = words(outer(first.raw)), words(outer(second.raw))
    if not found or not behind or len(found) > _LONGEST_HALF:
        return False
    if found[-1] in SYSTEMS | ORGANS and not is_like_effect(found[-1]):
        return False
    return found[0] not in MODIFIERS and _SHARING.isdisjoint([*found, *behind])
