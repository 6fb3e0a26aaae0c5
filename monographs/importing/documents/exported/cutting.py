"""The file cut at its comments: front matter, and a block below each comment."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_FENCE = "---"
# Text holds no "<!--", see the notation; the bullet may be of another editor program.
_BULLET = re.compile(r"[*+-][ \t]+")
_OPENING = re.compile(r"<!--\s*medsite\b\s*([a-z_]*)", re.IGNORECASE)
_COMMENT = re.compile(r"<!-- medsite [a-z_]+(?: (\{.*\}))? -->")


@dataclass(frozen=True)
class Marker:
    """A comment as written; where it is damaged, its data are no JSON."""

    line: int
    written: str = ""
    word: str = ""
    data: str = ""


@dataclass
class Block:
    """A comment, and the lines below it up to the next one."""

    marker: Marker
    lines: list[str] = field(default_factory=list)

    def line(self, place: int) -> int:
        """The file's line of this block's line number `place`, counted from 0."""
        return self.marker.line + 1 + place

    @property
    def first_filled(self) -> int:
        filled = (place for place, line in enumerate(self.lines) if line.strip())
        return next(filled, 0)

    @property
    def last_line(self) -> int:
        """Of the comment, if nothing stands below it."""
        filled = (place for place, line in enumerate(self.lines, 1) if line.strip())
        return self.marker.line + max(filled, default=0)

    @property
    def indented(self) -> int:
        """How many of its lines are blank or indented, before the first other one."""
        others = (
            place
            for place, line in enumerate(self.lines)
            if line.strip() and not line.startswith("  ")
        )
        return next(others, len(self.lines))

    def cut(self, count: int) -> tuple["Block", "Block"]:
        """With its first lines only, and what is below them without a comment."""
        below = Marker(self.marker.line + count)
        return Block(self.marker, self.lines[:count]), Block(below, self.lines[count:])


def lines_of(text: str) -> list[str]:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return text.split("\n")


def front_matter_of(lines: list[str]) -> list[str]:
    """With its two fences; nothing where it is not closed."""
    if lines[0].rstrip() == _FENCE:
        for place, line in enumerate(lines[1:], 2):
            if line.rstrip() == _FENCE:
                return lines[:place]
    return []


def blocks_of(lines: list[str], *, first: int) -> Iterator[Block]:
    """From line number `first` on; the block above the first comment has none."""
    block = Block(Marker(first - 1))
    for number, line in enumerate(lines[first - 1 :], first):
        marker = marker_of(line, number) if "<!--" in line else None
        if marker is None:
            block.lines.append(line)
        else:
            yield block
            block = Block(marker)
    yield block


def marker_of(line: str, number: int) -> Marker | None:
    written = line.strip()
    bullet = _BULLET.match(written)
    comment = written[bullet.end() :] if bullet else written
    opening = _OPENING.match(comment)
    if opening is None:
        return None
    whole = _COMMENT.fullmatch(comment)
    data = (whole[1] or "{}") if whole else ""
    return Marker(number, written, opening[1].lower(), data)
