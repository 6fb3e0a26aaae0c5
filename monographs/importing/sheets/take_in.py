"""Spreadsheet files become a batch: stored, hashed and looked into; read later."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from django.db import transaction

from monographs.importing.rights import require_import
from monographs.importing.sheets.decisions import begin_reading
from monographs.importing.sheets.detected import look_into, note_unreadable
from monographs.importing.sheets.mapping import Blank
from monographs.importing.sheets.profile import Profile
from monographs.importing.sheets.reading import Choice
from monographs.importing.sheets.stored_bytes import save_with_bytes
from monographs.importing.sheets.suggest import is_complete, suggested_mapping
from monographs.models import Batch, BatchFile, SourceDocument, User

# Raise it when the same cells are read differently than before.
PARSER_VERSION = "sheets 1"


class SheetFile(Protocol):
    """A file that was handed over."""

    @property
    def name(self) -> str: ...
    @property
    def content(self) -> bytes: ...


@transaction.atomic
def take_in_sheets(
    files: Iterable[SheetFile],
    *,
    name: str,
    by: User,
    skip_bad: bool = False,
    choices: Sequence[Choice] = (),
    profile: Profile | None = None,
    blank: Blank | None = None,
    asks_first: bool = False,
) -> Batch:
    """The batch waits for its columns; where each has exactly one of our names, nobody
    is asked and it is read, unless `asks_first`."""
    batch = Batch.objects.create(
        kind=Batch.Kind.SHEETS,
        state=Batch.State.MAPPING,
        name=name[:300],
        by=require_import(by),
        skip_bad=skip_bad,
        parser_version=PARSER_VERSION,
    )
    digest = hashlib.sha256()
    for number, given in enumerate(files, 1):
        choice = choices[number - 1] if number <= len(choices) else Choice()
        file = _take_in_file(batch, number, given, choice)
        digest.update(f"{file.name}\0{file.sha256}\n".encode())
        batch.total = number
    batch.sha256 = digest.hexdigest()
    mapping = suggested_mapping(batch, profile)
    if blank is not None:
        mapping = replace(mapping, blank=blank)
    batch.mapping = mapping.as_json()
    if not asks_first and is_complete(batch, mapping):
        begin_reading(batch)
    batch.save()
    return batch


def _take_in_file(
    batch: Batch, number: int, given: SheetFile, choice: Choice
) -> BatchFile:
    sha256 = hashlib.sha256(given.content).hexdigest()
    file = BatchFile(
        batch=batch,
        number=number,
        name=given.name[:300],
        sha256=sha256,
        # What is here already needs no second copy.
        source=SourceDocument.objects.filter(sha256=sha256).only("pk").first(),
    )
    reason = look_into(file, given.content, choice)
    if file.source is None:
        save_with_bytes(file, given.content)
    else:
        file.save()
    note_unreadable(file, reason)
    return file
