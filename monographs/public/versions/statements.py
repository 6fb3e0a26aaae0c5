"""Which source each statement of a page rests on. Pure."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from monographs.content import (
    FEATURE_TABLE_ANCHOR,
    Document,
    DocumentRow,
    anchored_sections,
    disagreement_anchor,
    faq_anchor,
)
from monographs.content.row_fields import ROWS
from monographs.frequency import sentence
from monographs.public.versions.numbered_sources import NumberedSource
from monographs.visible_text import visible_text

LONGEST_NAME = 120
BY_EDITOR = "written by an editor"
FROM_LOST = "taken in by an import"


@dataclass(frozen=True)
class Statement:
    """Something that the page says, where, and where from."""

    name: str
    detail: str
    anchor: str  # of its place on the page, if it has one
    source: NumberedSource | None
    lines: str
    origin: str  # where it has no source


@dataclass(frozen=True)
class StatementGroup:
    label: str
    anchor: str
    statements: tuple[Statement, ...]


def statements_of(
    document: Document, sources: Mapping[str, NumberedSource]
) -> tuple[StatementGroup, ...]:
    """In the order of a page's parts; kinds of which the page has none are left out."""
    anchors = {row.key: anchor for row, anchor in _anchors(document)}
    groups = []
    for field, kind in ROWS.items():
        rows = getattr(document, field)
        if rows:
            groups.append(
                StatementGroup(
                    label=kind.label,
                    anchor=f"from-{field.replace('_', '-')}",
                    statements=tuple(
                        Statement(
                            name=_shortened(kind.name(row)),
                            detail=_DETAILS.get(field, _no_detail)(row),
                            anchor=anchors.get(row.key, ""),
                            source=sources.get(row.source or ""),
                            lines=lines_of(row),
                            origin=_origin(row, sources),
                        )
                        for row in rows
                    ),
                )
            )
    return tuple(groups)


def lines_of(row: DocumentRow) -> str:
    if not row.line_from:
        return ""
    if row.line_to and row.line_to != row.line_from:
        return f"lines {row.line_from:,} to {row.line_to:,}"
    return f"line {row.line_from:,}"


def _origin(row: DocumentRow, sources: Mapping[str, NumberedSource]) -> str:
    if row.source in sources:
        return ""
    return FROM_LOST if row.origin == "import" else BY_EDITOR


def _shortened(name: str) -> str:
    name = visible_text(name).strip() or "(no name)"
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"


def _anchors(document: Document) -> Iterator[tuple[DocumentRow, str]]:
    yield from anchored_sections(document)
    for effect in document.side_effects:
        yield effect, "side-effects"
    for number, faq in enumerate(document.faqs, 1):
        yield faq, faq_anchor(number)
    for citation in document.citations:
        yield citation, f"citation-{citation.number}"
    for row in (*document.subjects, *document.comparison_rows):
        yield row, FEATURE_TABLE_ANCHOR if document.comparison_rows else ""
    for number, note in enumerate(document.disagreements, 1):
        yield note, disagreement_anchor(number)


def _no_detail(row: Any) -> str:
    return ""


_DETAILS: dict[str, Callable[[Any], str]] = {
    "side_effects": lambda row: sentence(row.frequency),
    "citations": lambda row: _shortened(row.text),
    "names": lambda row: {"brand": "brand name", "generic": "generic name"}.get(
        row.kind, row.kind
    ),
}
