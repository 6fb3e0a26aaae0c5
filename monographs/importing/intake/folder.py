"""A folder and all that is below it, in the order of the names."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from monographs.importing.intake.document_file import read_file
from monographs.importing.intake.incoming import Found, IntakeRefused, refusing
from monographs.importing.intake.limits import Limits
from monographs.importing.intake.names import (
    is_document,
    is_hidden,
    is_zip,
    quoted,
    written,
)


@dataclass(frozen=True)
class Folder:
    """`root` is free of links, so that where links inside lead can be compared."""

    name: str  # as it was named, by a link perhaps
    root: str
    limits: Limits

    @property
    def label(self) -> str:
        return f"The folder {quoted(self.name or self.root)}"

    @property
    def folder(self) -> str:
        return written(self.name)

    def found(self) -> Iterator[Found]:
        try:
            ahead = _entries(self.root)
        except OSError as error:
            raise IntakeRefused(
                f"{self.label} cannot be read: {error.strerror}."
            ) from error
        # What is ahead is a list, for folders can be nested deeper than functions.
        while ahead:
            entry = ahead.pop()
            if not _is_entered(entry):
                yield Found(self._path(entry), self._reader(entry))
                continue
            try:
                ahead += _entries(entry.path)
            except OSError as error:
                problem = f"This folder cannot be read: {error.strerror}."
                yield Found(self._path(entry), refusing(problem))

    def _path(self, entry: os.DirEntry[str]) -> str:
        # A root such as "/" has no name, and no path begins with a slash.
        below = entry.path.removeprefix(self.root).lstrip(os.sep).replace(os.sep, "/")
        return written(f"{self.name}/{below}".lstrip("/"))

    def _reader(self, entry: os.DirEntry[str]) -> Callable[[], bytes] | None:
        if is_hidden(entry.name):
            return None
        if entry.is_symlink():
            # What a link points to inside the folder is read where it stands.
            return None if self._holds(entry) else refusing(_LEADS_OUT)
        if is_zip(entry.name):
            return refusing(_ZIP_INSIDE)
        if not is_document(entry.name):
            return None
        if not entry.is_file(follow_symlinks=False):
            return refusing(_NO_ORDINARY_FILE)
        return partial(read_file, entry.path, self.limits)

    def _holds(self, link: os.DirEntry[str]) -> bool:
        target = os.path.realpath(link.path)
        return os.path.commonpath([self.root, target]) == self.root


_LEADS_OUT = (
    "This link leads out of the folder, so it was not followed. Put in its place what "
    "it points to, or remove it."
)
_ZIP_INSIDE = (
    "A ZIP inside a folder is not opened. Import it by itself, or unpack it first."
)
_NO_ORDINARY_FILE = "This is no ordinary file, so it was not read. Remove it."


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """The last comes first, as they are taken from the end."""
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: entry.name, reverse=True)


def _is_entered(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False) and not is_hidden(entry.name)
