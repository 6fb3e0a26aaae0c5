"""All working copies checked, a chunk at a time, and a table of what was found."""

from collections.abc import Iterator

from django.core.management.base import OutputWrapper
from django.db.models import Count

from monographs.content import read_working_copies
from monographs.management.progress import Progress
from monographs.models import Finding, Monograph
from monographs.models.monograph import MonographQuerySet
from monographs.workflow.findings import store_findings
from monographs.workflow.other_monographs import remember_passages_of

CHUNK = 100
COLUMNS = ("Severity", "Code", "Findings", "Monographs")
SEVERITIES = Finding.Severity.values  # the gravest first


def check_all(monographs: MonographQuerySet, *, shown_on: OutputWrapper) -> int:
    """How many were checked.

    Twice over them: of passages that two pages share, both pages are told only when
    the passages of all were seen first.
    """
    total = monographs.count()
    reading = Progress(shown_on, "Reading", total)
    for done, chunk in _chunks(monographs):
        remember_passages_of(chunk)
        reading.update(done)
    checking = Progress(shown_on, "Checking", total)
    for done, chunk in _chunks(monographs):
        store_findings(read_working_copies(chunk))
        checking.update(done)
    checking.clear()
    return total


def table_of(monographs: MonographQuerySet) -> str:
    counts = (
        Finding.objects.filter(
            origin=Finding.Origin.CHECK, monograph__in=monographs.values("pk")
        )
        .order_by()
        .values_list("severity", "code")
        .annotate(Count("pk"), Count("monograph", distinct=True))
    )
    rows = sorted(counts, key=lambda row: (SEVERITIES.index(row[0]), -row[3], row[1]))
    lines = [COLUMNS, *((*row[:2], f"{row[2]:,}", f"{row[3]:,}") for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(4)]
    return "\n".join(
        f"{line[0]:<{widths[0]}}  {line[1]:<{widths[1]}}  "
        f"{line[2]:>{widths[2]}}  {line[3]:>{widths[3]}}"
        for line in lines
    )


def _chunks(monographs: MonographQuerySet) -> Iterator[tuple[int, list[Monograph]]]:
    """In the order of their keys, so that only one chunk is held at a time; with how
    many there are up to its end."""
    last = done = 0
    while chunk := list(monographs.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        last, done = chunk[-1].pk, done + len(chunk)
        yield done, chunk
