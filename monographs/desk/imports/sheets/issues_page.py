"""All problems of an import, each with its cell, a page at a time."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any, Self
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse

from monographs.desk.finding_words import finding_advice, finding_choices
from monographs.desk.imports.listing import LONGEST_QUERY
from monographs.desk.imports.rights import visible_batch
from monographs.models import Batch, BatchIssue, Finding

ISSUES_A_PAGE = 50
MOST_CHOICES = 50  # of sheets, and of codes


@dataclass(frozen=True)
class IssueFilter:
    """What a person asked for; a word that nobody knows asks for nothing."""

    sheet: str = ""
    severity: str = ""
    code: str = ""
    q: str = ""

    @classmethod
    def from_query(cls, query: QueryDict) -> Self:
        asked = cls(**{name: _text(query, name) for name in cls.__dataclass_fields__})
        is_known = asked.severity in Finding.Severity.values
        return replace(asked, severity=asked.severity if is_known else "")

    @property
    def is_any(self) -> bool:
        return any(asdict(self).values())

    @property
    def query(self) -> str:
        return urlencode({name: value for name, value in asdict(self).items() if value})

    def issues_of(self, batch: Batch) -> QuerySet[BatchIssue]:
        issues = BatchIssue.objects.filter(row__batch=batch)
        for name in ("sheet", "severity", "code"):
            if value := getattr(self, name):
                issues = issues.filter(**{name: value})
        if self.q:
            issues = issues.filter(
                Q(message__icontains=self.q)
                | Q(found__icontains=self.q)
                | Q(row__path__icontains=self.q)
            )
        return issues


def _text(query: QueryDict, name: str) -> str:
    # PostgreSQL has no text with NUL in it, so none could be found.
    return query.get(name, "").strip().replace("\0", "")[:LONGEST_QUERY]


def issues_page(model_admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    batch = visible_batch(request, pk)
    asked = IssueFilter.from_query(request.GET)
    issues = (
        asked.issues_of(batch)
        .select_related("row")
        .only(
            *("code", "severity", "line", "sheet", "column", "found", "message"),
            *("row__batch", "row__place", "row__path", "row__title"),
        )
        .order_by("row__place", "id")
    )
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"Findings of import {batch.pk}",
        "opts": model_admin.opts,
        "batch": batch,
        "asked": asked,
        "advice": finding_advice(asked.code),
        "page": Paginator(issues, ISSUES_A_PAGE).get_page(request.GET.get("p")),
        "severity_choices": Finding.Severity.choices,
        "sheet_choices": [(sheet, sheet) for sheet in _values(batch, "sheet")],
        "code_choices": finding_choices(set(_values(batch, "code"))),
    }
    return TemplateResponse(
        request, "admin/monographs/imports/sheets/issues.html", context
    )


def _values(batch: Batch, name: str) -> Iterable[str]:
    issues = BatchIssue.objects.filter(row__batch=batch).exclude(**{name: ""})
    values = issues.order_by(name).values_list(name, flat=True)
    return list(values.distinct()[:MOST_CHOICES])
