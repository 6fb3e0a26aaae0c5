"""A batch's files as sources of what was loaded, and back to the batch alone."""

from django.db.models import Exists, OuterRef

from monographs.content import ROW_MODELS
from monographs.importing.sheets.stored_bytes import complete, copy_of
from monographs.models import (
    Batch,
    BatchFile,
    BatchRow,
    RevisionSource,
    SourceDocument,
)


def keep_sources(batch: Batch) -> dict[int, int]:
    """By the file's number: the primary key of its source document."""
    files = list(batch.files.filter(content__isnull=False).without_bytes())
    hashes = [file.sha256 for file in files]
    here = SourceDocument.objects.filter(sha256__in=hashes)
    # Another batch may have brought the same bytes since this one was taken in.
    known = set(here.values_list("sha256", flat=True))
    new = {file.sha256: file for file in files if file.sha256 not in known}
    SourceDocument.objects.bulk_create(
        [
            SourceDocument(
                content=copy_of(file),
                sha256=file.sha256,
                path=file.name,
                dialect=file.detected.get("found", {}).get("format", "sheet")[:20],
                imported_by=batch.by,
            )
            for file in new.values()
        ],
        # On a server another process may bring the same in this very moment.
        ignore_conflicts=True,
    )
    kept = {source.sha256: source for source in here.defer("content")}
    for sha256, file in new.items():
        complete(kept[sha256], of=file)
    for file in files:
        file.source, file.content = kept[file.sha256], None
        file.save(update_fields=["source", "content"])
    return dict(batch.files.values_list("number", "source"))


def forget_sources(batch: Batch) -> None:
    """What nothing rests on any more is the batch's own file again."""
    batch.rows.filter(state=BatchRow.State.REVERTED).update(source=None)
    for file in batch.files.filter(source__isnull=False).without_bytes():
        source = file.source
        if source is None or _is_used(source.pk, but_by=file):
            continue
        file.content, file.source = copy_of(source), None
        file.save(update_fields=["source", "content"])
        complete(file, of=source)
        source.delete()


def _is_used(source: int, *, but_by: BatchFile) -> bool:
    uses = [*ROW_MODELS.values(), RevisionSource, BatchRow]
    found = SourceDocument.objects.filter(pk=source).values_list(
        *(Exists(model.objects.filter(source=OuterRef("pk"))) for model in uses),
        Exists(BatchFile.objects.filter(source=OuterRef("pk")).exclude(pk=but_by.pk)),
    )
    return any(any(row) for row in found)
