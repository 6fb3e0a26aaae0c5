"""A section as paragraphs, headings and lists, each with its place in the text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from monographs.importing.documents.side_effects.piece import Piece, trimmed

_PARSER = MarkdownIt("zero").enable(["list", "heading", "fence"])
_PARSER.core.ruler.enableOnly(["normalize", "block"])
# Signs that stand for a bullet where Markdown knows none.
_OTHER_BULLET = re.compile(r"(?m)^([ \t]*)[•●▪◦‣·∙–—](?=[ \t])")


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
    tokens = _PARSER.parse(_OTHER_BULLET.sub(r"\1*", text))
    reader = _Reader(text, tokens)
    return reader.blocks()


class _Reader:
    """What the parser leaves out (fences, too deep lists) simply stays in the text."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self.index = 0
        self.starts = [0]
        for line in text.split("\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)

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
                found.append(Paragraph(self._place(token), is_heading))
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
