"""What a workbook holds besides cells, and the sentences that say so."""

from collections.abc import Iterable, Mapping

from monographs.importing.sheets.reading.package import Package

FORMULAS = "It holds formulas: the values that they last had are read."
MERGED = "It holds merged cells: their text belongs to the first of them alone."
HIDDEN = "It holds hidden rows, columns or sheets: they are read like all others."
MACROS = "Its macros are left out."
LINKS = "It refers to other files, which are left out."
COMMENTS = "Comments beside its cells are not read."
PICTURES = "Pictures and drawings are not read."


def marks_in(
    package: Package, part: str, sentences: Mapping[bytes, str]
) -> Iterable[str]:
    """Sentences whose marks a part has.

    All of it is unpacked on the way, so that damage is found before lines are read.
    """
    waiting, overlap = dict(sentences), max(map(len, sentences)) - 1
    end = b""
    for piece in package.pieces(part):
        text = end + piece
        for mark in [mark for mark in waiting if mark in text]:
            yield waiting.pop(mark)
        end = text[-overlap:]


def parts_left_out(package: Package, sentences: Mapping[str, str]) -> Iterable[str]:
    """Sentences of which a part's name has the beginning."""
    for name in package.names():
        for beginning, sentence in sentences.items():
            if name.casefold().startswith(beginning):
                yield sentence


def each_once(sentences: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sentences))
