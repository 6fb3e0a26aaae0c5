"""What a person asks the working list for, and where in it they are."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from string import ascii_lowercase
from typing import Any, Self
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, QuerySet
from django.http import QueryDict

from monographs.desk.queues import QUEUES
from monographs.desk.queues.all_queues import WORKING_LIST
from monographs.models import (
    Batch,
    BatchRow,
    ClassMembership,
    Finding,
    Triage,
    User,
)

LETTERS = (*ascii_lowercase, "#")
SHOWN = {queue.name: queue for queue in QUEUES if queue.address == WORKING_LIST}
MINE, NOBODY = "me", "nobody"
LONGEST = 100
# Of so many files the pages are named one by one.
FEW_FILES = 10_000


@dataclass(frozen=True)
class Asked:
    """A word that nobody knows asks for nothing."""

    show: str = ""
    rank: str = ""
    letter: str = ""
    who: str = ""
    code: str = ""
    drug_class: str = ""
    quick: str = ""
    rivals: str = ""
    batch: str = ""
    after: str = ""

    @classmethod
    def from_query(cls, query: QueryDict) -> Self:
        asked = cls(
            **{
                # PostgreSQL has no text with NUL in it, so none could be found.
                name: query.get(name, "").strip().replace("\0", "")[:LONGEST]
                for name in cls.__dataclass_fields__
            }
        )
        return replace(
            asked,
            show=_known(asked.show, SHOWN),
            rank=_known(asked.rank, map(str, Triage.Rank.values)),
            letter=_known(asked.letter, LETTERS),
            who=_known(asked.who, (MINE, NOBODY)),
            quick="1" if asked.quick else "",
            rivals="1" if asked.rivals else "",
            batch=asked.batch if _is_number(asked.batch) else "",
            after=asked.after if _is_number(asked.after) else "",
        )

    @property
    def filters(self) -> dict[str, str]:
        return {
            name: value
            for name, value in asdict(self).items()
            if value and name != "after"
        }

    @property
    def query(self) -> str:
        return urlencode(self.filters)

    def query_after(self, place: int) -> str:
        return urlencode({**self.filters, "after": place})

    def rows(self, person: User) -> QuerySet[Triage]:
        """In the order of the list, from its beginning."""
        rows: Any = SHOWN[self.show].of(person) if self.show else Triage.objects.all()
        if self.rank:
            rows = rows.ranked(int(self.rank))
        elif not self.show:
            rows = rows.to_do()
        if self.letter:
            rows = rows.filter(letter=self.letter)
        if self.who:
            rows = rows.filter(
                monograph__assigned_to=person if self.who == MINE else None
            )
        if self.quick:
            rows = rows.quick_wins()
        if self.rivals:
            rows = rows.filter(rivals__gt=0)
        if self.code:
            rows = rows.filter(Exists(_findings(self.code)))
        if self.drug_class:
            rows = rows.filter(Exists(_memberships(self.drug_class)))
        if self.batch:
            rows = _of_batch(rows, int(self.batch))
        ordered: QuerySet[Triage] = rows.order_by("place")
        return ordered


def _findings(code: str) -> QuerySet[Finding]:
    return Finding.objects.filter(monograph=OuterRef("monograph"), code=code)


def _memberships(slug: str) -> QuerySet[ClassMembership]:
    return ClassMembership.objects.filter(
        monograph=OuterRef("monograph"), drug_class__slug=slug
    )


def _of_batch(rows: QuerySet[Triage], pk: int) -> QuerySet[Triage]:
    """The pages that an import was about: those it made, changed or competes with."""
    files = BatchRow.objects.filter(batch=pk)
    if Batch.objects.filter(pk=pk, total__gt=FEW_FILES).exists():
        # Many of the pages that are looked at are among them: a page is soon full.
        return rows.filter(Exists(files.filter(monograph=OuterRef("monograph"))))
    # As a subquery, PostgreSQL walks through the whole list for those at its end.
    about = files.filter(monograph__isnull=False).values_list("monograph", flat=True)
    return rows.filter(monograph__in=list(about))


def _known(value: str, values: Iterable[str]) -> str:
    return value if value in list(values) else ""


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19
