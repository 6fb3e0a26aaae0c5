"""Each statement about a side effect with all that its page knows of it. Pure."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from monographs.content import Document, DocumentSideEffect
from monographs.frequency import Basis, Frequency, Serious
from monographs.public.addresses import effect_url
from monographs.public.pictogram import Pictogram, draw
from monographs.public.side_effects import (
    BASES,
    band_name,
    label_of,
    say,
    wording_of,
)
from monographs.public.versions.numbered_sources import NumberedSource
from monographs.public.versions.statements import lines_of

_LEAST_DRAWN = Fraction(1, 1_000)


@dataclass(frozen=True)
class HowOften:
    """The words first; a picture where one is honest, else why there is none."""

    sentence: str
    band: str
    pictogram: Pictogram | None
    not_drawn: str


@dataclass(frozen=True)
class Statement:
    row: DocumentSideEffect
    url: str  # of the page of the effect, "" where it has none
    wording: str
    label: str
    basis: str
    source: NumberedSource | None
    lines: str
    how_often: HowOften
    # How often the page says elsewhere that the same effect happens.
    elsewhere: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.row.effect

    @property
    def is_serious(self) -> bool:
        return self.row.serious == Serious.YES

    @property
    def has_figure(self) -> bool:
        return self.row.frequency.interval is not None

    @property
    def is_by_editor(self) -> bool:
        return self.source is None and self.row.origin == "person"

    def holds(self, text: str) -> bool:
        text = text.casefold()
        return text in self.name.casefold() or text in self.row.wording.casefold()


def statements_of(
    document: Document,
    *,
    sources: Mapping[str, NumberedSource],
    slugs: Mapping[UUID, str],
) -> list[Statement]:
    """In the order of the document; `slugs` are of the rows' effects, by row."""
    citations = frozenset(citation.number for citation in document.citations)
    same = defaultdict(list)
    for row in document.side_effects:
        same[row.effect_key].append(row)
    frequencies: dict[str, HowOften] = {}
    return [
        _statement(row, sources, slugs, citations, same[row.effect_key], frequencies)
        for row in document.side_effects
    ]


def _statement(
    row: DocumentSideEffect,
    sources: Mapping[str, NumberedSource],
    slugs: Mapping[UUID, str],
    citations: Collection[int],
    same: Sequence[DocumentSideEffect],
    frequencies: dict[str, HowOften],
) -> Statement:
    words = say(row.frequency)
    if words not in frequencies:
        frequencies[words] = _how_often(words, row.frequency)
    slug = slugs.get(row.key)
    return Statement(
        row=row,
        url=effect_url(slug) if slug else "",
        # Its citations stand on the drug's page.
        wording=wording_of(row, ()),
        label=label_of(row),
        basis=BASES[row.frequency.basis],
        source=sources.get(row.source or ""),
        lines=lines_of(row),
        how_often=frequencies[words],
        elsewhere=tuple(_said(other) for other in same if other is not row),
    )


def _said(row: DocumentSideEffect) -> str:
    label = label_of(row)
    return f"{say(row.frequency)} ({label})" if label else say(row.frequency)


def _how_often(words: str, frequency: Frequency) -> HowOften:
    pictogram = draw(frequency)
    return HowOften(
        sentence=words,
        band=band_name(frequency),
        pictogram=pictogram,
        not_drawn="" if pictogram else _why_not_drawn(words, frequency),
    )


def _why_not_drawn(words: str, frequency: Frequency) -> str:
    if frequency.basis is Basis.MIXED and not frequency.is_not_known:
        return "Not drawn: nobody knows which of these effects the figure belongs to."
    interval = frequency.interval
    if interval is None:
        return "" if "no figure" in words else "No figure"
    if interval.high < _LEAST_DRAWN:
        return "Not drawn: fewer than one figure in 1,000."
    return "Not drawn: the range is too wide for a picture."
