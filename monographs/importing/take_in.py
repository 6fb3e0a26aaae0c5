"""Files become the rows of a batch: stored and hashed, read later."""

import hashlib
from collections.abc import Iterable, Iterator

from django.db import transaction

from monographs.importing.chunk import first_of
from monographs.importing.intake import Incoming
from monographs.importing.rights import require_import
from monographs.models import (
    Batch,
    BatchIssue,
    BatchRow,
    SourceDocument,
    User,
)

# Raise it when the same bytes are read differently than before.
PARSER_VERSION = "1"
CHUNK = 500


@transaction.atomic
def take_in(
    files: Iterable[Incoming], *, name: str, by: User, skip_bad: bool = False
) -> Batch:
    """All of the files or, where the input as a whole is refused, none."""
    batch = Batch.objects.create(
        kind=Batch.Kind.DOCUMENTS,
        name=name[:300],
        by=require_import(by),
        skip_bad=skip_bad,
        parser_version=PARSER_VERSION,
    )
    total, digest = 0, hashlib.sha256()
    remaining = iter(files)
    while chunk := first_of(remaining, most=CHUNK, size=_size):
        rows = list(_rows(batch, chunk, first=total + 1))
        BatchRow.objects.bulk_create(rows)
        BatchIssue.objects.bulk_create(
            BatchIssue(
                row=row, code="unreadable", severity="error", message=row.message
            )
            for row in rows
            if row.outcome == BatchRow.Outcome.ERROR
        )
        total += len(rows)
        for row in rows:
            digest.update(f"{row.path}\0{row.sha256}\n".encode())
    batch.total, batch.sha256 = total, digest.hexdigest()
    batch.to_do = batch.rows.filter(state=BatchRow.State.WAITING).count()
    batch.save(update_fields=["total", "to_do", "sha256"])
    return batch


def _size(file: Incoming) -> int:
    return len(file.content or b"")


def _rows(batch: Batch, files: list[Incoming], *, first: int) -> Iterator[BatchRow]:
    hashes = [
        "" if file.content is None else SourceDocument.hash_of(file.content)
        for file in files
    ]
    # What is here already needs no second copy.
    kept = set(
        SourceDocument.objects.filter(sha256__in=hashes).values_list(
            "sha256", flat=True
        )
    )
    for place, (file, sha256) in enumerate(zip(files, hashes, strict=True), first):
        row = BatchRow(batch=batch, place=place, path=file.path, sha256=sha256)
        if file.content is None:
            row.outcome, row.state = BatchRow.Outcome.ERROR, BatchRow.State.SKIPPED
            row.message = file.problem
        elif sha256 not in kept:
            row.content = file.content
        yield row
