"""The list of files that a ZIP ends with, believed only as far as it can be checked.

An archive that could do harm is refused as a whole: for names that lead elsewhere, for
links, for sizes that cannot be. Nothing is unpacked here.
"""

import re
import stat
import struct
from collections.abc import Sequence
from typing import Protocol
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as DeflateError

from monographs.importing.intake.file_kind import is_zip_content, kind_of
from monographs.importing.intake.limits import Limits, in_words
from monographs.importing.intake.names import quoted

# What zipfile raises for bytes that make no sense, besides its own error.
DAMAGED = (
    BadZipFile,
    DeflateError,
    EOFError,
    NotImplementedError,
    OSError,
    ValueError,
    struct.error,
)

_MEMBER_SIGNATURE = b"PK\x01\x02"
# Besides its name, a member takes 46 to some 90 bytes of the list.
_LISTED_BYTES_A_MEMBER = 256
_LOCAL_HEADER_BYTES = 30
_NAME_IS_UTF_8 = 0x800
_DRIVE = re.compile(r"[A-Za-z]:")
_FILE_OR_FOLDER = {0, stat.S_IFREG, stat.S_IFDIR}


class ZipRefused(Exception):
    """What is wrong, as the end of a sentence that begins with the archive's name."""


class Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...
    def seek(self, offset: int, whence: int = 0, /) -> int: ...
    def tell(self) -> int: ...


def open_zip(file: Readable, limits: Limits) -> ZipFile:
    size = file.seek(0, 2)
    _check_file(file, size, limits)
    guard = _ListGuard(file, limits.zip_members)
    try:
        archive = ZipFile(guard)
    except DAMAGED as error:
        raise ZipRefused(
            "is damaged or cut off: the list of files at its end cannot be read. Make "
            "it or send it again."
        ) from error
    guard.is_watching = False
    _check_members(archive.infolist())
    _check_sizes(archive.infolist(), size, limits)
    _check_places(archive.infolist(), archive.start_dir)
    return archive


def name_of(member: ZipInfo) -> str:
    """Many programs write UTF-8 and do not say so."""
    name = member.orig_filename
    if member.flag_bits & _NAME_IS_UTF_8 or name.isascii():
        return name
    return name.encode("cp437").decode("utf-8", "surrogateescape")


class _ListGuard:
    """The file as zipfile sees it while opening it.

    It reads the list in one piece and makes an object of each member: half a gigabyte
    from 20 MB. So the piece is looked at before it gets it.
    """

    def __init__(self, file: Readable, members: int) -> None:
        self.is_watching = True
        self.seek = file.seek
        self.tell = file.tell
        self._read = file.read
        self._members = members

    def seekable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        # Without a size, it is looking for the list in the last 64 kB.
        if not self.is_watching or size < 0:
            return self._read(size)
        if size > self._members * _LISTED_BYTES_A_MEMBER:
            raise ZipRefused("has too long a list of files. Divide it.")
        piece = self._read(size)
        if piece.count(_MEMBER_SIGNATURE) > self._members:
            raise ZipRefused(
                f"holds more than {self._members:,} files and folders. Divide it."
            )
        return piece


def _check_file(file: Readable, size: int, limits: Limits) -> None:
    if size > limits.file_bytes:
        raise ZipRefused(f"is larger than {in_words(limits.file_bytes)}. Divide it.")
    file.seek(0)
    first = file.read(4096)
    if not is_zip_content(first):
        kind = kind_of(first) or "no ZIP file"
        raise ZipRefused(
            f"is {kind}, whatever its name says. Make it or send it again."
        )


def _check_members(members: Sequence[ZipInfo]) -> None:
    for member in members:
        name = name_of(member)
        if fault := _fault_of_name(name):
            raise ZipRefused(
                f"holds {quoted(name)}: this name {fault}. Pack the folder again, with "
                "another program if need be."
            )
        if stat.S_IFMT(member.external_attr >> 16) not in _FILE_OR_FOLDER:
            raise ZipRefused(
                f"holds {quoted(name)}, which is a link or a device. Put in its place "
                "what it points to, or remove it, and pack the folder again."
            )


def _fault_of_name(name: str) -> str:
    if name.rpartition("/")[2] == "." or not name:
        return "is no name of a file"
    if "\0" in name:
        return "has a NUL character"
    if "\\" in name:
        return "has a backslash"
    if name.startswith("/") or _DRIVE.match(name):
        return "does not start in the archive"
    if ".." in name.split("/"):
        return "leads out of the archive"
    return ""


def _check_sizes(members: Sequence[ZipInfo], size: int, limits: Limits) -> None:
    unpacked = sum(member.file_size for member in members)
    if unpacked > limits.unpacked_bytes:
        raise ZipRefused(
            f"would unpack to {in_words(unpacked)}, and "
            f"{in_words(limits.unpacked_bytes)} are allowed. Divide it."
        )
    if unpacked > size * limits.zip_ratio:
        raise ZipRefused(
            f"would unpack to more than {limits.zip_ratio:,} times its size, as no "
            "text does. Look for what is in it."
        )


def _check_places(members: Sequence[ZipInfo], start_of_list: int) -> None:
    # Members that share their bytes unpack to more than the ratio of each.
    end = start_of_list
    for member in sorted(members, key=lambda each: each.header_offset, reverse=True):
        if member.header_offset + _LOCAL_HEADER_BYTES + member.compress_size > end:
            raise ZipRefused(
                f"has a list of files that is wrong: {quoted(name_of(member))} would "
                "reach into what follows it. Make it again with another program."
            )
        end = member.header_offset
