"""The members of a ZIP that is a workbook, unpacked piece by piece."""

import io
import sys
from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipInfo

from monographs.importing.intake.names import quoted
from monographs.importing.intake.zip_directory import (
    DAMAGED,
    ZipRefused,
    name_of,
    open_zip,
)
from monographs.importing.sheets.reading.found import UnreadableFile
from monographs.importing.sheets.reading.limits import SheetLimits

BYTES_AT_ONCE = 64 * 1024
# What unpacks to no more than this is no bomb, however often it repeats itself.
HARMLESS = 5_000_000
_IS_ENCRYPTED = 0x1


class Package:
    """Names are compared without upper and lower case, as workbooks compare them."""

    def __init__(self, content: bytes, limits: SheetLimits) -> None:
        ratio = max(limits.files.zip_ratio, HARMLESS // len(content))
        files = replace(limits.files, zip_ratio=ratio)
        try:
            self._archive = open_zip(io.BytesIO(content), files)
        except ZipRefused as refusal:
            raise UnreadableFile("zip", f"The file {refusal}") from refusal
        self._members: dict[str, ZipInfo] = {}
        for member in self._archive.infolist():
            name = name_of(member)
            if self._members.setdefault(name.casefold(), member) is not member:
                raise UnreadableFile(
                    "zip",
                    f"The file holds {quoted(name)} twice. Make it again with another "
                    "program.",
                    quoted(name),
                )

    def names(self) -> Iterator[str]:
        return (name_of(member) for member in self._members.values())

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._members

    def size(self, name: str) -> int:
        return self._member(name).file_size

    def pieces(self, name: str) -> Iterator[bytes]:
        """All bytes of a member; what the list of files says of it is checked."""
        member = self._member(name)
        if member.flag_bits & _IS_ENCRYPTED:
            raise _unusable(name, "has a password. Save the file without one.")
        if member.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise _unusable(name, "is packed in an unusual way. Save the file again.")
        # Left to itself, zipfile would cut the member at the size that the list claims.
        uncut = copy(member)
        uncut.file_size = sys.maxsize
        left = member.file_size
        try:
            with self._archive.open(uncut) as file:
                while piece := file.read(BYTES_AT_ONCE):
                    left -= len(piece)
                    if left < 0:
                        break
                    yield piece
        except DAMAGED as error:
            raise _unusable(name, "is damaged. Save or send the file again.") from error
        if left:
            raise _unusable(
                name, "has another size than the list of files says. Save it again."
            )

    def open(self, name: str) -> IO[bytes]:
        return io.BufferedReader(_Member(self.pieces(name)), BYTES_AT_ONCE)

    def _member(self, name: str) -> ZipInfo:
        try:
            return self._members[name.casefold()]
        except KeyError:
            raise _unusable(name, "is missing. Save or send the file again.") from None


class _Member(io.RawIOBase):
    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        piece = self._rest or next(self._pieces, b"")
        count = min(len(piece), len(buffer))
        buffer[:count] = piece[:count]
        self._rest = piece[count:]
        return count


def _unusable(name: str, fault: str) -> UnreadableFile:
    return UnreadableFile("zip", f"Its part {quoted(name)} {fault}", quoted(name))
