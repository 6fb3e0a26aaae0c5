"""A page's sources as readers meet them: by a number, and what may be told of each."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from monographs.content import Document
from monographs.models.public import PublishedSource


@dataclass(frozen=True)
class NumberedSource:
    """Neither its file's name nor its text: these are not public."""

    number: int
    short_hash: str
    form: str  # empty where nothing is told of it
    taken_in_on: date | None
    supports: int  # so many statements of the page

    @property
    def anchor(self) -> str:
        return f"source-{self.number}"


def numbered_sources(document: Document) -> dict[str, NumberedSource]:
    """By their SHA-256, in the order in which the page rests on them; one query."""
    supports = Counter(row.source for row in document.rows() if row.source)
    told = {
        source.sha256: source
        for source in PublishedSource.objects.filter(sha256__in=supports)
    }
    return {
        sha256: NumberedSource(
            number=number,
            short_hash=sha256[:12],
            form=told[sha256].form if sha256 in told else "",
            taken_in_on=told[sha256].taken_in_on if sha256 in told else None,
            supports=count,
        )
        for number, (sha256, count) in enumerate(supports.items(), 1)
    }
