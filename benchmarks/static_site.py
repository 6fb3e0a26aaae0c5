"""The site as files: written whole, and again after one change; beside Jekyll's."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import jekyll
from benchmarks.figure import Figure, at_least
from benchmarks.progress import say
from benchmarks.working_copies import FEW, make_working_copy
from monographs.models import Monograph, Revision, Section, Signature, User
from monographs.workflow import sign, submit, touch


def static_site(number: int) -> Iterator[Figure]:
    """`number` drugs were published before; both begin with a process that starts."""
    changed = _published()
    with TemporaryDirectory(prefix="medsite-static-") as name:
        folder = Path(name)
        say(f"Writing the site of {number:,} monographs …")
        whole = _export(folder / "ours")
        files, pages = _count(folder / "ours")
        _change(changed)
        again = _export(folder / "ours")
        yield Figure(
            "Site as files: files and, of these, HTML pages", f"{files:,} and {pages:,}"
        )
        yield Figure(
            "Site as files, whole: files and HTML pages a second",
            f"{files / whole:,.0f} and {pages / whole:,.0f}",
        )
        yield Figure(
            "Site as files, after one change: the same",
            f"{files / again:,.0f} and {pages / again:,.0f} ({again:.1f} s)",
        )
        if not jekyll.is_installed():
            yield Figure("Site as files: beside Jekyll", "Jekyll is not installed")
            return
        yield from _beside_jekyll(folder, number, files, pages, whole, again)


def _beside_jekyll(
    folder: Path, number: int, files: int, pages: int, whole: float, again: float
) -> Iterator[Figure]:
    say("Writing the same monographs with Jekyll …")
    source, target = folder / "source", folder / "theirs"
    source.mkdir()
    jekyll.write_site(source, number)
    built = jekyll.build(source, target)
    theirs = _count(target)[1]
    jekyll.change_one(source)
    rebuilt = jekyll.build(source, target)
    detail = f"Jekyll {theirs / built:,.0f}"
    yield at_least(
        "Site as files, whole: files a second / Jekyll's pages",
        (files / whole) / (theirs / built),
        3.0,
        unit=" ×",
        detail=detail,
    )
    yield Figure(
        "Site as files, whole: HTML pages alone",
        f"{(pages / whole) / (theirs / built):.2f} ×",
    )
    yield at_least(
        "Site as files, after one change: files a second / Jekyll's whole build",
        (files / again) / (theirs / built),
        50.0,
        unit=" ×",
        detail=f"HTML pages alone {(pages / again) / (theirs / built):.1f} ×",
    )
    yield Figure(
        "Site as files, after one change: / Jekyll's after one change",
        f"{(files / again) / (theirs / rebuilt):.1f} × "
        f"({again:.1f} s for {files:,} files and {rebuilt:.1f} s for {theirs:,})",
    )


def _export(folder: Path) -> float:
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "manage.py", "export_site", folder],
        check=True,
        env=dict(os.environ),
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - start


def _count(folder: Path) -> tuple[int, int]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return len(files), sum(path.suffix == ".html" for path in files)


def _published() -> Monograph:
    monograph = make_working_copy(
        side_effects=FEW, number=900, by=User.objects.get(username="editor")
    )
    _publish(monograph)
    return monograph


def _change(monograph: Monograph) -> None:
    monograph = touch(monograph, by=User.objects.get(username="editor"))
    section = monograph.sections.filter(kind=Section.Kind.USAGE).get()
    section.body = f"{section.body}\n\nAnd for one more."
    section.save()
    _publish(monograph)


def _publish(monograph: Monograph) -> None:
    editor, reviewer, clinician = (
        User.objects.get(username=name)
        for name in ("editor", "reviewer", "clinical-reviewer")
    )
    revision = submit(
        monograph,
        by=editor,
        change_kind=Revision.ChangeKind.MAJOR,
        reason="Made up for measuring.",
    )
    seen = revision.sha256
    sign(revision, role=Signature.Role.EDITORIAL, seen=seen, by=reviewer)
    sign(revision, role=Signature.Role.CLINICAL, seen=seen, by=clinician)
