"""XML read piece by piece, in bounded memory whatever it holds.

expat keeps each name that it meets, each element that is open, and each tag until it
ends: endless ones would fill the memory, so they are counted.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol
from xml.parsers import expat

from monographs.importing.intake.names import quoted
from monographs.importing.sheets.reading.found import UnreadableFile

MOST_NAMES = 10_000
DEEPEST = 200
LONGEST_TAG = 2_000_000

Attributes = dict[str, str]


class Elements(Protocol):
    """What reads the elements; `depth` says how many are open."""

    depth: int

    def start(self, name: str, attributes: Attributes) -> None: ...
    def end(self, name: str) -> None: ...
    def text(self, text: str, /) -> None: ...
    def after_piece(self) -> None: ...


def parse(part: str, pieces: Iterable[bytes], elements: Elements) -> Iterator[None]:
    """Come back after each piece, so that what was read can be taken."""
    names: dict[str, str] = {}
    parser = expat.ParserCreate(intern=names)
    parser.buffer_text = True
    parser.buffer_size = 64 * 1024
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = elements.start
    parser.EndElementHandler = elements.end
    parser.CharacterDataHandler = elements.text
    fed = 0
    try:
        for piece in _growing(pieces, parser):
            parser.Parse(piece, False)
            fed += len(piece)
            elements.after_piece()
            if len(names) > MOST_NAMES or elements.depth > DEEPEST:
                raise _strange(part)
            if fed - parser.CurrentByteIndex > LONGEST_TAG:
                raise _strange(part)
            yield
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise UnreadableFile(
            "xml",
            f"Its part {quoted(part)} is no XML from line {error.lineno:,} on. Save "
            "the file again with its own program.",
            f"{quoted(part)}, line {error.lineno}",
        ) from error
    yield


def _growing(pieces: Iterable[bytes], parser: expat.XMLParserType) -> Iterator[bytes]:
    """A tag that is not complete is read from its start again with the next piece.

    So a piece is at least as long as what waits, or long tags would take long.
    """
    fed, waiting, size = 0, [], 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size >= fed - max(parser.CurrentByteIndex, 0):
            yield b"".join(waiting)
            fed, waiting, size = fed + size, [], 0
    yield b"".join(waiting)


@dataclass
class _Flat:
    """Collects elements without what is between them."""

    depth = 0

    def __post_init__(self) -> None:
        self.met: list[tuple[str, Attributes]] = []

    def start(self, name: str, attributes: Attributes) -> None:
        self.depth += 1
        self.met.append((local(name), attributes))

    def end(self, name: str) -> None:
        self.depth -= 1

    def text(self, text: str, /) -> None:
        """Small parts say everything in attributes."""

    def after_piece(self) -> None:
        """Nothing is held back."""


def elements_of(part: str, pieces: Iterable[bytes]) -> Iterator[tuple[str, Attributes]]:
    """The elements of a small part by their local names, and their attributes."""
    flat = _Flat()
    for _ in parse(part, pieces, flat):
        yield from flat.met
        flat.met.clear()


def local(name: str) -> str:
    return name.rpartition(":")[2]


def _refuse_doctype(*_: object) -> None:
    raise UnreadableFile(
        "doctype",
        "The file holds a document type, as no spreadsheet program writes it. It was "
        "not read. Save it again with a spreadsheet program.",
    )


def _strange(part: str) -> UnreadableFile:
    return UnreadableFile(
        "xml",
        f"Its part {quoted(part)} is built as no spreadsheet program builds it: too "
        "deep, too long a tag, or too many names. Save it with a spreadsheet program.",
        quoted(part),
    )
