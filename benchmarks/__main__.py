"""Measures medsite against its budgets: python -m benchmarks [--quick] [--markdown].

`python -m benchmarks sheets` measures spreadsheets alone, `pages` monographs' pages,
`static` the site as files, `growth` lists on a small and on a large site.

Everything happens in a temporary folder and in temporary databases: SQLite files, or
databases beside the one that DATABASE_URL names. A full run fills about 2 GB there.
"""

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import django
from django.core.management import call_command

from benchmarks.databases import temporary_database
from benchmarks.figure import Figure, as_markdown, as_text
from benchmarks.progress import say
from benchmarks.size import FULL, QUICK, SheetSize, Size


def main(arguments: list[str]) -> int:
    options = _parser().parse_args(arguments)
    # Ended from outside, a run still removes its databases.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    size = _size(options)
    if options.part == "sheets":
        figures = _measure_sheets(size.sheets)
    elif options.part in {"pages", "static"}:
        figures = _measure_small(size, options.part)
    elif options.part:
        figures = _measure_growth(size)
    else:
        figures = _measure(size)
    print(as_markdown(figures) if options.markdown else as_text(figures))
    is_missed = any(figure.is_kept is False for figure in figures)
    return 1 if options.strict and is_missed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Measure medsite against its budgets."
    )
    for name, meaning in {
        "--quick": "measure less, in under a minute",
        "--markdown": "print the table as Markdown",
        "--strict": "end with code 1 when a budget is missed",
    }.items():
        parser.add_argument(name, action="store_true", help=meaning)
    parser.add_argument(
        "part",
        nargs="?",
        choices=["sheets", "pages", "static", "growth"],
        help="measure nothing but spreadsheets, the pages of monographs, the site as "
        "files, or lists on a small and on a large site",
    )
    for name, meaning in {
        "--lines": "the larger file with lines about side effects",
        "--plain-lines": "how many of them a plain resource is to load",
        "--growth-lines": "the file up to which memory is measured",
    }.items():
        parser.add_argument(name, type=int, metavar="NUMBER", help=meaning)
    return parser


def _size(options: argparse.Namespace) -> Size:
    size = QUICK if options.quick else FULL
    given = {
        "many": options.lines,
        "plain": options.plain_lines,
        "growth": options.growth_lines,
    }
    chosen = {name: number for name, number in given.items() if number is not None}
    return replace(size, sheets=replace(size.sheets, **chosen))


def _measure_sheets(size: SheetSize) -> list[Figure]:
    with TemporaryDirectory(prefix="medsite-benchmark-") as name:
        folder = Path(name)
        # A database that nothing is written to, so that models can be imported.
        with temporary_database("unused", folder) as unused:
            os.environ.update(_environment(folder))
            os.environ["DATABASE_URL"] = unused
            django.setup()
            call_command("collectstatic", interactive=False, verbosity=0)
            from benchmarks.sheets.figures import sheets

            return list(_said(sheets(size)))


def _measure_small(size: Size, part: str) -> list[Figure]:
    with TemporaryDirectory(prefix="medsite-benchmark-") as name:
        folder = Path(name)
        with temporary_database("small", folder) as small:
            os.environ.update(_environment(folder))
            _populate({small: [size.small]})
            os.environ["DATABASE_URL"] = small
            django.setup()
            call_command("collectstatic", interactive=False, verbosity=0)
            from benchmarks.run import run_pages
            from benchmarks.static_site import static_site

            if part == "static":
                return list(_said(static_site(size.small)))
            return list(run_pages(size, small=small))


def _said(figures: Iterable[Figure]) -> Iterator[Figure]:
    """Each as soon as it is there: the last ones take long."""
    for figure in figures:
        say("  ".join(figure.cells))
        yield figure


def _measure_growth(size: Size) -> list[Figure]:
    with _large_sites(size) as (few, many):
        from benchmarks.run import run_growth

        return list(_said(run_growth(size, few=few, many=many)))


def _measure(size: Size) -> list[Figure]:
    with _large_sites(size, "small") as (few, many, small):
        from benchmarks.run import run

        return list(_said(run(size, small=small, few=few, many=many)))


@contextmanager
def _large_sites(size: Size, *further: str) -> Iterator[list[str]]:
    """A site with few monographs and one with many, all of them rich in side effects;
    and further ones as small as the first, with as many side effects as usual."""
    with ExitStack() as stack:
        folder = Path(
            stack.enter_context(TemporaryDirectory(prefix="medsite-benchmark-"))
        )
        databases = [
            stack.enter_context(temporary_database(name, folder))
            for name in ("few", "many", *further)
        ]
        few, many, *usual = databases
        os.environ.update(_environment(folder))
        _populate(
            {few: [size.small, "--rich"], many: [size.large, "--rich"]}
            | {database: [size.small] for database in usual}
        )
        os.environ["DATABASE_URL"] = databases[-1] if usual else few
        django.setup()
        call_command("collectstatic", interactive=False, verbosity=0)
        # Only now can models be imported.
        yield databases


def _environment(folder: Path) -> dict[str, str]:
    """As in production, but over plain HTTP and with a secret that is none."""
    return {
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        "BENCHMARK_FOLDER": str(folder),
        "DEBUG": "0",
        "HTTPS": "0",
        "SECRET_KEY": "only-for-benchmarks-" + "0123456789" * 5,
        "ALLOWED_HOSTS": "127.0.0.1,testserver",
        "CACHE_URL": "memory://",
        "EMAIL_URL": "console://",
        "LOG_LEVEL": "WARNING",
    }


def _populate(databases: Mapping[str, list[int | str]]) -> None:
    """All at the same time, each in a process of its own."""
    say("Publishing invented monographs …")
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "benchmarks.populate", *map(str, asked)],
            env={**os.environ, "DATABASE_URL": database},
        )
        for database, asked in databases.items()
    ]
    try:
        codes = [process.wait() for process in processes]
    finally:
        for process in processes:
            process.terminate()
    if any(codes):
        raise RuntimeError("A database could not be filled; the reason is above.")


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
