"""Two documents about one drug: aligned, compared, and taken from. Pure."""

from monographs.content.competing.alignment import (
    Difference,
    SideBySide,
    side_by_side,
)
from monographs.content.competing.kinds import Kind
from monographs.content.competing.taking import (
    Choice,
    Taken,
    choices_for,
    miscited,
    take,
)

__all__ = [
    "Choice",
    "Difference",
    "Kind",
    "SideBySide",
    "Taken",
    "choices_for",
    "miscited",
    "side_by_side",
    "take",
]
