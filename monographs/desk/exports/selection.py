"""Which pages were chosen in a list, and how many they are."""

from copy import copy
from dataclasses import dataclass
from typing import Any, Self

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import SuspiciousOperation
from django.db import DataError
from django.http import Http404, HttpRequest, QueryDict
from django.utils.functional import cached_property

from monographs.desk.triage.asked import Asked
from monographs.exporting.sheets import all_pages
from monographs.models import Comparison, Drug, Monograph

TICKED, LISTED, ALL = "ticked", "listed", "all"
_LISTS = {"drug": Drug, "comparison": Comparison}
WORKING_LIST = "working"
# More than a list shows on a page.
_MOST_TICKED = 1_000


@dataclass(frozen=True)
class Selection:
    """`rows` were ticked; `list_name` and `query` are a list as it was filtered."""

    request: HttpRequest
    rows: tuple[int, ...]
    list_name: str
    query: str

    @classmethod
    def of(cls, request: HttpRequest, asked: QueryDict) -> Self:
        rows = [
            int(row)
            for row in asked.getlist("rows")[:_MOST_TICKED]
            if row.isascii() and row.isdigit() and len(row) < 19
        ]
        name = asked.get("list", "")
        if name and name != WORKING_LIST and name not in _LISTS:
            raise Http404("There is no such list.")
        return cls(request, tuple(rows), name, asked.get("query", ""))

    @property
    def choices(self) -> list[tuple[str, str]]:
        choices = [(ALL, f"All pages that are not discarded ({all_pages().count():,})")]
        if self.list_name:
            choices.insert(0, (LISTED, self._list_in_words))
        if self.rows:
            ticked = self.pages(TICKED).count()
            choices.insert(0, (TICKED, f"Those that were ticked ({ticked:,})"))
        return choices

    def pages(self, choice: str) -> Any:
        if choice == TICKED:
            return Monograph.objects.filter(pk__in=self.rows)
        return self._listed if choice == LISTED else all_pages()

    @property
    def _list_in_words(self) -> str:
        filtered = ", as the list is filtered" if self.query else ""
        if self.list_name == WORKING_LIST:
            what = "All of the working list"
        else:
            what = f"All {_LISTS[self.list_name]._meta.verbose_name_plural}"
        return f"{what}{filtered} ({self._listed.count():,})"

    @cached_property
    def _listed(self) -> Any:
        """As the list itself finds them."""
        if self.list_name == WORKING_LIST:
            return self._in_the_working_list()
        asked = copy(self.request)
        asked.GET = QueryDict(self.query)
        model_admin = admin.site.get_model_admin(_LISTS[self.list_name])
        try:
            found: Any = model_admin.get_changelist_instance(asked).queryset
        except (
            DataError,
            IncorrectLookupParameters,
            OverflowError,
            SuspiciousOperation,
            ValueError,
        ):
            raise Http404("This list cannot be filtered so.") from None
        return found.in_work()

    def _in_the_working_list(self) -> Any:
        try:
            asked = Asked.from_query(QueryDict(self.query))
        except (SuspiciousOperation, ValueError):
            raise Http404("This list cannot be filtered so.") from None
        person: Any = self.request.user
        rows = asked.rows(person).order_by().values("monograph")
        return Monograph.objects.in_work().filter(pk__in=rows).order_by("title", "pk")
