"""The lines of a Markdown text, each with its place among headings and lists."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from markdown_it import MarkdownIt
from markdown_it.token import Token

from monographs.importing.documents.list_signs import as_markdown

# Only what says where a block begins. Code, quotations and HTML are rarely meant:
# answers are indented deeply, and ">13 years" is no quotation.
_PARSER = MarkdownIt("zero").enable(["heading", "hr", "list"])
_PARSER.core.ruler.enableOnly(["normalize", "block"])
# It compiles its rules on first use; done here, no two threads can meet in that.
_PARSER.parse("* #")


class Role(Enum):
    HEADING = "heading"
    RULE = "rule"
    TEXT = "text"


@dataclass(frozen=True)
class Line:
    """A line that is not blank.

    `text` is without heading and list marks. `depth` counts the list items around it,
    `item` is the line on which the innermost of them begins.
    """

    index: int
    raw: str
    text: str
    role: Role = Role.TEXT
    depth: int = 0
    item: int = -1
    begins_block: bool = True

    @property
    def begins_item(self) -> bool:
        return self.index == self.item

    @property
    def is_out_of_its_item(self) -> bool:
        """Whether Markdown adds it to a list item, though it is not indented."""
        return self.depth > 0 and not self.begins_item and not self.raw[:1].isspace()


def read_lines(text: str) -> list[Line]:
    # The parser takes a lone carriage return for the end of a line.
    raw = text.replace("\r", " ").split("\n")
    known = {line.index: line for line in _known_lines(raw)}
    return [
        known.get(index) or Line(index, line, line.strip())
        for index, line in enumerate(raw)
        if line.strip()
    ]


def _known_lines(raw: list[str]) -> Iterator[Line]:
    """The lines that the parser names; it leaves out what is nested too deeply."""
    items: list[int] = []
    role = Role.TEXT
    for token in _PARSER.parse(as_markdown("\n".join(raw))):
        match token.type:
            case "list_item_open":
                items.append(_first_line(token))
            case "list_item_close":
                items.pop()
            case "heading_open" | "paragraph_open":
                role = Role.HEADING if token.type == "heading_open" else Role.TEXT
            case "hr":
                index = _first_line(token)
                yield Line(index, raw[index], "", Role.RULE, len(items))
            case "inline":
                first = _first_line(token)
                for offset, content in enumerate(token.content.split("\n")):
                    yield Line(
                        index=first + offset,
                        raw=raw[first + offset],
                        text=content.strip(),
                        role=role,
                        depth=len(items),
                        item=items[-1] if items else -1,
                        begins_block=offset == 0,
                    )


def _first_line(token: Token) -> int:
    return token.map[0] if token.map else 0


def has_words(text: str) -> bool:
    return any(map(str.isalnum, text))
