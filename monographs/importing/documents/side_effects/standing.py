"""Which labels stand above the next words of a section."""

from dataclasses import dataclass

from monographs.importing.documents.side_effects.groups import Kind
from monographs.importing.documents.side_effects.labels import Label, Labels
from monographs.importing.documents.side_effects.medicines import Medicines


@dataclass
class _Frame:
    """`is_filled`: effects stand under it. `is_over`: prose stands behind these."""

    label: Label
    is_filled: bool = False
    has_text: bool = False
    is_over: bool = False


class Standing:
    """Labels stack while nothing stands between them, and replace their own kind."""

    def __init__(
        self, outer: Labels, medicines: Medicines, *, are_parts: bool = False
    ) -> None:
        self.outer = outer
        self.medicines = medicines
        # Whether its unknown labels are names of components, as their neighbours are.
        self.are_parts = are_parts
        self._frames: list[_Frame] = []

    @property
    def labels(self) -> Labels:
        return self.outer + tuple(frame.label for frame in self._frames)

    @property
    def waiting(self) -> Labels:
        """The labels that nothing was read under yet."""
        return tuple(frame.label for frame in self._frames if not frame.is_filled)

    @property
    def above_prose(self) -> Labels:
        """A label that has its list says nothing of the paragraph behind it."""
        return self.outer + self.waiting

    @property
    def is_note(self) -> bool:
        """Whether advice stands here, and no effects."""
        return any(label.kind is Kind.NOTE for label in self.labels)

    def put(self, label: Label) -> None:
        self._frames = [*self._kept_above(label), _Frame(label)]

    def replace_last(self, label: Label) -> None:
        self._frames[-1] = _Frame(label)

    def fill(self) -> None:
        for frame in self._frames:
            frame.is_filled = True

    def pass_prose(self) -> None:
        """Words of how often do not carry over prose to the next list."""
        for frame in self._frames:
            frame.has_text = True
            frame.is_over = frame.is_filled and frame.label.kind is not Kind.COMPONENT

    def begin_list(self) -> None:
        self._frames = [frame for frame in self._frames if not frame.is_over]

    def inner(self) -> "Standing":
        return Standing(self.labels, self.medicines, are_parts=self.are_parts)

    def _kept_above(self, label: Label) -> list[_Frame]:
        for index, frame in enumerate(self._frames):
            if frame.label.kind in (label.kind, Kind.NOTE):
                return self._frames[:index]
        is_next = self._frames and not (
            self._frames[-1].is_filled or self._frames[-1].has_text
        )
        return self._frames if is_next else []
