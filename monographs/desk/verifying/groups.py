"""A working copy's rows in the order of its page, in groups that are read as one."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from monographs.content import ROW_MODELS
from monographs.desk.verifying.findings import findings_by_row
from monographs.desk.verifying.said import ReadRow
from monographs.desk.verifying.sources import Source, sources_of
from monographs.models import (
    ComparisonCell,
    ComparisonRow,
    Monograph,
    Section,
    SideEffect,
)

# As readers meet them on a drug's page; a comparison keeps its own order.
SECTION_ORDER = (
    *("generic_name", "usage", "dosage", "side_effects", "how_it_works"),
    *("precautions", "other", "faqs", "note", "disclaimer"),
)
_NOUNS = {
    "names": "names",
    "classes": "classes",
    "components": "components",
    "sections": "sections",
    "side_effects": "side effects",
    "faqs": "questions",
    "citations": "citations",
    "subjects": "columns of the table",
    "comparison_rows": "rows of the table",
    "disagreements": "notes on disagreements",
}
_RELATED = {
    "classes": ("drug_class",),
    "side_effects": ("effect",),
}


@dataclass(frozen=True)
class Group:
    """Rows that stand together on the page."""

    name: str  # as in the address
    heading: str
    noun: str
    rows: tuple[ReadRow, ...]

    @property
    def waiting(self) -> list[ReadRow]:
        return [row for row in self.rows if row.waits]

    @cached_property
    def shared(self) -> ReadRow | None:
        """Any of its side effects, where the same is said of how often all happen."""
        if self.noun != _NOUNS["side_effects"]:
            return None
        said = {(row.sentence, row.row.frequency_phrase) for row in self.rows}
        return self.rows[0] if len(said) == 1 else None

    @property
    def is_many(self) -> bool:
        return len(self.waiting) > 1


@dataclass(frozen=True)
class Reading:
    """All that the source view shows of a monograph."""

    groups: tuple[Group, ...]
    sources: dict[str, Source]  # by the name of their pane

    @property
    def rows(self) -> list[ReadRow]:
        return [row for group in self.groups for row in group.rows]

    @property
    def imported(self) -> list[ReadRow]:
        return [row for row in self.rows if row.is_imported]

    @property
    def verified(self) -> int:
        return sum(not row.waits for row in self.imported)

    def row(self, key: str) -> ReadRow | None:
        return next((row for row in self.rows if row.key == key), None)

    def next_waiting(self, key: str = "") -> ReadRow | None:
        """The first that waits behind this row; behind the last, from the top."""
        rows = self.rows
        place = next((n for n, row in enumerate(rows, 1) if row.key == key), 0)
        return next((row for row in rows[place:] + rows[:place] if row.waits), None)

    def group(self, name: str) -> Group | None:
        return next((group for group in self.groups if group.name == name), None)


def reading_of(monograph: Monograph) -> Reading:
    """The same queries for any number of rows."""
    rows = {field: _rows(field, monograph) for field in ROW_MODELS}
    all_rows = [row for found in rows.values() for row in found]
    sources = sources_of(all_rows)
    findings = findings_by_row(monograph, all_rows)
    read = {
        field: [
            ReadRow(row, sources.of(row), findings.get(row.key, ())) for row in found
        ]
        for field, found in rows.items()
    }
    in_order = _drug if monograph.kind == Monograph.Kind.DRUG else _comparison
    groups = [
        (field, heading, tuple(members))
        for field, heading, members in in_order(read)
        if members
    ]
    return Reading(
        tuple(
            Group(f"{field.replace('_', '-')}-{number}", heading, _NOUNS[field], rows)
            for number, (field, heading, rows) in enumerate(groups, 1)
        ),
        sources.read,
    )


def rows_by_key(monograph: Monograph, keys: Collection[UUID]) -> list[Any]:
    """With the people who verified and edited them."""
    return [
        row
        for model in ROW_MODELS.values()
        for row in model.objects.filter(
            monograph=monograph, key__in=keys
        ).select_related("verified_by", "edited_by")
    ]


def _rows(field: str, monograph: Monograph) -> list[Any]:
    rows = ROW_MODELS[field].objects.filter(monograph=monograph)
    rows = rows.select_related("verified_by", "edited_by", *_RELATED.get(field, ()))
    if ROW_MODELS[field] is ComparisonRow:
        cells = ComparisonCell.objects.select_related("subject")
        rows = rows.prefetch_related(Prefetch("cells", cells))
    return list(rows)


Ordered = Iterator[tuple[str, str, list[ReadRow]]]


def _drug(read: dict[str, list[ReadRow]]) -> Ordered:
    yield "names", "Names", read["names"]
    yield "classes", "Classes", read["classes"]
    yield "components", "Components", read["components"]
    for kind in SECTION_ORDER:
        sections = [row for row in read["sections"] if row.row.kind == kind]
        yield "sections", Section.Kind(kind).label.capitalize(), sections
        if kind == "side_effects":
            yield from _side_effects(read["side_effects"])
        elif kind == "faqs":
            yield "faqs", "Questions and answers", read["faqs"]
    yield "disagreements", "Where sources disagree", read["disagreements"]
    yield "citations", "References", read["citations"]
    # Their page does not show them, and yet they keep it from being submitted.
    yield "subjects", "Columns of a feature table", read["subjects"]
    yield "comparison_rows", "Feature table", read["comparison_rows"]


def _comparison(read: dict[str, list[ReadRow]]) -> Ordered:
    yield "subjects", "Columns of the feature table", read["subjects"]
    yield "comparison_rows", "Feature table", read["comparison_rows"]
    for kind, sections in groupby(read["sections"], lambda row: str(row.row.kind)):
        yield "sections", Section.Kind(kind).label.capitalize(), list(sections)
    yield "faqs", "Questions and answers", read["faqs"]
    yield "citations", "References", read["citations"]
    others = ("names", "classes", "components", "side_effects", "disagreements")
    for field in others:
        yield field, _NOUNS[field].capitalize(), read[field]


def _side_effects(rows: list[ReadRow]) -> Ordered:
    """By what stood above them in the source: how often, or a heading."""
    phrases = Counter(row.row.frequency_phrase for row in rows)

    def stood_under(row: ReadRow) -> tuple[str, ...]:
        effect: SideEffect = row.row
        scope = (effect.scope, effect.scope_name)
        if effect.frequency_phrase and phrases[effect.frequency_phrase] > 1:
            return (*scope, effect.frequency_phrase, row.sentence)
        return (*scope, effect.group)

    for place, members in groupby(rows, stood_under):
        yield "side_effects", _heading(place), list(members)


def _heading(place: Iterable[str]) -> str:
    _, scope_name, text, *_ = place
    return " – ".join(filter(None, ["Side effects", scope_name, text]))
