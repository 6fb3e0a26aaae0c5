from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from monographs.content import Document
from monographs.exporting.folder import (
    NotOurs,
    count_published_versions,
    count_working_copies,
    published_versions,
    working_copies,
    write_document,
)
from monographs.management.acting import acting_user
from monographs.management.endings import (
    SOMETHING_REFUSED,
    CommandRefused,
    ending_in_words,
)
from monographs.management.progress import Progress
from monographs.management.terminal_line import terminal_line
from monographs.workflow import require


class Command(BaseCommand):
    help = (
        "Write each monograph as a Markdown file, <letter>/<address>.md below FOLDER; "
        "importing that again changes nothing. Exits with 0 when all were written, "
        "1 when a file was left alone, 2 when it could not run."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="FOLDER")
        parser.add_argument(
            "--published",
            action="store_true",
            help="What readers see now, instead of the working copies.",
        )
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="FOLDER may hold files: those that medsite wrote are replaced, others "
            "are left alone, and those of pages that are gone stay.",
        )
        parser.add_argument(
            "--as",
            dest="username",
            metavar="USERNAME",
            help="Refuse if this person may not take documents out.",
        )

    def handle(
        self,
        *args: Any,
        folder: Path,
        published: bool,
        overwrite: bool,
        username: str | None,
        **options: Any,
    ) -> None:
        with ending_in_words(self.stderr):
            if username is not None:
                require(acting_user(username), "export_monographs")
            total = count_published_versions() if published else count_working_copies()
            documents = published_versions() if published else working_copies()
            bar = Progress(self.stderr, "Writing", total)
            try:
                _prepare(folder, may_hold_files=overwrite)
                left_alone = self._write(documents, folder, bar)
            except OSError as error:
                raise CommandRefused(
                    f"Cannot write to {error.filename or folder}: {error.strerror}. "
                    "The files that are there are whole."
                ) from error
        if left_alone:
            raise SystemExit(SOMETHING_REFUSED)

    def _write(self, documents: Iterable[Document], folder: Path, bar: Progress) -> int:
        written = left_alone = 0
        for document in bar.over(documents):
            try:
                write_document(document, folder)
                written += 1
            except NotOurs as refusal:
                bar.clear()
                self.stderr.write(terminal_line(str(refusal)))
                left_alone += 1
        self.stdout.write(f"Wrote {_files(written)} below {folder}.")
        if left_alone:
            self.stderr.write(f"Left {_files(left_alone)} alone, named above.")
        return left_alone


def _prepare(folder: Path, *, may_hold_files: bool) -> None:
    if folder.exists() and not folder.is_dir():
        raise CommandRefused(f"{folder} is a file. Name a folder.")
    folder.mkdir(parents=True, exist_ok=True)
    if not may_hold_files and any(folder.iterdir()):
        raise CommandRefused(
            f"{folder} holds files already. Name a new or empty folder, or add "
            "--overwrite to replace those that medsite wrote."
        )


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count:,} files"
