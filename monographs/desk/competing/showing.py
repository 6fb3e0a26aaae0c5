"""Differences between two documents as a page shows them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.safestring import SafeString

from monographs.content import ROW_MODELS, Document
from monographs.content.competing import Difference, Kind, SideBySide
from monographs.content.word_diff import Piece, diff_words
from monographs.desk.competing.source_lines import SourceLines
from monographs.desk.imports.entries import Entry, entries_of
from monographs.desk.marked_text import Marks
from monographs.markdown import to_html
from monographs.models import SourceDocument

# What a page has room for; the gravest come first, so those are always there.
MOST_DIFFERENCES = 500
MOST_TEXT = 400_000
LONGEST_COMPARED = 20_000
MARKDOWN = ("sections", "faqs")
PARTS = {
    "names": "Name",
    "classes": "Class",
    "components": "Component",
    "sections": "Section",
    "side_effects": "Side effect",
    "faqs": "Question",
    "citations": "Reference",
    "subjects": "Column",
    "comparison_rows": "Table row",
    "disagreements": "Disagreement",
}


@dataclass(frozen=True)
class Words:
    """A run of words; `is_own` where the other side has others."""

    text: str
    is_own: bool


@dataclass(frozen=True)
class ShownRow:
    name: str
    words: tuple[Words, ...]
    source: SourceDocument | None
    lines: str
    line_from: int | None
    line_to: int | None
    html: SafeString | None = None  # Markdown, as readers see it

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.words)


@dataclass(frozen=True)
class ShownDifference:
    id: str
    part: str
    kinds: tuple[Kind, ...]
    here: ShownRow | None
    there: ShownRow | None
    difference: Difference

    @property
    def name(self) -> str:
        row = self.here or self.there
        return row.name if row else ""


@dataclass(frozen=True)
class Shown:
    differences: tuple[ShownDifference, ...]
    left_out: tuple[Difference, ...]
    same: tuple[str, ...]
    counts: tuple[tuple[Kind, int], ...]


def shown(here: Document, there: Document, compared: SideBySide) -> Shown:
    lines = SourceLines(
        row for pair in compared.differences for row in (pair.here, pair.there)
    )
    fitting: list[ShownDifference] = []
    room = MOST_TEXT
    for pair in compared.differences[:MOST_DIFFERENCES]:
        one = _shown(pair, here, there, lines)
        room -= sum(
            len(row.text) + len(row.lines) for row in (one.here, one.there) if row
        )
        if room < 0:
            break
        fitting.append(one)
    return Shown(
        differences=tuple(fitting),
        left_out=compared.differences[len(fitting) :],
        same=tuple(
            f"{PARTS[pair.field]}: {_entry(pair.field, pair.here, here).name}"
            for pair in compared.same
        ),
        counts=tuple(_counts(fitting)),
    )


def _counts(differences: list[ShownDifference]) -> Iterator[tuple[Kind, int]]:
    for kind in Kind:
        if count := sum(kind in difference.kinds for difference in differences):
            yield kind, count


def _shown(
    pair: Difference, here: Document, there: Document, lines: SourceLines
) -> ShownDifference:
    ours = _entry(pair.field, pair.here, here) if pair.here else None
    theirs = _entry(pair.field, pair.there, there) if pair.there else None
    own, other = _words(ours, theirs)
    return ShownDifference(
        id=pair.id,
        part=PARTS[pair.field],
        kinds=pair.kinds,
        here=_row(pair.field, ours, own, pair.here, lines) if ours else None,
        there=_row(pair.field, theirs, other, pair.there, lines) if theirs else None,
        difference=pair,
    )


def _row(
    field: str, entry: Entry, words: tuple[Words, ...], row: Any, lines: SourceLines
) -> ShownRow:
    return ShownRow(
        html=_html(entry.text, words) if field in MARKDOWN else None,
        name=entry.name,
        words=words,
        source=lines.source(row),
        lines=lines.text(row),
        line_from=row.line_from,
        line_to=row.line_to,
    )


def _html(text: str, words: tuple[Words, ...]) -> SafeString:
    marks = Marks((run.text, "" if run.is_own else None) for run in words)
    return to_html(text, heading_base=4, marks=marks)


def _entry(field: str, row: Any, document: Document) -> Entry:
    """As the list of a document's texts would have it."""
    nothing: dict[str, Any] = dict.fromkeys(ROW_MODELS, ())
    if field == "comparison_rows":
        nothing["subjects"] = document.subjects
    alone = replace(document, **nothing | {field: (row,)})
    return list(entries_of(alone))[-1]


def _words(
    ours: Entry | None, theirs: Entry | None
) -> tuple[tuple[Words, ...], tuple[Words, ...]]:
    here, there = _text(ours), _text(theirs)
    if len(here) + len(there) <= LONGEST_COMPARED and here and there:
        pieces = diff_words(here, there)
        if pieces and any(
            piece.kind == "same" and piece.text.strip() for piece in pieces
        ):
            return _side(pieces, "removed"), _side(pieces, "added")
    return (Words(here, False),), (Words(there, False),)


def _side(pieces: Iterable[Piece], own: str) -> tuple[Words, ...]:
    """One of the two texts; the space beside what only the other has is not shown."""
    words: list[Words] = []
    for piece in pieces:
        if piece.kind not in ("same", own):
            continue
        if words and piece.text[:1].isspace() and words[-1].text[-1:].isspace():
            words[-1] = replace(words[-1], text=words[-1].text.rstrip())
        words.append(Words(piece.text, piece.kind == own))
    return tuple(word for word in words if word.text)


def _text(entry: Entry | None) -> str:
    return entry.text if entry else ""
