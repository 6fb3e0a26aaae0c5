"""A source's text with the numbers of its lines, as an editor program counts them."""

from collections.abc import Iterator
from dataclasses import dataclass

from monographs.importing.documents.decoding import decode
from monographs.visible_text import visible_text

# A page shows a part of a very long text: so many lines, and so much of each.
LINES_A_PAGE = 2_000
LONGEST_LINE = 5_000
MOST_TEXT = 200_000


@dataclass(frozen=True)
class Line:
    number: int
    text: str
    is_marked: bool = False


@dataclass(frozen=True)
class SourceText:
    lines: tuple[Line, ...]
    total: int

    @property
    def earlier(self) -> int | None:
        """The line at which the page before this one begins."""
        first = self.lines[0].number
        return max(1, first - LINES_A_PAGE) if first > 1 else None

    @property
    def later(self) -> int | None:
        last = self.lines[-1].number
        return last + 1 if last < self.total else None


def source_text(content: bytes, marked: str = "", start: str = "") -> SourceText:
    """`marked` is a range of lines such as 12-20; `start` the first line to show."""
    texts = lines_of(content)
    first, last = _range(marked)
    begin = _number(start) or _first_shown(texts, first)
    begin = begin if begin <= len(texts) else 1
    lines = (
        Line(number, _visible(text), first <= number <= last)
        for number, text in enumerate(
            texts[begin - 1 : begin - 1 + LINES_A_PAGE], start=begin
        )
    )
    return SourceText(tuple(_fitting(lines)), len(texts))


def _first_shown(texts: list[str], marked: int) -> int:
    """Where one page cannot hold all, it begins a little above the marked line."""
    is_one_page = len(texts) <= LINES_A_PAGE and sum(map(len, texts)) <= MOST_TEXT
    return 1 if is_one_page else max(1, marked - 5)


def lines_of(content: bytes) -> list[str]:
    """All of them, the first at place 0."""
    # Ends of lines as the parser sees them, or the numbers would differ.
    text = decode(content).text
    return (content.decode(errors="replace") if text is None else text).split("\n")


def _fitting(lines: Iterator[Line]) -> Iterator[Line]:
    """The first line at least, so that there is a page."""
    room = MOST_TEXT
    for line in lines:
        if room <= 0:
            return
        yield line
        room -= len(line.text)


def _visible(text: str) -> str:
    if len(text) > LONGEST_LINE:
        rest = len(text) - LONGEST_LINE
        text = f"{text[:LONGEST_LINE]}… ({rest:,} characters more)"
    return visible_text(text)


def _range(marked: str) -> tuple[int, int]:
    first, _, last = marked.partition("-")
    begin = _number(first)
    return begin, max(begin, _number(last)) if begin else 0


def _number(text: str) -> int:
    """0 for what is no line's number."""
    is_number = text.isascii() and text.isdigit() and len(text) < 10
    return int(text) if is_number else 0
