"""What a person did: counts by kind and month, and each event."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef
from django.db.models.functions import TruncMonth
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone

from monographs.desk.event_list import event_download, event_page, start_of
from monographs.desk.import_activity import import_counts, imports_of
from monographs.desk.imports.rights import may_see
from monographs.desk.rights import may_read
from monographs.models import Batch, Event, User

MONTHS = 12
WITHOUT = ("person",)


@dataclass(frozen=True)
class Line:
    """One kind of step: how often in each month, and in all of them."""

    label: str
    counts: list[int]

    @property
    def total(self) -> int:
        return sum(self.counts)


def people_list(request: HttpRequest) -> HttpResponseBase:
    _refuse_without_right(request)
    people = User.objects.filter(
        Exists(Event.objects.filter(by=OuterRef("pk")))
        | Exists(Batch.objects.filter(by=OuterRef("pk")))
        | Exists(Batch.objects.filter(undone_by=OuterRef("pk")))
    )
    context = {
        **site.each_context(request),
        "title": "What people did",
        "people": people.order_by("-is_active", "printed_name", "username"),
    }
    template = "admin/monographs/telling/people.html"
    return TemplateResponse(request, template, context)


def activity_page(request: HttpRequest, pk: int) -> HttpResponseBase:
    _refuse_without_right(request)
    person = get_object_or_404(User, pk=pk)
    events = Event.objects.filter(by=person)
    name = f"activity-{person.pk}"
    if file := event_download(request, events, name, without=WITHOUT):
        return file
    months = _last_months(timezone.localdate())
    lines = [*_lines(person, months), *_import_lines(person, months)]
    context = {
        **site.each_context(request),
        "title": f"What {person} did",
        "person": person,
        "months": months,
        "lines": lines,
        "totals": [sum(line.counts[n] for line in lines) for n in range(MONTHS)],
        "imports": imports_of(person),
        "may_see_imports": may_see(request.user),
        "page": event_page(request, events, without=WITHOUT),
    }
    template = "admin/monographs/telling/activity.html"
    return TemplateResponse(request, template, context)


def _refuse_without_right(request: HttpRequest) -> None:
    if not may_read(request.user):
        raise PermissionDenied("Your account may not read what people did.")


def _last_months(today: date) -> list[date]:
    """Their first days, this month's first."""
    this = today.year * 12 + today.month - 1
    return [
        date(month // 12, month % 12 + 1, 1) for month in range(this, this - MONTHS, -1)
    ]


def _lines(person: User, months: list[date]) -> list[Line]:
    """One question, whatever they did."""
    counts: dict[str, dict[date, int]] = {}
    found: Any = (
        Event.objects.filter(by=person, at__gte=start_of(months[-1]))
        .order_by()
        .annotate(month=TruncMonth("at"))
        .values_list("kind", "month")
        .annotate(count=Count("pk"))
    )
    for kind, month, count in found:
        counts.setdefault(kind, {})[month.date()] = count
    return [
        Line(kind.label.capitalize(), [counts[kind].get(month, 0) for month in months])
        for kind in Event.Kind
        if kind in counts
    ]


def _import_lines(person: User, months: list[date]) -> list[Line]:
    return [
        Line(label, [counts.get(month, 0) for month in months])
        for label, counts in import_counts(person, months[-1])
    ]
