"""What walking through a section finds: effects, and text that no effect took."""

from dataclasses import dataclass

from monographs.importing.documents.side_effects.labels import Labels
from monographs.importing.documents.side_effects.own_words import Own
from monographs.importing.documents.side_effects.piece import Piece


@dataclass(frozen=True)
class Effect:
    """`labels` stand above it, outermost first; `own` is what it says itself.

    `piece` is what leaves the text for it, list mark and separators included.
    """

    piece: Piece
    name: str
    wording: str
    own: Own
    labels: Labels
    is_from_sentence: bool = False


@dataclass(frozen=True)
class Left:
    """Text that stays, and the labels that it needs to be understood."""

    piece: Piece
    labels: Labels
    is_like_sentence: bool = False


Found = Effect | Left
