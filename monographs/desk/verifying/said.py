"""What a row says, field by field, compared with its lines."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

from django.utils.safestring import SafeString

from monographs.desk.marked_text import Marks
from monographs.desk.verification import done_with
from monographs.desk.verifying.compared import (
    Piece,
    compared,
    doubts_about,
    uncompared,
)
from monographs.desk.verifying.findings import RowFinding
from monographs.desk.verifying.sources import Source
from monographs.desk.verifying.tables import ReadTable
from monographs.frequency import (
    Basis,
    Frequency,
    Serious,
    phrase_against_figure,
    sentence,
    word_against_figure,
)
from monographs.markdown import to_html
from monographs.models import (
    FAQ,
    Citation,
    ComparisonRow,
    Disagreement,
    Name,
    Row,
    Section,
    SideEffect,
)
from monographs.visible_text import visible_content, visible_text

MARKDOWN = (Section, FAQ, Disagreement, ComparisonRow)
WORD_AND_NUMBER = "word_and_number_differ"
_say = lru_cache(maxsize=2048)(sentence)
_SERIOUS = {Serious.YES.value: "serious", Serious.NO.value: "not serious"}


@dataclass(frozen=True)
class Said:
    label: str  # empty for the text itself
    pieces: tuple[Piece, ...]
    html: SafeString | None = None  # Markdown, as readers see it


@dataclass(frozen=True)
class ReadRow:
    """A row as the source view shows it."""

    row: Any
    source: Source | None
    findings: tuple[RowFinding, ...] = ()

    @property
    def key(self) -> str:
        return str(self.row.key)

    @property
    def waits(self) -> bool:
        return bool(self.row.is_unverified)

    @property
    def is_imported(self) -> bool:
        return bool(self.row.origin == Row.Origin.IMPORT)

    @property
    def standing(self) -> str:
        return done_with(self.row)

    @property
    def label(self) -> str:
        """For a button that says what it is about."""
        return str(self.row)[:80]

    @cached_property
    def title(self) -> tuple[Piece, ...]:
        text, is_quoted = _title(self.row)
        return self.compare(text) if is_quoted else _visible(uncompared(text))

    @property
    def lines(self) -> str:
        """As in the address of a source: 12-20."""
        row = self.row
        return f"{row.line_from}-{row.line_to}" if row.line_from else ""

    @property
    def place(self) -> str:
        """Which lines, in words: of a spreadsheet with the sheet."""
        if self.source is None or not self.row.line_from:
            return ""
        return self.source.place(self.row.line_from, self.row.line_to)

    @cached_property
    def lead(self) -> int | None:
        """The line above it that says how often, or under which heading."""
        if type(self.row) is not SideEffect:
            return None
        return self._line_above(self.row.frequency_phrase or self.row.group)

    @cached_property
    def texts(self) -> tuple[Said, ...]:
        return tuple(
            self._said(label, text, is_above)
            for label, text, is_above in _texts(self.row)
            if text
        )

    def _said(self, label: str, text: str, is_above: bool) -> Said:
        pieces = self.compare(text, above=is_above)
        if not isinstance(self.row, MARKDOWN):
            return Said(label, pieces)
        text = visible_content(text)
        return Said(label, pieces, to_html(text, heading_base=3, marks=_marks(pieces)))

    @cached_property
    def phrase(self) -> tuple[Piece, ...]:
        """How often, in the source's words."""
        return self.compare(self.row.frequency_phrase, above=True)

    @property
    def wording(self) -> str:
        """To be found again in a line that lists many."""
        return self.row.wording if type(self.row) is SideEffect else ""

    @property
    def sentence(self) -> str:
        return _say(self.row.frequency)

    @property
    def tags(self) -> list[str]:
        """What the machine understood of it, in a word."""
        row = self.row
        if type(row) is Name:
            return [row.get_kind_display()]
        if type(row) is not SideEffect:
            return []
        basis = "" if row.basis == Basis.NOT_STATED else row.basis.replace("_", " ")
        return [tag for tag in (_SERIOUS.get(row.serious, ""), basis) if tag]

    @cached_property
    def doubts(self) -> list[str]:
        """What to look at twice, in sentences."""
        pieces = [*self.title, *(one for said in self.texts for one in said.pieces)]
        if type(self.row) is not SideEffect:
            return doubts_about(pieces)
        if isinstance(self.source, ReadTable) and not self.row.frequency_phrase:
            return doubts_about(pieces)  # a column holds the figure itself
        is_found = any(one.code == WORD_AND_NUMBER for one in self.findings)
        return [
            *doubts_about([*pieces, *self.phrase]),
            *_doubts_about_frequency(self.row.frequency, is_found),
        ]

    def compare(self, text: str, *, above: bool = False) -> tuple[Piece, ...]:
        """With its lines; what stood above a list may be in a line above them."""
        if self.source is None:
            return _visible(uncompared(text))
        known = self.source.words(*self._range)
        line = self._line_above(text) if above else None
        if line:
            known |= self.source.words(line, line)
        return _visible(compared(text, known))

    def _line_above(self, text: str) -> int | None:
        if self.source is None or not _missing(self.compare(text)):
            return None
        return self.source.lead_of(self._range[0], text)

    @property
    def _range(self) -> tuple[int, int]:
        """The whole source, for a row that names no lines."""
        assert self.source is not None  # noqa: S101
        return self.row.line_from or 1, self.row.line_to or self.source.last_line


def _marks(pieces: Iterable[Piece]) -> Marks:
    return Marks(
        (piece.text, f"reading-{piece.kind}" if piece.kind else None)
        for piece in pieces
    )


def _visible(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    return tuple(replace(piece, text=visible_text(piece.text)) for piece in pieces)


def _missing(pieces: Iterable[Piece]) -> bool:
    return any(piece.kind for piece in pieces)


def _title(row: Any) -> tuple[str, bool]:
    """The text, and whether it is the source's own."""
    if isinstance(row, SideEffect):
        # The vocabulary's name; what the source calls it is compared instead.
        return row.effect.name, not row.wording or _is_wording_the_name(row)
    if isinstance(row, Citation):
        return f"[{row.number}]", False
    if isinstance(row, Section) and not row.heading:
        return row.get_kind_display(), False
    return str(row), True


def _is_wording_the_name(row: SideEffect) -> bool:
    return row.wording.casefold() == row.effect.name.casefold()


def _texts(row: Any) -> list[tuple[str, str, bool]]:
    """Label, text, and whether the text may stand above the row's own lines."""
    if isinstance(row, Section):
        return [("", row.body, False)]
    if isinstance(row, FAQ):
        return [("", row.answer, False)]
    if isinstance(row, Citation):
        return [("", row.text, False), ("link", row.url, False)]
    if isinstance(row, Disagreement):
        return [
            ("what each source says", row.positions, False),
            ("what this page shows", row.shown, False),
            ("why", row.reason, False),
        ]
    if isinstance(row, ComparisonRow):
        return [(cell.subject.name, cell.text, False) for cell in row.cells.all()]
    if isinstance(row, SideEffect):
        is_same = _is_wording_the_name(row)
        is_scoped = row.scope != SideEffect.Scope.PRODUCT
        return [
            ("as written", "" if is_same else row.wording, False),
            ("under", "" if row.group == row.frequency_phrase else row.group, True),
            (row.get_scope_display() if is_scoped else "", row.scope_name, True),
        ]
    return []


@lru_cache(maxsize=2048)
def _doubts_about_frequency(frequency: Frequency, is_found: bool) -> tuple[str, ...]:
    """The words of the checks, so that one figure has one opinion about it; said
    once, where a check's finding says it too."""
    against = (
        "" if is_found else word_against_figure(frequency.word, frequency.interval)
    )
    found = phrase_against_figure(frequency), f"It is {against}" if against else ""
    return tuple(filter(None, found))
