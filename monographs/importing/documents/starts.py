"""Lines that may start a section: headings, bold labels, items, plain labels."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from monographs.importing.documents.blocks import Line
from monographs.importing.documents.kinds import (
    OTHER,
    heading_words,
    is_whole_name,
    kind_of_heading,
    kind_of_label,
)
from monographs.importing.documents.labels import (
    bold_label,
    heading_label,
    plain_label,
    whole_heading,
)

# So many labels of different kinds make the items of one list sections.
_FEWEST_LABELS_OF_A_LIST = 3
# Labels count as headings of the level that most documents use.
LEVEL_OF_LABELS = 3
# Labels that start a section which has no kind of its own.
_OTHER_LABELS = {("brand", "names"), ("popular", "brand", "names")}


@dataclass(frozen=True, slots=True)
class Start:
    """`rest` is the text behind the heading on its line."""

    index: int
    kind: str
    heading: str
    rest: str = ""
    level: int = LEVEL_OF_LABELS
    is_label: bool = True

    @property
    def is_whole(self) -> bool:
        """Whether the heading is its kind's name, and all else is in parentheses."""
        return is_whole_name(self.heading)

    @property
    def is_qualified(self) -> bool:
        return "(" in self.heading


def heading_starts(lines: Sequence[Line]) -> list[Start]:
    return [_heading(index, line) for index, line in enumerate(lines) if line.level]


def label_starts(lines: Sequence[Line], medicines: Collection[str]) -> list[Start]:
    starts = []
    for index, line in enumerate(lines):
        if line.is_plain and (label := bold_label(line)):
            kind = kind_of_label(label.text, medicines=medicines)
            if kind != OTHER or tuple(heading_words(label.text)) in _OTHER_LABELS:
                starts.append(Start(index, kind, label.text, label.rest.strip()))
    return starts


def labelled_lists(lines: Sequence[Line]) -> list[list[Start]]:
    """The lists whose items are sections: "* **Usage:** …", "* **Side Effects:** …"."""
    lists: list[list[Start]] = [[]]
    for index, line in enumerate(lines):
        if line.is_plain or line.level:
            lists.append([])
        elif line.item == 1 and (label := bold_label(line)):
            kind = kind_of_label(label.text)
            if kind != OTHER:
                lists[-1].append(Start(index, kind, label.text, label.rest.strip()))
    return [
        items
        for items in lists
        if len({start.kind for start in items}) >= _FEWEST_LABELS_OF_A_LIST
    ]


def plain_starts(lines: Sequence[Line]) -> list[Start]:
    starts = []
    for index, line in enumerate(lines):
        label = plain_label(line) if line.is_plain else None
        kind = kind_of_label(label.text) if label else OTHER
        if label and kind != OTHER:
            starts.append(Start(index, kind, label.text, label.rest.strip()))
    return starts


def _heading(index: int, line: Line) -> Start:
    label = heading_label(line)
    if label and (kind := kind_of_heading(label.text)) != OTHER:
        text, rest = label.text, label.rest.strip()
    else:
        text, rest = whole_heading(line), ""
        kind = kind_of_heading(text)
    return Start(index, kind, text, rest, line.level, is_label=False)
