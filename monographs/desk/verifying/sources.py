"""The source documents that a page's rows came from, as lines and words."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from monographs.desk.source_text import SourceText, lines_of, source_text
from monographs.desk.verifying.compared import words_of
from monographs.models import Row, SourceDocument


@dataclass(frozen=True)
class ReadSource:
    document: SourceDocument
    lines: list[str]
    _words: dict[tuple[int, int], frozenset[str]] = field(default_factory=dict)

    def words(self, first: int, last: int) -> frozenset[str]:
        """Of these lines, numbered from 1."""
        if (first, last) not in self._words:
            text = "\n".join(self.lines[first - 1 : last])
            self._words[first, last] = words_of(text)
        return self._words[first, last]

    def lead_of(self, first: int, text: str) -> int | None:
        """The nearest line above that holds all of these words: a list's heading."""
        wanted = words_of(text)
        if not wanted:
            return None
        return next(
            (
                number
                for number in range(first - 1, 0, -1)
                if wanted <= self.words(number, number)
            ),
            None,
        )

    def text(self, marked: str) -> SourceText:
        return source_text(bytes(self.document.content), marked)

    @property
    def pk(self) -> int:
        return self.document.pk


def sources_of(rows: Iterable[Row]) -> dict[int, ReadSource]:
    """One query, whatever the number of rows."""
    found = SourceDocument.objects.filter(
        pk__in={row.source_id for row in rows if row.source_id}
    )
    return {
        source.pk: ReadSource(source, lines_of(bytes(source.content)))
        for source in found
    }
