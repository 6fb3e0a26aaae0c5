"""How much is taken in before an input is refused."""

from dataclasses import dataclass
from typing import Self

from django.conf import settings

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Limits:
    """Bytes, but for the members of a ZIP and its ratio of unpacked to packed bytes."""

    file_bytes: int
    document_bytes: int
    zip_members: int
    zip_ratio: int
    unpacked_bytes: int

    @classmethod
    def from_settings(cls) -> Self:
        return cls(
            file_bytes=settings.IMPORT_FILE_BYTES,
            document_bytes=settings.IMPORT_DOCUMENT_BYTES,
            zip_members=settings.IMPORT_ZIP_MEMBERS,
            zip_ratio=settings.IMPORT_ZIP_RATIO,
            unpacked_bytes=settings.IMPORT_UNPACKED_BYTES,
        )


def in_words(size: int) -> str:
    if size < MEGABYTE:
        return f"{size:,} bytes"
    return f"{size / MEGABYTE:,.1f}".removesuffix(".0") + " MB"
