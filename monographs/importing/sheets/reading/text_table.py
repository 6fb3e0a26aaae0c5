"""A text file with one table: CSV or TSV."""

import codecs
from collections.abc import Callable, Iterator
from typing import IO

from monographs.importing.sheets.reading.delimiters import (
    DELIMITERS,
    LOOKED_AT,
    delimiter_of,
)
from monographs.importing.sheets.reading.encodings import (
    ENCODINGS,
    encoding_of,
    known_encoding,
)
from monographs.importing.sheets.reading.found import Choice, Line, UnreadableFile
from monographs.importing.sheets.reading.limits import SheetLimits
from monographs.importing.sheets.reading.text_records import TextRecords


class TextTable:
    """`open_file` gives its bytes from the beginning, as often as it is called."""

    def __init__(
        self, name: str, open_file: Callable[[], IO[bytes]], limits: SheetLimits
    ) -> None:
        self.name = name
        self._open_file = open_file
        self._limits = limits

    def detect(self, file_name: str, choice: Choice) -> tuple[str, str]:
        """Its encoding and its delimiter."""
        with self._open_file() as file:
            first = file.read(LOOKED_AT)
        with self._open_file() as file:
            encoding = encoding_of(first, file, choice.encoding)
        if choice.delimiter is not None:
            return encoding, _known(choice.delimiter)
        if choice.format == "tsv":
            return encoding, "\t"
        decoder = codecs.getincrementaldecoder(ENCODINGS[encoding])()
        return encoding, delimiter_of(decoder.decode(first), name=file_name)

    def rows(self, encoding: str, delimiter: str) -> Iterator[Line]:
        known_encoding(encoding)
        with self._open_file() as file:
            yield from TextRecords(
                file,
                encoding=encoding,
                delimiter=_known(delimiter),
                limits=self._limits,
                table=self.name,
            )


def _known(delimiter: str) -> str:
    if delimiter not in DELIMITERS:
        raise UnreadableFile(
            "unknown_delimiter",
            f"Cells can be parted by {', '.join(DELIMITERS.values())}. Choose one.",
        )
    return delimiter
