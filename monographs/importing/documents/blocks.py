"""The lines of a text, each with the part that it plays in Markdown.

The Markdown parser says where headings and list items begin. Lines stay the unit, since
a label starts a section wherever it starts a line: also in the middle of what Markdown
reads as one paragraph.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt

from monographs.importing.documents.draft import LONGEST_QUOTE
from monographs.importing.documents.list_signs import as_markdown

# What a line is in Markdown shows at its beginning.
_TELLING = 200  # characters
# More than any monograph has. Such a text is not read in parts, but kept whole.
MOST_LINES = 10_000
MOST_CHARACTERS = 300_000
# A heading is also a title on the page; a longer one is a sentence that went astray.
LONGEST_HEADING = 300

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,}) *(?:markdown|md|text|txt)? *", re.IGNORECASE)
_HOLDS_HEADING = re.compile(r" {0,3}(?:#{1,6}[ \t]|\*\*\w)")
# "###Usage" is no heading in Markdown, but was meant as one.
_TIGHT_HEADING = re.compile(r" {0,3}(#{2,6})[^#\s]")
_UNDERLINE = re.compile(r" {0,3}(?:-+|=+)[ \t]*")
_LIST_MARK = re.compile(r"(?:[*+-]|\d[.)])[ \t]")
_WORD = re.compile(r"[^\W_]")
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Line:
    """`level` is a heading's; `item` the depth of the list item that begins here.

    `number` counts as an editor program does. `is_inside` is true of a line that is
    indented below a list item.
    """

    number: int
    text: str
    level: int = 0
    item: int = 0
    is_inside: bool = False

    @property
    def is_blank(self) -> bool:
        return not self.text or self.text.isspace()

    @property
    def has_words(self) -> bool:
        return _WORD.search(self.text) is not None

    @property
    def is_plain(self) -> bool:
        """Whether it is text of no list and no heading."""
        return not (self.level or self.item or self.is_inside or self.is_blank)


def is_too_long(text: str) -> bool:
    """Also for its list marks: "1. 1. 1." costs as much in one line as in three."""
    if len(text) > MOST_CHARACTERS or text.count("\n") >= MOST_LINES:
        return True
    return sum(1 for _ in _LIST_MARK.finditer(text)) > MOST_LINES


def read_lines(texts: Sequence[str], *, first: int) -> list[Line]:
    """`first` is the number of the first line in its file."""
    texts = _without_enclosing_fences(texts)
    levels: dict[int, int] = {}
    items: dict[int, int] = {}
    inside: set[int] = set()
    told = "\n".join(text[:_TELLING] for text in texts)
    for token in _PARSER.parse(as_markdown(told)):
        if token.map is None:
            continue
        start, end = token.map
        if token.type == "heading_open":
            levels[start] = int(token.tag[1])
        elif token.type == "list_item_open":
            depth = token.level // 2 + 1
            items.setdefault(start, depth)
            if depth == 1:
                # An unindented line belongs to an item by Markdown's laziness only.
                inside.update(i for i in range(start + 1, end) if texts[i][:1] in " \t")
    for index, text in enumerate(texts):
        if (tight := _TIGHT_HEADING.match(text)) and index not in items:
            levels.setdefault(index, len(tight[1]))
    _find_underlined(texts, levels, items)
    return [
        Line(
            first + index,
            text,
            levels.get(index, 0) if len(text) <= LONGEST_HEADING else 0,
            items.get(index, 0),
            index in inside,
        )
        for index, text in enumerate(texts)
    ]


def _find_underlined(
    texts: list[str], levels: dict[int, int], items: dict[int, int]
) -> None:
    """Take "Usage" above "-----" for a heading, and the rule for its mark.

    Only a short line of its own: a rule below a paragraph underlines nothing.
    """
    for index in range(1, len(texts)):
        if texts[index][:1] not in "-= " or not _UNDERLINE.fullmatch(texts[index]):
            continue
        above = index - 1
        stands_alone = above == 0 or not texts[above - 1].strip()
        if stands_alone and above not in items and _is_short_title(texts[above]):
            levels[above] = 1 if "=" in texts[index] else 2
            texts[index] = ""


def _is_short_title(text: str) -> bool:
    text = text.strip()
    return 0 < len(text) <= 60 and text[0] not in "#>|-=*`" and text[-1] not in ".!?:;"


def _without_enclosing_fences(texts: Sequence[str]) -> list[str]:
    """Blank the marks of each code fence that holds headings or begins the text.

    A monograph holds no code; such a fence is a leftover of how it was copied.
    """
    texts = list(texts)
    begin = 0
    for opening, closing in list(_fences(texts)):
        within = texts[opening + 1 : closing]
        while begin < opening and not texts[begin].strip():
            begin += 1
        is_first = begin == opening
        if is_first or any(_HOLDS_HEADING.match(text) for text in within):
            texts[opening] = ""
            if closing < len(texts):
                texts[closing] = ""
    return texts


def _fences(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where each fence opens and closes; an unclosed one ends with the text."""
    opening, mark = -1, ""
    for index, text in enumerate(texts):
        if "```" not in text and "~~~" not in text:
            continue
        fence = _FENCE.fullmatch(text)
        if fence and opening < 0:
            opening, mark = index, fence[1]
        elif fence and text.strip() == mark:
            yield opening, index
            opening = -1
    if opening >= 0:
        yield opening, len(texts)


def _make_parser() -> MarkdownIt:
    parser = MarkdownIt("zero")
    parser.core.ruler.enableOnly(["normalize", "block"])
    # No code, tables or HTML: their lines are text to us. No "[1]: …" definitions: the
    # library would take them out of the text.
    parser.block.ruler.enableOnly(["hr", "list", "heading", "paragraph"])
    # Rules are compiled on first use; done now, no two threads can meet in it.
    for ruler in (parser.core, parser.block):
        ruler.ruler.getRules("")
    return parser


# Shared by all threads: what one call reads lives in that call's own state.
_PARSER = _make_parser()


def words_of(text: str) -> list[str]:
    """The words without marks and capitals, for comparing texts."""
    return _WORDS.findall(text.casefold())


def beginning(text: str) -> str:
    """As much of a text as an issue quotes, on one line."""
    return " ".join(text[: 2 * LONGEST_QUOTE].split())
