"""What the database has for the lines of a chunk: one lookup a model."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.text import slugify

from monographs.exporting.sheets import SHEETS, CurrentLine
from monographs.importing.sheets.lines import StagedLine
from monographs.importing.sheets.mapped import MappedTable
from monographs.importing.sheets.matching import plain_key
from monographs.importing.sheets.plan_notes import notes_about
from monographs.importing.sheets.words import Classes, Effects
from monographs.models import (
    Batch,
    BatchRow,
    ComparisonCell,
    ComparisonRow,
    ComparisonSubject,
    FormerSlug,
    Monograph,
    PlanNote,
    Presence,
)

DRUGS, COMPARISONS = "drugs", "comparisons"


@dataclass(frozen=True, slots=True)
class Page:
    pk: int
    address: str
    key: UUID
    kind: str
    title: str
    edit_version: int
    is_discarded: bool


class Known:
    """Pages and rows first; words, keys and addresses for the lines that differ."""

    def __init__(
        self, batch: Batch, tables: Collection[MappedTable], addresses: Iterable[str]
    ) -> None:
        self.batch = batch
        self.tables = tables
        self.addresses = set(addresses)
        self.pages = _pages(self.addresses)
        pks = [page.pk for page in self.pages.values()]
        self.current: dict[str, list[CurrentLine]] = {
            table.sheet.name: list(table.sheet.current(pks)) for table in tables
        }
        self._grouped: dict[str, dict[int, list[CurrentLine]]] = {}

    def rows(self, sheet: str, page: Page | None) -> list[CurrentLine]:
        if page is None:
            return []
        if sheet not in self._grouped:
            grouped: dict[int, list[CurrentLine]] = defaultdict(list)
            for line in self.current[sheet]:
                grouped[line.monograph_id].append(line)
            self._grouped[sheet] = dict(grouped)
        return self._grouped[sheet].get(page.pk, [])

    def learn(self, lines: Collection[StagedLine]) -> None:
        """What the lines that differ name."""
        by_sheet: dict[str, list[StagedLine]] = defaultdict(list)
        for line in lines:
            if not line.problem:
                by_sheet[line.table.sheet.name].append(line)
        classes = by_sheet["classes"]
        self.effects = Effects(_texts(by_sheet["side_effects"], "effect"))
        self.classes = Classes(
            _texts(classes, "drug_class"),
            _texts(classes, "class_address"),
            (code.strip().upper() for code in _texts(classes, "atc_code")),
        )
        self.components = self._component_drugs(by_sheet["components"])
        self.taken = _taken_keys(by_sheet)

    def _component_drugs(self, lines: Iterable[StagedLine]) -> dict[str, int | None]:
        """Drugs by address; those that this batch brings have no primary key yet."""
        named = {text.strip() for text in _texts(lines, "component_drug")}
        if not named:
            return {}
        drugs = [table.number for table in self.tables if table.sheet.name == DRUGS]
        coming = self.batch.lines.filter(table__in=drugs, drug__in=named)
        found: dict[str, int | None] = dict.fromkeys(
            coming.values_list("drug", flat=True)
        )
        here = Monograph.objects.drugs().filter(slug__in=named)
        return found | dict(here.values_list("slug", "pk"))

    @cached_property
    def former(self) -> dict[str, str]:
        """Where pages went that had another address before."""
        former = FormerSlug.objects.filter(slug__in=self.addresses - set(self.pages))
        return dict(former.values_list("slug", "publication__monograph__slug"))

    @cached_property
    def addresses_written_otherwise(self) -> dict[str, str]:
        """Of drugs that lines name as people do: "Ibuprofen", not "ibuprofen"."""
        meant = {
            written: slugify(written) for written in self.addresses - set(self.pages)
        }
        here = set(
            Monograph.objects.filter(slug__in=set(meant.values())).values_list(
                "slug", flat=True
            )
        )
        return {written: slug for written, slug in meant.items() if slug in here}

    @cached_property
    def opened(self) -> dict[int, str]:
        """Pages that somebody else has open now, and who."""
        present = Presence.objects.present(timezone.now()).exclude(
            person=self.batch.by_id
        )
        found = present.filter(monograph__in=[p.pk for p in self.pages.values()])
        return {
            presence.monograph_id: str(presence.person)
            for presence in found.select_related("person")
        }

    @cached_property
    def notes(self) -> dict[int, PlanNote]:
        """Of an earlier plan of this batch."""
        return notes_about(self.batch, [page.pk for page in self.pages.values()])

    def decision_about(self, page: Page) -> PlanNote | None:
        """Whoever looked at the conflict saw the page as it still is."""
        note = self.notes.get(page.pk)
        if note and note.taken_by and note.until == page.edit_version:
            return note
        return None

    def is_up_to_date(self, page: Page, exported: str) -> bool:
        """Nothing has changed it since this version but the same person's files, loaded
        or taken back."""
        if not exported.isdecimal():
            return False
        steps = self._own_steps.get(page.pk, {})
        version = int(exported[:10])
        while version in steps and version < page.edit_version:
            version = steps[version]
        return version == page.edit_version

    @cached_property
    def _own_steps(self) -> dict[int, dict[int, int]]:
        rows = BatchRow.objects.filter(
            batch__kind=Batch.Kind.SHEETS,
            batch__by=self.batch.by_id,
            monograph__in=[page.pk for page in self.pages.values()],
            edit_version__isnull=False,
        )
        steps: dict[Any, dict[int, Any]] = defaultdict(dict)
        for pk, before, after in rows.values_list(
            "monograph", "seen_version", "edit_version"
        ):
            steps[pk][before or 0] = after
        notes = PlanNote.objects.filter(
            batch__by=self.batch.by_id,
            monograph__in=[page.pk for page in self.pages.values()],
        )
        for pk, before, after in notes.values_list("monograph", "since", "until"):
            steps[pk][before] = after
        return dict(steps)


def _pages(addresses: Iterable[str]) -> dict[str, Page]:
    found: Any = Monograph.objects.filter(slug__in=addresses).values_list(
        *("pk", "slug", "key", "kind", "title", "edit_version", "discarded_at")
    )
    return {
        address: Page(pk, address, key, kind, title, version, discarded is not None)
        for pk, address, key, kind, title, version, discarded in found
    }


def _texts(lines: Iterable[StagedLine], column: str) -> list[str]:
    return [text for line in lines if (text := line.cell(column))]


def _taken_keys(by_sheet: dict[str, list[StagedLine]]) -> dict[str, str]:
    """By key: the address of the page that has it, wherever that is."""
    taken: dict[str, str] = {}
    for name, lines in by_sheet.items():
        for model, columns, page in _key_columns(name):
            keys = {
                key
                for line in lines
                for column in columns
                if (key := as_key(line.cell(column)))
            }
            if keys:
                found = model.objects.filter(key__in=keys)
                taken.update(
                    (str(key), slug) for key, slug in found.values_list("key", page)
                )
    return taken


def _key_columns(name: str) -> list[tuple[Any, tuple[str, ...], str]]:
    if name == DRUGS:
        return [(Monograph, ("key",), "slug")]
    if name != COMPARISONS:
        return [(SHEETS[name].model, ("key",), "monograph__slug")]
    return [
        (ComparisonCell, ("key",), "row__monograph__slug"),
        (ComparisonRow, ("key", "row_key"), "monograph__slug"),
        (ComparisonSubject, ("key", "subject_key"), "monograph__slug"),
    ]


def as_key(text: str) -> UUID | None:
    try:
        return UUID(plain_key(text)) if text.strip() else None
    except ValueError:
        return None
