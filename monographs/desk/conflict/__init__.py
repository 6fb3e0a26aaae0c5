"""A save over somebody else's newer text: what differs, and which side is kept."""

from monographs.desk.conflict.difference import Conflict, conflict_of
from monographs.desk.conflict.saving import ChosenSides

__all__ = ["ChosenSides", "Conflict", "conflict_of"]
