"""Where a working copy's text came from: its sources, their rivals, the imports."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from monographs.content import ROW_MODELS
from monographs.importing.sheets.source_lines import is_spreadsheet
from monographs.models import BatchRow, Monograph, SourceDocument

MOST_LISTED = 50


@dataclass(frozen=True)
class Origin:
    source: SourceDocument
    file: BatchRow | None  # of the import that brought it


@dataclass(frozen=True)
class Provenance:
    origins: tuple[Origin, ...]
    rivals: tuple[BatchRow, ...]  # nobody has decided about them yet
    decided: tuple[BatchRow, ...]


def provenance_of(monograph: Monograph) -> Provenance:
    """Three queries at most, whatever the number of rows."""
    files = list(import_files_of(monograph)[:MOST_LISTED])
    competing = [file for file in files if file.outcome in BatchRow.RIVALS]
    brought_by = {file.source_id: file for file in reversed(files)}
    sources = SourceDocument.objects.filter(pk__in=_source_ids(monograph))
    return Provenance(
        tuple(
            Origin(source, brought_by.get(source.pk))
            for source in sources.defer("content").select_related("imported_by")
        ),
        tuple(file for file in competing if not is_decided(file)),
        tuple(file for file in competing if is_decided(file)),
    )


def sheet_sources(sources: Iterable[SourceDocument]) -> set[int]:
    """Their primary keys: a line of these is named with its sheet."""
    return {source.pk for source in sources if is_spreadsheet(source)}


def is_decided(file: BatchRow) -> bool:
    return hasattr(file, "source_decision")


def import_files_of(monograph: Monograph) -> QuerySet[BatchRow]:
    """The files of imports that led to it, the newest first, without their text."""
    return (
        BatchRow.objects.filter(monograph=monograph, state__in=BatchRow.STAYED)
        .select_related("batch__by", "decided_by", "source_decision__by")
        .defer(
            "content", "after", "before", "batch__counts", "source_decision__choices"
        )
        .order_by("-batch", "place")
    )


def _source_ids(monograph: Monograph) -> list[int]:
    first, *others = (
        model.objects.filter(monograph=monograph, source__isnull=False)
        .order_by()
        .values_list("source", flat=True)
        for model in ROW_MODELS.values()
    )
    return list(first.union(*others)[:MOST_LISTED])
