"""Which lines answer a question, and what the answer says."""

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field

from monographs.importing.documents.faqs.heads import (
    Head,
    paired,
    without_answer_label,
)
from monographs.importing.documents.faqs.lines import Line, Role, has_words
from monographs.importing.documents.patterns import spaced

_CLOSING = spaced(
    r"(?:(?:important|additional|final|general|key) )?(?:disclaimer|notes?)\b"
    r"|please (?:note|remember)\b|in (?:summary|conclusion|short)\b"
    r"|(?:summary|conclusion)\b"
    r"|(?:this|the|all|any) (?:(?:above|following|provided) )?"
    r"(?:information|content|document|article|summary|overview|page|faqs?|text)\b"
    r"|if you have (?:any )?(?:further|other|more|additional) (?:questions|concerns)\b"
    r"|for (?:more|further|additional) (?:information|details|questions)\b"
)
_LONGEST_OPENING = 200
_MARKS = re.compile(r"[*_]+")
# Answers begin so too, but hardly a second time.
_CLOSING_BELOW_ANSWER = spaced(
    r"(?:important|caution|warning|remember|crucially|again)\b"
    r"|it(?:['’]s| is) (?:crucial|essential|important|vital|imperative|critical) to"
    r" (?:remember|note)\b"
)
# "**Interactions:** …", and a whole line such as "**Examplazole**".
_LABEL = re.compile(r"[*_]{2,3}[^*_]{1,200}(?::[*_]{2,3}|[*_]{2,3}:)")
_NAME = re.compile(r"[*_]{2,3}[^*_]{1,200}[^*_.!?][*_]{2,3}:?")


@dataclass
class Asked:
    """A question whose answer is being gathered."""

    head: Head
    line: Line  # where it begins
    line_of_head: int  # where it ends
    behind: str  # what stands behind it in that line
    last: int  # the last line of its answer so far
    lines: list[Line] = field(default_factory=list)

    @property
    def has_answer(self) -> bool:
        return bool(self.lines) or has_words(self.behind)

    def take(self, line: Line) -> None:
        self.lines.append(line)
        self.last = line.index

    def goes_on(self, line: Line) -> bool:
        """Whether a line that asks nothing still belongs to the answer."""
        if line.role is Role.HEADING:
            return line.depth > self.line.depth
        if not self.has_answer and self._without_label(line.text) is not None:
            return True
        if self._is_inside(line):
            return True
        if not (self.has_answer or line.begins_block or line.is_out_of_its_item):
            return True
        if self._is_closing(line.text) or _NAME.fullmatch(line.text):
            return False
        if not (line.begins_block and self.has_answer):
            return True
        return self._is_level_with_answer(line) and not _LABEL.match(line.text)

    def answer(self, raw: Sequence[str]) -> str:
        """All its lines as Markdown, moved to the left margin."""
        first, start = self.behind, self.line_of_head
        if not has_words(first) and self.lines:
            first, start = self.lines[0].text, self.lines[0].index
            if self._is_list():
                return _dedented(raw[start : self.last + 1]).strip()
        cut = self._without_label(first)
        first = paired(self.head.open_mark, first if cut is None else cut)
        return f"{first}\n{_dedented(raw[start + 1 : self.last + 1])}".strip()

    def _without_label(self, text: str) -> str | None:
        return without_answer_label(text, stops=":" + self.head.stop)

    def _is_closing(self, text: str) -> bool:
        text = _MARKS.sub("", text[:_LONGEST_OPENING]).lstrip("> ")
        if text[:1].islower():  # a line that was only wrapped here
            return False
        if self.has_answer and _CLOSING_BELOW_ANSWER.match(text):
            return True
        return _CLOSING.match(text) is not None

    def _is_inside(self, line: Line) -> bool:
        """Whether it stands in the question's list item, or below the question."""
        if line.is_out_of_its_item:
            return False
        is_same_item = line.depth > 0 and line.item == self.line.item
        return line.depth > self.line.depth or is_same_item

    def _is_level_with_answer(self, line: Line) -> bool:
        if self.line.depth == line.depth == 0:
            return True
        return bool(self.lines) and self.lines[0].depth == line.depth

    def _is_list(self) -> bool:
        """Whether the answer is a list, so that all its marks are to be kept."""
        first, *others = self.lines
        return (
            first.begins_item
            and self._without_label(first.text) is None
            and any(x.begins_item and x.depth == first.depth for x in others)
        )


def _dedented(lines: Sequence[str]) -> str:
    return textwrap.dedent("\n".join(lines))
