"""The files of an import, a page at a time: filtered, and without their text."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Self
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict

from monographs.desk.finding_words import finding_name
from monographs.desk.imports.outcomes import what_became_of
from monographs.models import Batch, BatchIssue, BatchRow

FILES_A_PAGE = 100
NAMED_FINDINGS = 3
LONGEST_QUERY = 200  # SQLite refuses to look for very long texts


@dataclass(frozen=True)
class Filter:
    """What a person asked for; a word that nobody knows asks for nothing."""

    outcome: str = ""
    state: str = ""
    code: str = ""
    severity: str = ""
    q: str = ""

    @classmethod
    def from_query(cls, query: QueryDict) -> Self:
        asked = cls(
            **{name: query.get(name, "").strip() for name in cls.__dataclass_fields__}
        )
        return replace(
            asked,
            outcome=_known(asked.outcome, BatchRow.Outcome.values),
            state=_known(asked.state, BatchRow.State.values),
            severity=_known(asked.severity, ["error", "warning", "hint"]),
            # PostgreSQL has no text with NUL in it, so none could be found.
            code=asked.code.replace("\0", "")[:LONGEST_QUERY],
            q=asked.q.replace("\0", "")[:LONGEST_QUERY],
        )

    @property
    def is_any(self) -> bool:
        return any(asdict(self).values())

    @property
    def query(self) -> str:
        return urlencode({name: value for name, value in asdict(self).items() if value})

    def rows_of(self, batch: Batch) -> QuerySet[BatchRow]:
        rows = batch.rows.all()
        if self.outcome:
            rows = rows.filter(outcome=self.outcome)
        if self.state:
            rows = rows.filter(state=self.state)
        if self.q:
            rows = rows.filter(Q(path__icontains=self.q) | Q(title__icontains=self.q))
        if self.code or self.severity:
            rows = rows.filter(Exists(self._issues()))
        return rows

    def _issues(self) -> QuerySet[BatchIssue]:
        issues = BatchIssue.objects.filter(row=OuterRef("pk"))
        if self.code:
            issues = issues.filter(code=self.code)
        return issues.filter(severity=self.severity) if self.severity else issues


def _known(value: str, values: Iterable[str]) -> str:
    return value if value in values else ""


@dataclass(frozen=True)
class ListedFile:
    row: BatchRow
    became: str
    findings: tuple[str, ...]
    more_findings: int


@dataclass(frozen=True)
class Listing:
    page: Page[BatchRow]
    files: list[ListedFile]
    unread: int  # a file that was not read says nothing: those are only counted


def listing(batch: Batch, asked: Filter, number: str | None) -> Listing:
    rows = asked.rows_of(batch).exclude(outcome="")
    rows = rows.only(
        *("batch", "place", "path", "title", "outcome", "state", "message"),
        *("decision", "monograph__kind"),
    )
    rows = rows.select_related("monograph").order_by("place")
    page: Page[BatchRow] = Paginator(rows, FILES_A_PAGE).get_page(number)
    unread = batch.rows.filter(outcome="").count()
    return Listing(page, _with_findings(page.object_list), unread)


def _with_findings(rows: Iterable[BatchRow]) -> list[ListedFile]:
    rows = list(rows)
    codes: dict[int, list[str]] = defaultdict(list)
    issues = BatchIssue.objects.filter(row__in=[row.pk for row in rows]).order_by(
        "severity", "code"
    )
    for row, code in issues.values_list("row", "code").distinct():
        codes[row].append(code)
    return [
        ListedFile(
            row,
            what_became_of(row),
            tuple(finding_name(code) for code in codes[row.pk][:NAMED_FINDINGS]),
            max(0, len(codes[row.pk]) - NAMED_FINDINGS),
        )
        for row in rows
    ]
