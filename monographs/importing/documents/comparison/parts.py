"""An article cut into parts, in its own order."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import zip_longest

from monographs.importing.documents.blocks import Line
from monographs.importing.documents.comparison.headings import (
    NOTE,
    is_about_article,
    is_advertising,
    is_known_heading,
    is_plain_heading,
    kind_of_part,
    part_label,
)
from monographs.importing.documents.draft import SectionText
from monographs.importing.documents.kinds import OTHER
from monographs.importing.documents.labels import bold_label, whole_heading


class Group(Enum):
    """Where a part stands; text without a heading goes on as long as this stays."""

    ABOUT = "author, date and numbers, above the table and the first heading"
    ADVERTISING = "advertising, above them"
    INTRODUCTION = "other text above them"
    LABELLED = "text behind a label, above them"
    MAIN = "the article"
    END = "below the references"


_KIND_OF_TEXT = {
    Group.ABOUT: NOTE,
    Group.ADVERTISING: NOTE,
    Group.INTRODUCTION: OTHER,
    Group.MAIN: OTHER,
    Group.END: NOTE,
}


@dataclass(frozen=True)
class Part:
    """`first` is its first line; `rest` is what stands behind its label."""

    first: int
    kind: str
    group: Group
    heading: str = ""
    rest: str = ""

    @property
    def first_of_text(self) -> int:
        return self.first + 1 if self.heading else self.first


def cut(
    lines: Sequence[Line], taken: Collection[int], *, table: int, references: int
) -> Iterator[SectionText]:
    """The text beside what is `taken`.

    `table` and `references` are the last lines of each, -1 where there is none.
    """
    levels = [line.level for i, line in enumerate(lines) if i not in taken]
    top_level = min(filter(None, levels), default=0)
    cutter = _Cutter(lines, table, references, top_level)
    for paragraph in _paragraphs(lines, taken):
        cutter.read(paragraph)
    for part, following in zip_longest(cutter.parts, cutter.parts[1:]):
        end = following.first if following else len(lines)
        yield _section(part, end, lines, taken)


class _Cutter:
    def __init__(
        self, lines: Sequence[Line], table: int, references: int, top_level: int
    ) -> None:
        self.parts: list[Part] = []
        self._lines = lines
        self._table = table
        self._references = references
        self._top_level = top_level  # of the Markdown headings; 0 if there are none
        self._has_heading = False

    def read(self, paragraph: Sequence[int]) -> None:
        """Begin a part with this paragraph, if one begins here."""
        first, group = paragraph[0], self._group(paragraph)
        line = self._lines[first]
        is_at_end = group is Group.END and not line.level
        if heading := self._heading(paragraph, is_at_end=is_at_end):
            self._has_heading = True
            kind = kind_of_part(heading, is_at_end=is_at_end)
            group = group if group is Group.END else Group.MAIN
            self.parts.append(Part(first, kind, group, heading))
        elif label := part_label(line, is_at_end=is_at_end):
            kind = kind_of_part(label.text, is_at_end=True)
            group = group if group in (Group.MAIN, Group.END) else Group.LABELLED
            rest = label.rest.strip()
            self.parts.append(Part(first, kind, group, label.text, rest))
        elif not self.parts or self.parts[-1].group is not group:
            self.parts.append(Part(first, _KIND_OF_TEXT[group], group))

    def _group(self, paragraph: Sequence[int]) -> Group:
        if paragraph[0] > self._references >= 0:
            return Group.END
        if self._has_heading or paragraph[0] > self._table >= 0:
            return Group.MAIN
        lines = [self._lines[index] for index in paragraph]
        if is_about_article(lines):
            return Group.ABOUT
        return Group.ADVERTISING if is_advertising(lines) else Group.INTRODUCTION

    def _heading(self, paragraph: Sequence[int], *, is_at_end: bool) -> str:
        line = self._lines[paragraph[0]]
        if line.level:
            return whole_heading(line) if line.level <= self._top_level else ""
        is_alone = len(paragraph) == 1 and not line.item and not line.is_inside
        if not is_alone or (self._top_level and not is_at_end):
            return ""
        bold = bold_label(line)
        text = bold.text if bold and not bold.rest.strip() else line.text.strip()
        leads_in = text.endswith(":") and self._is_above_list(paragraph[0])
        return text.rstrip(":") if is_plain_heading(text) and not leads_in else ""

    def _is_above_list(self, index: int) -> bool:
        below = (self._lines[i] for i in range(index + 1, len(self._lines)))
        following = next((line for line in below if not line.is_blank), None)
        return following is not None and following.item > 0


def _paragraphs(lines: Sequence[Line], taken: Collection[int]) -> Iterator[list[int]]:
    """Lines that stand together; a heading stands alone, a label begins a paragraph."""
    paragraph: list[int] = []
    for index, line in enumerate(lines):
        is_text = not line.is_blank and index not in taken
        begins = not is_text or _is_heading(line) or part_label(line, is_at_end=False)
        if paragraph and (begins or _is_heading(lines[paragraph[-1]])):
            yield paragraph
            paragraph = []
        if is_text:
            paragraph.append(index)
    if paragraph:
        yield paragraph


def _is_heading(line: Line) -> bool:
    return bool(line.level) or (line.is_plain and is_known_heading(line.text))


def _section(
    part: Part, end: int, lines: Sequence[Line], taken: Collection[int]
) -> SectionText:
    above = lines[part.first]
    indexes = [i for i in range(part.first_of_text, end) if not lines[i].is_blank]
    indexes = [i for i in indexes if i not in taken]
    if not indexes and not part.rest and part.kind == NOTE and not above.level:
        return SectionText(NOTE, "", above.text.strip(), above.number, above.number)
    first = part.first_of_text if part.rest or not indexes else indexes[0]
    last = indexes[-1] if indexes else first - 1
    texts = ["" if i in taken else lines[i].text for i in range(first, last + 1)]
    if part.rest:
        texts.insert(0, part.rest)
    return SectionText(
        kind=part.kind,
        heading=part.heading,
        text="\n".join(texts),
        first=lines[first].number if texts and not part.rest else above.number,
        heading_line=above.number,
    )
