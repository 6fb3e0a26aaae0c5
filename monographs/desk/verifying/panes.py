"""The text beside the rows: each source once, with the lines of one row marked."""

from dataclasses import dataclass

from monographs.desk.source_text import Line, SourceText
from monographs.desk.verifying.groups import Reading
from monographs.desk.verifying.said import ReadRow
from monographs.desk.verifying.sources import Source

# So many texts stand in one page; a row of a further one brings its own.
MOST_SHOWN = 4
LONGEST_EXCERPT = 60


@dataclass(frozen=True)
class Pane:
    source: Source
    text: SourceText
    lead: int | None
    is_shown: bool

    @property
    def excerpt(self) -> list[Line]:
        """The marked lines alone, to stand under their row on a phone."""
        return [
            line
            for line in self.text.lines
            if line.is_marked or line.number == self.lead
        ][:LONGEST_EXCERPT]


def panes_of(reading: Reading, chosen: ReadRow | None) -> list[Pane]:
    """The chosen row's source first; the others wait for their rows."""
    shown = chosen.source if chosen else None
    sources = sorted(
        reading.sources.values(),
        key=lambda source: (source is not shown, source.document.pk, source.name),
    )
    return [
        Pane(
            source,
            source.text(chosen.lines if chosen and source is shown else ""),
            chosen.lead if chosen and source is shown else None,
            is_shown=source is shown,
        )
        for source in sources[:MOST_SHOWN]
    ]
