"""Loading and writing spreadsheets: times as quick as a plain resource, and memory."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figure import Figure, at_least, at_most
from benchmarks.progress import say
from benchmarks.sheets.files import write_file
from benchmarks.sheets.lines import drugs_of
from benchmarks.sheets.measuring import Bases, Measured, databases, site
from benchmarks.size import SheetSize

NEW, UNCHANGED = "new", "unchanged"
TIMES = {NEW: 10.0, UNCHANGED: 50.0}
EXPORT_TIMES = {"csv": 4.0, "xlsx": 1.5}
GROWTH = 20.0  # MiB
PAGE = 200.0  # kB
By = dict[str, Measured]  # new and unchanged


def sheets(size: SheetSize) -> Iterator[Figure]:
    with TemporaryDirectory(prefix="medsite-sheets-") as name:
        folder = Path(name)
        with databases(folder) as bases:
            for lines in (size.few, size.many):
                with bases.with_drugs(drugs_of(lines)) as base:
                    say(f"Loading {lines:,} lines of a spreadsheet …")
                    yield from _imports(base, folder, lines, min(size.plain, lines))
                    if lines == size.few:
                        say(f"Writing {lines:,} lines as a spreadsheet …")
                        yield from _exports(base, folder, lines)
            say(f"Loading {size.growth:,} lines of a spreadsheet …")
            yield from _growth(bases, folder, size)


def _imports(base: str, folder: Path, lines: int, part: int) -> Iterator[Figure]:
    for form in ("csv", "xlsx"):
        whole = write_file(folder, lines, form)
        first = write_file(folder, part, form)
        ours: By = {}
        with site(base, "ours", folder) as here:
            for expected in (NEW, UNCHANGED):
                ours[expected] = here.measure(
                    "import_ours", whole, lines=lines, expected=expected
                )
        plain = _beside(base, folder, "import_plain", first, part)
        what = f"{lines:,} lines of {form.upper()}"
        for expected, times in TIMES.items():
            yield _times(
                f"{what}, {expected}: lines a second / a plain resource's",
                ours[expected],
                plain[expected],
                times,
            )
        yield Figure(
            f"{what}: peak memory, new and unchanged",
            f"{ours[NEW].peak:.0f} and {ours[UNCHANGED].peak:.0f} MiB (the plain "
            f"one's: {plain[NEW].peak:.0f} and {plain[UNCHANGED].peak:.0f} at "
            f"{part:,})",
        )
        if form == "csv":
            bulk = _beside(base, folder, "import_bulk", first, part)
            for expected in (NEW, UNCHANGED):
                yield _times(
                    f"{what}, {expected}: / the plain one's in bulk, with caches",
                    ours[expected],
                    bulk[expected],
                )
            yield _ceiling(base, folder, whole, ours[NEW], what)
            yield _preview(base, folder, whole, lines)


def _beside(base: str, folder: Path, task: str, path: Path, lines: int) -> By:
    with site(base, task, folder) as here:
        return {
            expected: here.measure(task, path, lines=lines, expected=expected)
            for expected in (NEW, UNCHANGED)
        }


def _ceiling(base: str, folder: Path, whole: Path, ours: Measured, what: str) -> Figure:
    with site(base, "ceiling", folder) as here:
        highest = here.measure("insert_only", whole, lines=ours.lines, expected=NEW)
    return _times(f"{what}, new: / csv and bulk_create, the ceiling", ours, highest)


def _preview(base: str, folder: Path, whole: Path, lines: int) -> Figure:
    with site(base, "preview", folder) as here:
        page = here.measure("preview_page", whole, lines=lines)
    return at_most(
        f"The preview of {lines:,} new lines: HTML of its page",
        page.did["bytes"] / 1_000,
        PAGE,
        unit=" kB",
    )


def _times(
    what: str, ours: Measured, other: Measured, budget: float | None = None
) -> Figure:
    """What a person waits for; where others use the machine too, the processor's own
    time says more, so both are shown."""
    times = ours.times_faster_than(other)
    detail = (
        f"{ours.rate:,.0f} and {other.rate:,.0f}; of the processor "
        f"{ours.times_cheaper_than(other):.1f} ×"
    )
    if budget is not None:
        return at_least(what, times, budget, unit=" ×", detail=detail)
    return Figure(what, f"{times:.2f} × ({detail})")


def _exports(base: str, folder: Path, lines: int) -> Iterator[Figure]:
    whole = write_file(folder, lines, "csv")
    with site(base, "exports", folder) as here:
        here.measure("insert_only", whole, lines=lines, expected=NEW)
        for form, times in EXPORT_TIMES.items():
            ours, plain = (
                here.measure(task, folder / f"{task}.{form}", lines=lines)
                for task in ("export_ours", "export_plain")
            )
            what = f"{lines:,} lines as {form.upper()}"
            yield _times(
                f"{what}: lines a second / a plain resource's", ours, plain, times
            )
            yield Figure(
                f"{what}: peak memory",
                f"{ours.peak:.0f} MiB (the plain one's: {plain.peak:.0f})",
            )


def _growth(bases: Bases, folder: Path, size: SheetSize) -> Iterator[Figure]:
    """From a small file to the largest."""
    peaks = []
    for lines in (size.few, size.growth):
        path = write_file(folder, lines, "zip")
        with (
            bases.with_drugs(drugs_of(lines)) as base,
            site(base, "growth", folder) as here,
        ):
            peaks.append(
                [
                    here.measure("import_ours", path, lines=lines, expected=expected)
                    for expected in (NEW, UNCHANGED)
                ]
            )
    sizes = f"at {size.growth:,} lines / at {size.few:,}"
    for expected, few, many in zip((NEW, UNCHANGED), *peaks, strict=True):
        yield at_most(
            f"Growth of peak memory {sizes}, {expected}",
            many.peak - few.peak,
            GROWTH,
            unit=" MiB",
            detail=f"{few.peak:.0f} and {many.peak:.0f}; {many.rate:,.0f} lines a "
            "second",
        )
