import os
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand

from monographs.exporting.sheets import (
    SHEETS,
    all_pages,
    live_pages,
    published_tables,
    working_tables,
)
from monographs.exporting.tables import TABLE_FORMATS, CannotHold, Table, TableFormat
from monographs.management.acting import acting_user
from monographs.management.endings import CommandRefused, ending_in_words
from monographs.management.progress import Progress
from monographs.workflow import require


class Command(BaseCommand):
    help = (
        "Write monographs as spreadsheets; importing them again changes nothing. "
        "Exits with 0 when the file is whole, 2 when there is none."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file",
            type=Path,
            metavar="FILE",
            help="Its ending says the format: xlsx, ods, json, csv, tsv; several "
            "sheets as CSV or TSV are a zip.",
        )
        parser.add_argument(
            "--format",
            choices=TABLE_FORMATS,
            help="For another ending; a zip holds CSV unless this says tsv.",
        )
        parser.add_argument(
            "--sheets", nargs="+", choices=SHEETS, default=list(SHEETS), metavar="SHEET"
        )
        parser.add_argument(
            "--only",
            nargs="+",
            metavar="ADDRESS",
            help="These pages, instead of all that are not discarded.",
        )
        parser.add_argument(
            "--published",
            action="store_true",
            help="What readers see now, instead of the working copies.",
        )
        parser.add_argument(
            "--overwrite", action="store_true", help="Replace FILE if it is there."
        )
        parser.add_argument(
            "--as",
            dest="username",
            metavar="USERNAME",
            help="Refuse if this person may not take documents out.",
        )

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        with ending_in_words(self.stderr):
            if options["username"] is not None:
                require(acting_user(options["username"]), "export_monographs")
            form = _format_of(file, options["format"], options["sheets"])
            if file.exists() and not (options["overwrite"] and file.is_file()):
                raise CommandRefused(
                    f"{file} is there already. Name another file, or add --overwrite."
                )
            bar, tables = self._tables(form, **options)
            try:
                with _replacing(file) as unfinished:
                    for part in form.write(tables).parts:
                        unfinished.write(part)
            except CannotHold as refusal:
                raise CommandRefused(str(refusal)) from None
            except OSError as error:
                raise CommandRefused(
                    f"Cannot write {error.filename or file}: {error.strerror}."
                ) from error
            finally:
                bar.clear()
            self.stdout.write(f"Wrote {file} ({file.stat().st_size:,} bytes).")

    def _tables(
        self,
        form: TableFormat,
        *,
        sheets: list[str],
        only: list[str] | None,
        published: bool,
        **options: Any,
    ) -> tuple[Progress, list[Table]]:
        pages = all_pages()
        if only is not None:
            pages = pages.filter(slug__in=only)
            missing = set(only) - set(pages.values_list("slug", flat=True))
            if missing:
                raise CommandRefused(f"There is no page {', '.join(sorted(missing))}.")
        if published:
            pages = live_pages(pages)
        times = len(sheets) * (2 if form.holding else 1)
        bar = Progress(self.stderr, "Writing", pages.count() * times)
        done = 0

        def told(count: int) -> None:
            nonlocal done
            done += count
            bar.update(done)

        make = published_tables if published else working_tables
        return bar, make(pages, sheets, told=told)


def _format_of(file: Path, name: str | None, sheets: list[str]) -> TableFormat:
    ending = file.suffix.removeprefix(".").lower()
    form = TABLE_FORMATS.get(name or ("csv" if ending == "zip" else ending))
    if form is None:
        raise CommandRefused(
            f"The ending of {file} is no format. Use one of: "
            f"{', '.join(TABLE_FORMATS)}, zip; or say it with --format."
        )
    is_archive = len(sheets) > 1 and form.many_ending == "zip"
    if is_archive and name is None and ending != "zip":
        raise CommandRefused(
            f"Several sheets as {form.label} are a ZIP. Name the file "
            f"{file.with_suffix('.zip').name}, or choose one with --sheets."
        )
    return form


@contextmanager
def _replacing(file: Path) -> Iterator[BinaryIO]:
    """A file beside it that takes its place when it is whole."""
    unfinished = file.with_name(f"{file.name}.{os.getpid()}.unfinished")
    try:
        with unfinished.open("wb") as opened:
            yield opened
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
