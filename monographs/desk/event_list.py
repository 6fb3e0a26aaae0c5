"""Events, the newest first: filtered, a page at a time, or all of them as a file."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, QueryDict, StreamingHttpResponse
from django.utils import timezone

from monographs.desk.event_lines import EventLine, event_lines
from monographs.desk.table_download import FORMATS, RIGHT, download
from monographs.exporting.reports import history
from monographs.models import Event, User

EVENTS_A_PAGE = 100
BEFORE, EXPORT = "before", "export"


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")  # the only one that browsers understand


class EventFilter(forms.Form):
    """What the address asks for; what it asks in vain is said and left out."""

    q = forms.CharField(label="Title or reason", required=False, max_length=200)
    kind = forms.ChoiceField(
        label="What", required=False, choices=[("", "anything"), *Event.Kind.choices]
    )
    person = forms.ModelChoiceField(
        User.objects.none(), label="Who", required=False, empty_label="anybody"
    )
    since = forms.DateField(label="From", required=False, widget=DayInput)
    until = forms.DateField(label="Until", required=False, widget=DayInput)

    def __init__(self, asked: QueryDict, *, without: tuple[str, ...] = ()) -> None:
        super().__init__(asked, auto_id="filter-%s", label_suffix="")
        by_them = Event.objects.filter(by=OuterRef("pk"))
        self.fields["person"].queryset = (  # type: ignore[attr-defined]
            User.objects.filter(Exists(by_them)).order_by("printed_name", "username")
        )
        for name in without:
            del self.fields[name]

    def chosen(self) -> dict[str, Any]:
        self.is_valid()  # what is no day or no kind is not among the cleaned data
        return {name: value for name, value in self.cleaned_data.items() if value}

    def apply(self, events: QuerySet[Event]) -> QuerySet[Event]:
        chosen = self.chosen()
        if q := chosen.get("q"):
            events = events.filter(
                Q(monograph__title__icontains=q) | Q(reason__icontains=q)
            )
        if kind := chosen.get("kind"):
            events = events.filter(kind=kind)
        if person := chosen.get("person"):
            events = events.filter(by=person)
        if since := chosen.get("since"):
            events = events.filter(at__gte=start_of(since))
        if (until := chosen.get("until")) and until < date.max:
            events = events.filter(at__lt=start_of(until + timedelta(days=1)))
        return events


@dataclass(frozen=True)
class EventPage:
    form: EventFilter
    lines: list[EventLine]
    older: str  # the address of what follows; empty on the last page
    newest: str  # the address of the beginning; empty where this is it
    downloads: list[tuple[str, str]]  # label and address


def event_page(
    request: HttpRequest, events: QuerySet[Event], *, without: tuple[str, ...] = ()
) -> EventPage:
    """Pages begin behind an event, so that the last costs what the first does."""
    form = EventFilter(request.GET, without=without)
    found = (
        form.apply(events)
        .select_related("monograph", "by", "revision")
        .defer("revision__content")
        .order_by("-id")
    )
    before = _number(request.GET.get(BEFORE, ""))
    if before:
        found = found.filter(pk__lt=before)
    page = list(found[: EVENTS_A_PAGE + 1])
    behind = page.pop() if len(page) > EVENTS_A_PAGE else None
    may_take_out = request.user.has_perm(f"monographs.{RIGHT}")
    return EventPage(
        form=form,
        lines=event_lines(page, behind=behind),
        older=_address(request, {BEFORE: page[-1].pk}) if behind else "",
        newest=_address(request, {}) if before else "",
        downloads=[
            (form.label, _address(request, {EXPORT: ending}))
            for ending, form in FORMATS.items()
            if may_take_out
        ],
    )


def event_download(
    request: HttpRequest,
    events: QuerySet[Event],
    name: str,
    *,
    without: tuple[str, ...] = (),
) -> StreamingHttpResponse | None:
    """Where the address asks for a file: all that its filter lets through."""
    ending = request.GET.get(EXPORT)
    if ending is None:
        return None
    found = EventFilter(request.GET, without=without).apply(events)
    return download(request, name, ending, history(found))


def _address(request: HttpRequest, more: dict[str, Any]) -> str:
    asked = request.GET.copy()
    for name in (BEFORE, EXPORT):
        asked.pop(name, None)
    for name, value in more.items():
        asked[name] = str(value)
    return f"?{asked.urlencode()}"


def _number(text: str) -> int | None:
    is_number = text.isascii() and text.isdecimal() and len(text) < 19
    return int(text) if is_number else None


def start_of(day: date) -> datetime:
    # Near the first and the last year there is no time in every time zone.
    day = min(max(day, date(1900, 1, 1)), date(2200, 1, 1))
    return timezone.make_aware(datetime.combine(day, time.min))
