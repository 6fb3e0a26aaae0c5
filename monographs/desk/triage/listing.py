"""One page of the working list, and in words why each monograph stands there."""

from collections import defaultdict
from dataclasses import dataclass

from django.db import OperationalError
from django.db.models import QuerySet

from monographs.desk.finding_words import finding_name
from monographs.desk.queues import count_at_most, counted_in_words
from monographs.desk.triage.asked import Asked
from monographs.models import Triage, User
from monographs.workflow.triage import open_findings, refresh

ROWS_A_PAGE = 50
# Looking at more of them would be felt; the worker does the others.
REFRESHED_BY_A_PAGE = 25
NAMED_FINDINGS = 3


@dataclass(frozen=True)
class ListedMonograph:
    row: Triage
    why: str


@dataclass(frozen=True)
class Listing:
    rows: tuple[ListedMonograph, ...]
    stale: int
    count: int
    next: str  # the query of the next page

    @property
    def count_in_words(self) -> str:
        return counted_in_words(self.count, "monograph")


def listing(asked: Asked, person: User) -> Listing:
    rows = asked.rows(person)
    page = _page(rows, asked)
    if _look_again(page):
        page = _page(rows, asked)
    shown, has_more = page[:ROWS_A_PAGE], len(page) > ROWS_A_PAGE
    codes = _codes([row.monograph_id for row in shown])
    return Listing(
        tuple(
            ListedMonograph(row, _why(row, codes[row.monograph_id])) for row in shown
        ),
        stale=sum(row.is_stale for row in shown),
        count=count_at_most(rows),
        next=asked.query_after(shown[-1].place) if has_more else "",
    )


def _page(rows: QuerySet[Triage], asked: Asked) -> list[Triage]:
    if asked.after:
        rows = rows.filter(place__gt=int(asked.after))
    return list(rows.select_related("monograph__assigned_to")[: ROWS_A_PAGE + 1])


def _look_again(page: list[Triage]) -> bool:
    stale = [row.monograph_id for row in page if row.is_stale][:REFRESHED_BY_A_PAGE]
    try:
        refresh(stale)
    except OperationalError:
        return False  # somebody writes much at this moment; the page says what is stale
    return bool(stale)


def _codes(monographs: list[int]) -> dict[int, list[str]]:
    found = open_findings(monographs).exclude(severity="hint")
    codes: dict[int, list[str]] = defaultdict(list)
    for pk, code in (
        found.order_by("severity", "code")
        .values_list("monograph", "code", "severity")
        .distinct()
        .values_list("monograph", "code")
    ):
        if code not in codes[pk]:
            codes[pk].append(code)
    return codes


def _why(row: Triage, codes: list[str]) -> str:
    """Such as "2 errors, 3 rows to verify (1 clinical): truncated"."""
    if row.rank == Triage.Rank.SETTLED:
        return "in review, or published as it stands"
    reasons = [
        _number(row.errors, "error"),
        _number(row.warnings, "warning"),
        _rows_to_verify(row),
        _number(row.rivals, "competing source"),
        "differs from the published text" if row.differs_from_live else "",
    ]
    words = ", ".join(filter(None, reasons)) or "nothing is open: ready to be submitted"
    named = [finding_name(code) for code in codes[:NAMED_FINDINGS]]
    more = [f"and {len(codes) - NAMED_FINDINGS} more"] * (len(codes) > NAMED_FINDINGS)
    return f"{words}: {'; '.join([*named, *more])}" if named else words


def _rows_to_verify(row: Triage) -> str:
    words = _number(row.unverified, "row")
    if row.unverified_clinical:
        return f"{words} to verify ({row.unverified_clinical:,} clinical)"
    return f"{words} to verify" if words else ""


def _number(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}" if count else ""
