"""All that was handed over at once, its documents read one by one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from monographs.importing.intake.file_kind import kind_of
from monographs.importing.intake.incoming import (
    DocumentRefused,
    Found,
    Incoming,
    Input,
    IntakeRefused,
)
from monographs.importing.intake.names import DOCUMENT_ENDINGS, LONGEST_PATH

# So many of the files that are left alone are named.
NAMED_LEFT_ALONE = 10


@dataclass
class LeftAlone:
    """Files that are no documents, and hidden folders, which count as one."""

    count: int = 0
    names: tuple[str, ...] = ()  # the first of them

    def add(self, path: str) -> None:
        self.count += 1
        if len(self.names) < NAMED_LEFT_ALONE:
            self.names += (path[:LONGEST_PATH],)


class Intake:
    """Iterating reads one document after the other; `total` says how many will come.

    Making one looks at all names, so that an input that is refused as a whole is
    refused before any document comes out.
    """

    def __init__(self, inputs: Sequence[Input]) -> None:
        self._inputs = inputs
        self.total = 0
        self.left_alone = LeftAlone()
        for each in inputs:
            self._look_through(each)

    def _look_through(self, given: Input) -> None:
        before = self.total
        for found in given.found():
            if found.read:
                self.total += 1
            else:
                self.left_alone.add(found.path)
        if self.total == before:
            raise IntakeRefused(
                f"{given.label} holds no documents. Their names end in "
                f"{', '.join(DOCUMENT_ENDINGS)}; hidden files and folders do not count."
            )

    def __iter__(self) -> Iterator[Incoming]:
        taken: set[str] = set()
        for each in self._inputs:
            below = f"{each.folder}/" if each.folder and len(self._inputs) == 1 else ""
            for found in each.found():
                if found.read:
                    yield _incoming(found, found.path.removeprefix(below), taken)


def _incoming(found: Found, source: str, taken: set[str]) -> Incoming:
    try:
        _check_path(found.path, taken)
        content = _read(found)
    except DocumentRefused as refusal:
        path, source = found.path[:LONGEST_PATH], source[:LONGEST_PATH]
        return Incoming(path, source, None, str(refusal))
    taken.add(found.path)
    return Incoming(found.path, source, content)


def _check_path(path: str, taken: set[str]) -> None:
    if len(path) > LONGEST_PATH:
        raise DocumentRefused(
            f"The path of this file is longer than {LONGEST_PATH:,} characters. "
            "Shorten its name or those of its folders."
        )
    if path in taken:
        raise DocumentRefused(
            "Another file of this import has the same path. Rename one of them, or "
            "import them one after the other."
        )


def _read(found: Found) -> bytes:
    content = found.read() if found.read else b""
    if kind := kind_of(content):
        raise DocumentRefused(
            f"This file is {kind}, whatever its name says. Save it as plain text, or "
            "leave it out."
        )
    return content
