"""The lines of a source that a row came from, as they stand there."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from monographs.content import DocumentRow
from monographs.importing.documents.decoding import decode
from monographs.models import SourceDocument
from monographs.visible_text import visible_text


class SourceLines:
    """Of all sources that some rows name: one query, each decoded once."""

    def __init__(self, rows: Iterable[DocumentRow | None]) -> None:
        self._sources: dict[str, Any] = {
            source.sha256: source
            for source in SourceDocument.objects.filter(
                sha256__in={row.source for row in rows if row and row.source}
            )
        }
        self._lines = lru_cache(maxsize=None)(self._split)

    def source(self, row: DocumentRow) -> SourceDocument | None:
        return self._sources.get(row.source or "")

    def text(self, row: DocumentRow) -> str:
        if row.line_from is None or row.line_to is None or not self.source(row):
            return ""
        lines = self._lines(row.source or "")[row.line_from - 1 : row.line_to]
        return visible_text("\n".join(lines))

    def _split(self, sha256: str) -> list[str]:
        content = bytes(self._sources[sha256].content)
        text = decode(content).text
        return (content.decode(errors="replace") if text is None else text).split("\n")
