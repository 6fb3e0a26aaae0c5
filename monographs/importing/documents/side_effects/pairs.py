"""Cut "tremor and weakness" in two, but not "heart and kidney problems"."""

from monographs.importing.documents.patterns import spaced
from monographs.importing.documents.side_effects.clauses import is_like_effect
from monographs.importing.documents.side_effects.cutting import listed, words
from monographs.importing.documents.side_effects.piece import Piece, outer
from monographs.importing.documents.side_effects.vocabulary import (
    ADJECTIVES,
    MODIFIERS,
    ORGANS,
    SYSTEMS,
    word_set,
)

_PAIR = spaced(r"(?<!\s) (?:and|as well as|&) ")
_EITHER = spaced(r"(?<!\s) or ")
# What stands behind one of these may be said of both halves.
_SHARING = word_set("of in to for at on from with upon")
_LONGEST_HALF = 4
# Of two parts, an "or" may join two words for one effect.
_FEWEST_WITH_OR = 2


def listed_apart(piece: Piece) -> list[Piece]:
    """The parts of a comma list, the two of its last "and" apart as well."""
    parts = listed(piece)
    if not parts:
        return parts
    last = parts[-1]
    mask = outer(last.raw)
    match = _PAIR.search(mask)
    either = None if match or len(parts) < _FEWEST_WITH_OR else _EITHER.search(mask)
    if not (joint := match or either):
        return parts
    halves = [last.cut(0, joint.start()), last.cut(joint.end())]
    are_effects = match or all(is_like_effect(half.raw) for half in halves)
    return [*parts[:-1], *halves] if are_effects and _stand_alone(*halves) else parts


def _stand_alone(first: Piece, second: Piece) -> bool:
    found, behind = words(outer(first.raw)), words(outer(second.raw))
    if not found or not behind or len(found) > _LONGEST_HALF:
        return False
    if found[-1] in SYSTEMS | ORGANS and not is_like_effect(found[-1]):
        return False
    if all(word in ADJECTIVES for word in found):
        return False
    return found[0] not in MODIFIERS and _SHARING.isdisjoint([*found, *behind])
