"""A section as paragraphs, headings and lists, each with its place in the text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from monographs.importing.documents.list_signs import as_markdown
from monographs.importing.documents.side_effects.piece import Piece, trimmed

_PARSER = MarkdownIt("zero").enable(["list", "heading", "fence"])
_PARSER.core.ruler.enableOnly(["normalize", "block"])
# A list of effects may also have dashes or pictures for its signs.
_PICTURE = re.compile(
    r"(?m)^([ \t]*)([–—✓✔]|[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?)"
    r"(?=[ \t\u00a0](?![^\n]*:[*_ \t]*(?:\n|\Z)))"
)

_ITEM = re.compile(r"[ \t]*(?:[*+-]|\d{1,9}[.)])[ \t]")
# "Nausea", "Nausea (12%)", "Nausea and vomiting: common", "Common: nausea, headache".
_NAME_LINE = re.compile(
    r"[A-Z][^\s,.:;!?|()]*(?:[ \t]+[^\s,.:;!?|()]+){0,5}(?:[ \t]*\([^()]*\))?"
    r"(?::[ \t]+\S.*)?"
)
_BEGINS_ANEW = re.compile(r"(?![a-z\d])\S")


@dataclass(frozen=True)
class Paragraph:
    piece: Piece
    is_heading: bool = False


@dataclass(frozen=True)
class Item:
    """`start` is where its list mark stands."""

    start: int
    blocks: "tuple[Block, ...]"


@dataclass(frozen=True)
class ItemList:
    items: tuple[Item, ...]


Block = Paragraph | ItemList


def read_blocks(text: str) -> tuple[Block, ...]:
    lines = as_markdown(_PICTURE.sub(_as_sign, text)).split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    apart, starts = _apart(lines, starts)
    return _Reader(text, _PARSER.parse("\n".join(apart)), starts).blocks()


def _apart(lines: list[str], starts: list[int]) -> tuple[list[str], list[int]]:
    """With a blank line where an unindented one follows an item.

    To Markdown it goes on with the item; here it leads in what comes next.
    """
    found: list[str] = []
    places: list[int] = []
    is_in_list = False
    for line, start in zip(lines, starts, strict=False):
        is_item = _ITEM.match(line) is not None
        if is_in_list and not is_item and _BEGINS_ANEW.match(line):
            found.append("")
            places.append(start)
        found.append(line)
        places.append(start)
        is_in_list = is_item or (is_in_list and line[:1].isspace())
    return found, [*places, *starts[-1:]]


def _as_sign(picture: re.Match[str]) -> str:
    """A bullet that leaves each character in its place."""
    return picture[1] + "*".ljust(len(picture[2]))


class _Reader:
    """What the parser leaves out (fences, too deep lists) simply stays in the text."""

    def __init__(
        self, text: str, tokens: Sequence[Token], starts: Sequence[int]
    ) -> None:
        """`starts` are the places where the parsed lines begin in the text."""
        self.text = text
        self.tokens = tokens
        self.starts = starts
        self.index = 0

    def blocks(self) -> tuple[Block, ...]:
        """The blocks up to the end of the block that holds them."""
        found: list[Block] = []
        while self.index < len(self.tokens):
            token = self.tokens[self.index]
            self.index += 1
            if token.type.endswith("_list_open"):
                found.append(ItemList(self._items()))
            elif token.type == "inline":
                is_heading = self.tokens[self.index - 2].type == "heading_open"
                paragraph = Paragraph(self._place(token), is_heading)
                found += _parted(paragraph)
            elif token.type == "list_item_close":
                break
        return tuple(found)

    def _items(self) -> tuple[Item, ...]:
        items = []
        while (token := self.tokens[self.index]).type == "list_item_open":
            self.index += 1
            first_line = token.map[0] if token.map else 0
            items.append(Item(self.starts[first_line], self.blocks()))
        self.index += 1
        return tuple(items)

    def _place(self, inline: Token) -> Piece:
        """The parser gives lines; the words end the first one, behind its marks."""
        first, behind = inline.map or (0, 0)
        end = min(self.starts[behind] - 1, len(self.text))
        line_end = min(self.starts[first + 1] - 1, len(self.text))
        line = self.text[self.starts[first] : line_end]
        words = inline.content.split("\n", 1)[0].rstrip()
        start = line.rfind(words) if words else len(line)
        return trimmed(self.text, self.starts[first] + max(start, 0), end)


def _parted(paragraph: Paragraph) -> list[Block]:
    """Lines that are a name each become a list, as they do where bullets stand."""
    if "\n" not in paragraph.piece.raw:
        return [paragraph]
    lines = list(_lines(paragraph.piece))
    lead = 1 if lines[0].raw.rstrip("*_ ").endswith(":") else 0
    if not all(_NAME_LINE.fullmatch(line.raw) for line in lines[lead:]):
        return [paragraph]
    items = tuple(Item(line.start, (Paragraph(line),)) for line in lines[lead:])
    return [*map(Paragraph, lines[:lead]), ItemList(items)]


def _lines(piece: Piece) -> Iterator[Piece]:
    start = 0
    for line in piece.raw.split("\n"):
        yield piece.cut(start, start + len(line))
        start += len(line) + 1
