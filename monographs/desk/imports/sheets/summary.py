"""What an import of spreadsheets found, in figures: by drug, by sheet, by finding."""

from dataclasses import dataclass

from monographs.exporting.sheets import SHEETS
from monographs.exporting.tables import TABLE_FORMATS
from monographs.importing.sheets.annotate import format_of
from monographs.importing.sheets.mapping import BadMapping, Mapping
from monographs.importing.sheets.suggest import problems
from monographs.models import Batch, BatchFile, Finding

# What a line can be, as the plan counts it.
KINDS = ("new", "changed", "unchanged", "bad")
SEVERITIES = Finding.Severity.values  # the gravest first


@dataclass(frozen=True)
class SheetCounts:
    sheet: str
    lines: tuple[int, ...]  # in the order of KINDS
    loaded: int


@dataclass(frozen=True)
class Summary:
    files: list[BatchFile]
    kinds: tuple[str, ...]
    by_sheet: list[SheetCounts]
    is_loaded: bool
    says_nothing_new: bool
    unlisted: int  # drugs of which every line is here already
    findings: int
    open_questions: int
    has_notes: bool
    format: str
    formats: list[tuple[str, str]]


def summary_of(batch: Batch) -> Summary:
    counts = batch.counts
    lines, loaded = counts.get("lines", {}), counts.get("loaded", {})
    is_mapping = batch.state == Batch.State.MAPPING
    changing = ("new", "changed", "bad")
    return Summary(
        files=list(batch.files.defer("content")),
        kinds=KINDS,
        by_sheet=[
            SheetCounts(
                name,
                tuple(lines[name].get(kind, 0) for kind in KINDS),
                sum(loaded.get(name, {}).values()),
            )
            for name in SHEETS
            if name in lines
        ],
        is_loaded=batch.state in (Batch.State.DONE, Batch.State.UNDONE),
        says_nothing_new=bool(lines)
        and not any(of.get(kind) for of in lines.values() for kind in changing),
        unlisted=counts.get("drugs_unchanged", 0),
        findings=sum(each["files"] for each in counts.get("findings", [])),
        open_questions=_open_questions(batch) if is_mapping else 0,
        has_notes="lines" in counts and batch.pruned_at is None,
        format=format_of(batch),
        formats=[(name, each.label) for name, each in TABLE_FORMATS.items()],
    )


def _open_questions(batch: Batch) -> int:
    try:
        return len(problems(batch, Mapping.from_json(batch.mapping)))
    except BadMapping:
        return 1
