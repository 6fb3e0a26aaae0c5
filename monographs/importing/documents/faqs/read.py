"""The questions of a section, one line after the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, takewhile

from monographs.importing.documents.draft import (
    DraftFAQ,
    Issue,
    Lines,
    SectionText,
)
from monographs.importing.documents.faqs.answers import Asked
from monographs.importing.documents.faqs.heads import (
    Head,
    Place,
    next_question,
    read_head,
)
from monographs.importing.documents.faqs.issues import issues_of, too_long
from monographs.importing.documents.faqs.lines import Line, Role, has_words, read_lines

# Reading takes some 15 µs a line. The longest known section has 50.
MOST_LINES = 5_000
# A question may go on in the next lines, but not further than this.
_LINES_OF_A_QUESTION = 4


@dataclass(frozen=True)
class FAQsRead:
    """`rest` is what is neither a question nor an answer."""

    faqs: tuple[DraftFAQ, ...]
    rest: str
    issues: tuple[Issue, ...]


def read_faqs(section: SectionText) -> FAQsRead:
    if section.text.count("\n") >= MOST_LINES:
        return FAQsRead((), section.text.strip(), (too_long(section, MOST_LINES),))
    reader = _Reader(read_lines(section.text))
    reader.read()
    raw = section.text.split("\n")
    faqs = tuple(
        DraftFAQ(
            question=asked.head.question,
            answer=asked.answer(raw),
            lines=Lines(section.line(asked.line.index), section.line(asked.last)),
        )
        for asked in reader.asked
    )
    return FAQsRead(
        faqs=faqs,
        rest=_joined(reader.rest, raw),
        issues=tuple(issues_of(section, faqs, reader.rest)),
    )


class _Reader:
    """Gives each line to a question, its answer, or the rest."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.asked: list[Asked] = []
        self.rest: list[Line] = []
        self._open: Asked | None = None

    def read(self) -> None:
        position = 0
        while position < len(self.lines):
            position += self._read_line(position)

    def _read_line(self, position: int) -> int:
        """How many lines were read."""
        line = self.lines[position]
        if line.role is Role.RULE:
            self._open = None
        if not has_words(line.raw):
            return 1
        text = self._block_from(position)
        head = read_head(text, 0, self._place(line))
        if head is not None and self._may_ask(line, head):
            return self._ask(line, text, head)
        if self._open is not None and self._open.goes_on(line):
            self._open.take(line)
        else:
            self._open = None
            self.rest.append(line)
        return 1

    def _block_from(self, position: int) -> str:
        following = self.lines[position + 1 : position + _LINES_OF_A_QUESTION]
        block = takewhile(lambda line: not line.begins_block, following)
        return "\n".join([self.lines[position].text, *(line.text for line in block)])

    def _place(self, line: Line) -> Place:
        return Place(
            is_heading=line.role is Role.HEADING,
            begins_item=line.begins_item and not self._is_below_answered(line),
            begins_block=line.begins_block,
            is_plain=self._is_plain,
        )

    def _may_ask(self, line: Line, head: Head) -> bool:
        return head.is_labelled or not self._is_below_answered(line)

    def _is_below_answered(self, line: Line) -> bool:
        """Whether it stands inside an answer, where people ask without asking."""
        if self._open is None or line.depth <= self._open.line.depth:
            return False
        return self._open.has_answer

    @cached_property
    def _is_plain(self) -> bool:
        """Whether no question of the section has a label or marks."""
        places = (Place(is_heading=x.role is Role.HEADING) for x in self.lines)
        return not any(
            read_head(line.text, 0, place)
            for line, place in zip(self.lines, places, strict=True)
        )

    def _ask(self, line: Line, text: str, head: Head) -> int:
        """Begin a question, or several that stand in one line."""
        line_end = _line_end(text, head.end)
        last = line.index + text.count("\n", 0, head.end)
        while (further := self._further_head(text, head, line_end)) is not None:
            begin, next_head = further
            self._begin(line, last, head, text[head.end : begin])
            last += text.count("\n", head.end, next_head.end)
            head, line_end = next_head, _line_end(text, next_head.end)
        self._begin(line, last, head, text[head.end : line_end])
        return 1 + last - line.index

    def _further_head(
        self, text: str, head: Head, line_end: int
    ) -> tuple[int, Head] | None:
        if not head.is_labelled:
            return None
        begin = next_question(text, head.end, line_end)
        found = None if begin is None else read_head(text, begin, Place())
        return None if begin is None or found is None else (begin, found)

    def _begin(self, line: Line, last: int, head: Head, behind: str) -> None:
        self._open = Asked(
            head=head,
            line=line,
            line_of_head=last,
            behind=behind.strip(),
            last=last,
        )
        self.asked.append(self._open)


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _joined(lines: Sequence[Line], raw: Sequence[str]) -> str:
    """The lines as written, with a blank line where others were taken out."""
    parts = [lines[0].raw] if lines else []
    for before, line in pairwise(lines):
        between = raw[before.index + 1 : line.index]
        parts += [""] if any(map(has_words, between)) else between
        parts.append(line.raw)
    return "\n".join(parts).strip()
