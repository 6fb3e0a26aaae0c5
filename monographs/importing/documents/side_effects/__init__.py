"""The side effects of a document: one row a statement, and the text around them."""

from monographs.importing.documents.side_effects.reader import (
    SideEffectsRead,
    read_side_effects,
)

__all__ = ["SideEffectsRead", "read_side_effects"]
