"""Files that are written from beginning to end, and known by size and hash after."""

import csv
import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from monographs.exporting.tables.cells import guarded_row

_AT_ONCE = 1 << 20


@dataclass(frozen=True)
class Written:
    name: str
    size: int
    sha256: str


class TextFile:
    """UTF-8, as a context: closed it is on the disk, also after a power cut."""

    def __init__(self, folder: Path, name: str) -> None:
        self.path = folder / name
        self._file = self.path.open("w", encoding="utf-8", newline="")
        self._csv = csv.writer(self._file)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()

    def write(self, text: str) -> None:
        self._file.write(text)

    def write_json(self, records: Iterable[Any]) -> None:
        for record in records:
            line = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
            self._file.write(f"{line}\n")

    def write_row(self, cells: Sequence[Any]) -> None:
        """Texts that a spreadsheet would run stand behind an apostrophe."""
        texts = ["" if cell is None else str(cell) for cell in cells]
        self._csv.writerow(guarded_row(texts))


def write_text(folder: Path, name: str, text: str) -> None:
    with TextFile(folder, name) as file:
        file.write(text)


def read_back(path: Path) -> Written:
    """What stands on the disk, once it is there for good."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(_AT_ONCE):
            digest.update(part)
        os.fsync(file.fileno())
    return Written(path.name, path.stat().st_size, digest.hexdigest())


def keep_names(folder: Path) -> None:
    """The names in a folder are on the disk as well."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
