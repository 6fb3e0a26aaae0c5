"""A document that was handed over by itself, and how a file's bytes are read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from monographs.importing.intake.incoming import DocumentRefused, Found, refusing
from monographs.importing.intake.limits import Limits, in_words
from monographs.importing.intake.names import (
    DOCUMENT_ENDINGS,
    is_document,
    quoted,
    written,
)


@dataclass(frozen=True)
class DocumentFile:
    """`name` is without its folders; `read` raises DocumentRefused."""

    name: str
    read: Callable[[], bytes]
    folder: str = ""

    @property
    def label(self) -> str:
        return f"The file {quoted(self.name)}"

    def found(self) -> Iterator[Found]:
        # Whoever names a file wants it in, so this one is never left alone.
        read = self.read if is_document(self.name) else refusing(_NO_DOCUMENT)
        yield Found(written(self.name), read)


_NO_DOCUMENT = (
    "This file is no document: its name does not end in "
    f"{', '.join(DOCUMENT_ENDINGS)}. Save it as plain text, or leave it out."
)


def read_file(path: str, limits: Limits) -> bytes:
    try:
        with open(path, "rb") as file:
            content = file.read(limits.document_bytes + 1)
    except OSError as error:
        raise DocumentRefused(
            f"This file cannot be read: {error.strerror}. Mend that, or leave it out."
        ) from error
    check_size(len(content), limits)
    return content


def check_size(size: int, limits: Limits) -> None:
    if size > limits.document_bytes:
        raise DocumentRefused(
            f"This document is larger than {in_words(limits.document_bytes)}. Cut it "
            "into one file for each drug."
        )
