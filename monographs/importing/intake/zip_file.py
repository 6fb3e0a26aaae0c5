"""The documents in a ZIP file."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from copy import copy
from functools import partial
from unicodedata import normalize
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from monographs.importing.intake.document_file import check_size
from monographs.importing.intake.incoming import (
    DocumentRefused,
    Found,
    IntakeRefused,
    refusing,
)
from monographs.importing.intake.limits import Limits
from monographs.importing.intake.names import (
    is_document,
    is_hidden,
    is_zip,
    quoted,
    written,
)
from monographs.importing.intake.zip_directory import (
    DAMAGED,
    Readable,
    ZipRefused,
    name_of,
    open_zip,
)

_IS_ENCRYPTED = 0x1


class WrongSize(DocumentRefused):
    """The archive's list of files does not tell the truth about this one."""


class ZipInput:
    """A ZIP that was unpacked once, keeping nothing, to see that it can be."""

    def __init__(
        self,
        name: str,
        open_file: Callable[[], AbstractContextManager[Readable]],
        limits: Limits,
    ) -> None:
        self.label = f"The ZIP {quoted(name)}"
        self._open_file = open_file
        self._limits = limits
        self.folder = self._only_folder()

    def found(self) -> Iterator[Found]:
        try:
            with self._open_file() as file, open_zip(file, self._limits) as archive:
                yield from _files(archive, self._limits)
        except ZipRefused as refusal:
            raise IntakeRefused(f"{self.label} {refusal}") from refusal
        except OSError as error:
            raise IntakeRefused(
                f"{self.label} cannot be read: {error.strerror}."
            ) from error

    def _only_folder(self) -> str:
        """The folder that was packed, if all documents are in one."""
        folders = set()
        for found in self.found():
            if found.read:
                self._try(found.read, found.path)
                folder, slash, _ = found.path.partition("/")
                folders.add(folder if slash else "")
        return folders.pop() if len(folders) == 1 else ""

    def _try(self, read: Callable[[], bytes], path: str) -> None:
        try:
            read()
        except WrongSize as refusal:
            raise IntakeRefused(
                f"{self.label} has a list of files that is wrong: {quoted(path)} has "
                "another size. Make it again with another program."
            ) from refusal
        except DocumentRefused:
            pass  # It will be refused alone.


def _files(archive: ZipFile, limits: Limits) -> Iterator[Found]:
    """In the order in which a folder would give them."""
    members = [(_parts(name_of(member)), member) for member in archive.infolist()]
    members.sort(key=lambda each: each[0])
    spellings = Counter(_compared(parts) for parts, _ in members)
    for parts, member in members:
        if name_of(member).endswith("/"):
            continue
        read = _reader(parts[-1], partial(_unpack, archive, member, limits))
        if any(map(is_hidden, parts)):
            read = None
        elif read and spellings[_compared(parts)] > 1:
            read = refusing(_SAME_NAME)
        yield Found(written("/".join(parts)), read)


def _parts(name: str) -> list[str]:
    return [part for part in name.split("/") if part not in {"", "."}]


def _compared(parts: list[str]) -> str:
    """The same for names that some file systems hold to be the same."""
    return normalize("NFC", "/".join(parts).casefold())


def _reader(name: str, unpack: Callable[[], bytes]) -> Callable[[], bytes] | None:
    if is_zip(name):
        return refusing(_ZIP_INSIDE)
    return unpack if is_document(name) else None


_ZIP_INSIDE = "A ZIP inside a ZIP is not opened. Unpack it, or import it by itself."
_SAME_NAME = (
    "Several files of this ZIP have this name; upper and lower case do not count. "
    "Rename all but one of them."
)


def _unpack(archive: ZipFile, member: ZipInfo, limits: Limits) -> bytes:
    if member.flag_bits & _IS_ENCRYPTED:
        raise DocumentRefused("This file has a password. Pack it again without one.")
    if member.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise DocumentRefused(
            "This file is packed in an unusual way. Pack it again as an ordinary ZIP."
        )
    check_size(member.file_size, limits)
    # Left to itself, zipfile would cut the file at the size that the list claims.
    uncut = copy(member)
    uncut.file_size = sys.maxsize
    try:
        with archive.open(uncut) as file:
            content = file.read(member.file_size + 1)
    except DAMAGED as error:
        raise DocumentRefused(
            "This file is damaged in the ZIP. Make the ZIP or send it again."
        ) from error
    if len(content) != member.file_size:
        raise WrongSize("This file has another size than the ZIP says. Make it again.")
    return content
