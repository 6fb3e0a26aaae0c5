"""Writes a set beside the others; it takes its place when it is whole."""

import fcntl
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from monographs.models.public import NOT_STATED, Publication
from monographs.public.formats.json_form import before_content, side_effects_of
from monographs.public.formats.status import status_of
from monographs.public.open_data import describe, shared
from monographs.public.open_data.database import SearchableFile, holds_any
from monographs.public.open_data.files import (
    TextFile,
    Written,
    keep_names,
    read_back,
    write_text,
)
from monographs.public.open_data.readme import readme
from monographs.public.open_data.records import Version, live_pages
from monographs.public.open_data.sets import all_sets, next_name
from monographs.public.open_data.side_effect_table import NAMES, rows_of

_UNFINISHED = ".unfinished-"
_DATABASE = "medsite.sqlite"
_COUNTED = (
    *("pages", "versions", "side_effects", "changes"),
    *("effects", "classes", "sources", "sources_with_licence"),
)
_A_WHILE = timedelta(minutes=1)
Told = Callable[[int], None]


class DataRefused(Exception):
    """No set is written; the message says why."""


@dataclass(frozen=True)
class Outcome:
    name: str
    is_new: bool
    counts: Counter[str]


def publish_data(told: Told = lambda pages: None) -> Outcome:
    """A new set, or the newest one again if nothing has changed since."""
    root = settings.DATA_DIR
    root.mkdir(parents=True, exist_ok=True)
    with _alone_in(root):
        _sweep(root)
        unfinished = Path(mkdtemp(prefix=_UNFINISHED, dir=root))
        try:
            return _publish(root, unfinished, told)
        except sqlite3.Error as error:  # of the file; our own database has Django's
            raise DataRefused(f"Cannot write medsite.sqlite: {error}.") from error
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)


def _publish(root: Path, unfinished: Path, told: Told) -> Outcome:
    with _one_moment():
        made_at = timezone.now()
        counts = _write_data(unfinished, made_at, told)
    _refuse_withdrawn(unfinished, made_at)
    files = [read_back(unfinished / name) for name in describe.CONTENTS]
    newest = next(iter(all_sets()), None)
    if newest and newest.content_hash == describe.content_hash(files):
        return Outcome(newest.name, is_new=False, counts=counts)
    name = next_name(timezone.localdate(made_at).isoformat())
    _describe(unfinished, name, made_at, files, counts)
    unfinished.chmod(0o755)  # a temporary folder is its owner's alone
    unfinished.rename(root / name)
    keep_names(root)
    return Outcome(name, is_new=True, counts=counts)


def _refuse_withdrawn(folder: Path, made_at: datetime) -> None:
    """Pages that were withdrawn while this set was written, by a clock beside ours."""
    lately = Publication.objects.filter(withdrawn_at__gte=made_at - _A_WHILE)
    slugs = lately.values_list("slug", flat=True)
    if holds_any(folder / _DATABASE, slugs):
        raise DataRefused("A page was withdrawn meanwhile. Run this once more.")


def _write_data(folder: Path, now: datetime, told: Told) -> Counter[str]:
    counts: Counter[str] = Counter(dict.fromkeys(_COUNTED, 0))
    database = SearchableFile(folder / _DATABASE)
    try:
        _write_pages(folder, database, now, counts, told)
        for name, records in (
            ("changes", shared.changes()),
            ("effects", shared.effects()),
            ("classes", shared.drug_classes()),
        ):
            with TextFile(folder, f"{name}.jsonl") as file:
                file.write_json(_counted(records, counts, name))
        _write_sources(folder, database, counts)
        database.finish()
    finally:
        database.close()
    return counts


def _write_pages(
    folder: Path,
    database: SearchableFile,
    now: datetime,
    counts: Counter[str],
    told: Told,
) -> None:
    with (
        TextFile(folder, "pages.jsonl") as pages,
        TextFile(folder, "versions.jsonl") as versions,
        TextFile(folder, "side-effects.csv") as table,
    ):
        table.write_row(NAMES)
        for chunk in live_pages(now):
            pages.write_json(page.facts for page in chunk)
            for page in chunk:
                for version in page.versions:
                    versions.write(version_line(version))
                    if version.is_current:
                        for row in rows_of(version):
                            table.write_row(row)
                            counts["side_effects"] += 1
                counts["versions"] += len(page.versions)
            database.add(chunk)
            counts["pages"] += len(chunk)
            told(counts["pages"])


def version_line(version: Version) -> str:
    """As the address of its JSON gives it, and the kind of its change."""
    status = status_of(version.standing)
    # A file is read on other days; the day of the review is what it can tell.
    del status["is_review_overdue"]
    change = {
        "kind": version.change_kind,
        "note": version.standing.change_note,
        "compared_with": version.base,
    }
    return before_content(
        version.content,
        status=status,
        change=change,
        side_effects=side_effects_of(version.document, version.effect_slugs),
    )


def _write_sources(
    folder: Path, database: SearchableFile, counts: Counter[str]
) -> None:
    with TextFile(folder, "sources.csv") as file:
        file.write_row(describe.SOURCE_NAMES)
        for source in shared.sources(database.sources()):
            row = tuple(source.values())
            file.write_row(row)
            database.add_source(row)
            counts["sources"] += 1
            counts["sources_with_licence"] += source["licence"] != NOT_STATED


def _describe(
    folder: Path,
    name: str,
    made_at: datetime,
    files: list[Written],
    counts: Counter[str],
) -> None:
    write_text(folder, describe.README, readme(name, files, counts))
    package = describe.described(name, made_at, files, counts)
    write_text(folder, describe.DESCRIPTION, package)
    around = [
        read_back(folder / one) for one in (describe.DESCRIPTION, describe.README)
    ]
    write_text(folder, describe.SUMS, describe.sums([*files, *around]))
    read_back(folder / describe.SUMS)
    keep_names(folder)


def _counted(
    records: Iterator[shared.Record], counts: Counter[str], name: str
) -> Iterator[shared.Record]:
    for record in records:
        counts[name] += 1
        yield record


@contextmanager
def _alone_in(root: Path) -> Iterator[None]:
    """The lock goes with the process, however that ends."""
    with (root / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DataRefused(
                "Another run is writing a set at this moment. Wait for its end."
            ) from None
        yield


def _sweep(root: Path) -> None:
    """What runs left that were killed; nobody else is at work now."""
    for folder in root.glob(f"{_UNFINISHED}*"):
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _one_moment() -> Iterator[None]:
    """All that is read is as it was at the same time; nobody waits for us."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with _only_reading(connection), transaction.atomic():
            yield
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield


@contextmanager
def _only_reading(sqlite: Any) -> Iterator[None]:
    """Else the transaction would begin as a writer's, and other writers wait."""
    mode, sqlite.transaction_mode = sqlite.transaction_mode, "DEFERRED"
    try:
        yield
    finally:
        sqlite.transaction_mode = mode
