"""The pages of the working list: the list, steps on ticked rows, the discarded."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from monographs.desk.finding_words import finding_choices
from monographs.desk.imports.rights import may_see
from monographs.desk.triage.actions import (
    BulkAction,
    action_named,
    actions_of,
    sentence,
)
from monographs.desk.triage.asked import LETTERS, MINE, NOBODY, SHOWN, Asked
from monographs.desk.triage.listing import listing
from monographs.models import Batch, DrugClass, Monograph, ProgressDay, Triage, User
from monographs.workflow import TransitionRefused, require
from monographs.workflow.many import MOST_AT_ONCE

DISCARDED_A_PAGE = 50
BATCHES_NAMED, LONGEST_NAME = 20, 60


def working_list(request: HttpRequest) -> HttpResponse:
    person = _reader(request)
    asked = Asked.from_query(request.GET)
    context = {
        "title": SHOWN[asked.show].title if asked.show else "Working list",
        "asked": asked,
        "listing": listing(asked, person),
        "actions": actions_of(person),
        "may_export": person.has_perm("monographs.export_monographs"),
        "show_choices": [
            (name, queue.title)
            for name, queue in SHOWN.items()
            if queue.is_useful_to(person)
        ],
        "rank_choices": [(str(value), label) for value, label in Triage.Rank.choices],
        "letter_choices": [(letter, letter.upper()) for letter in LETTERS],
        "who_choices": [(MINE, "me"), (NOBODY, "nobody")],
        "code_choices": _codes(asked.code),
        "batch_choices": _batches(asked.batch, person),
        "class_choices": list(DrugClass.objects.values_list("slug", "name")),
    }
    return _answer(request, "list", context)


def act(request: HttpRequest) -> HttpResponse:
    """Says what would happen to the ticked rows, and does it on POST."""
    person = _reader(request)
    asked = request.POST if request.method == "POST" else request.GET
    back, action = asked.get("back", ""), action_named(asked.get("action", ""))
    if action is None:
        raise Http404("There is no such step.")
    require(person, action.right)
    chosen = _chosen(asked.getlist("rows"))
    if request.method != "POST":
        return _act_page(request, action, chosen, action.form(), back)
    form = action.form(request.POST)
    if not form.is_valid():
        return _act_page(request, action, chosen, form, back)
    try:
        count = action.run(chosen, by=person, **form.cleaned_data)
    except TransitionRefused as refusal:
        return _act_page(request, action, chosen, form, back, str(refusal))
    messages.success(request, sentence(action, count, form.cleaned_data))
    return HttpResponseRedirect(_way_back(action, back))


def discarded_list(request: HttpRequest) -> HttpResponse:
    person = _reader(request)
    rows = Monograph.objects.discarded().select_related("discarded_by")
    rows = rows.order_by("-discarded_at", "-id")
    page = Paginator(rows, DISCARDED_A_PAGE).get_page(request.GET.get("p"))
    context = {
        "title": "Discarded",
        "page": page,
        "actions": actions_of(person, for_discarded=True),
    }
    return _answer(request, "discarded", context)


def _reader(request: HttpRequest) -> User:
    person = request.user
    rights = ("monographs.view_monograph", "monographs.change_monograph")
    if isinstance(person, User) and any(person.has_perm(right) for right in rights):
        return person
    raise PermissionDenied("Your account may not read working copies.")


def _codes(chosen: str) -> list[tuple[str, str]]:
    """As the worker counted them last."""
    newest = ProgressDay.objects.order_by("-date").only("counts").first()
    codes = set(newest.counts.get("codes", {})) if newest else set()
    return finding_choices(codes | {chosen} - {""})


def _batches(chosen: str, person: User) -> list[tuple[str, str]]:
    """The newest imports, and the chosen one by its number."""
    choices = []
    if may_see(person):
        loaded = Batch.objects.filter(state=Batch.State.DONE).order_by("-id")
        choices = [
            (str(pk), f"{pk}: {name[:LONGEST_NAME]}")
            for pk, name in loaded.values_list("pk", "name")[:BATCHES_NAMED]
        ]
    if chosen and chosen not in dict(choices):
        choices.append((chosen, chosen))
    return choices


def _chosen(numbers: list[str]) -> list[Monograph]:
    pks = [pk for pk in numbers if pk.isascii() and pk.isdigit() and len(pk) < 19]
    # One too many, so that the verb can say that it is too many.
    found = Monograph.objects.filter(pk__in=pks[: MOST_AT_ONCE + 1])
    return list(found.select_related("assigned_to").order_by("title", "id"))


def _act_page(
    request: HttpRequest,
    action: BulkAction,
    chosen: list[Monograph],
    form: Any,
    back: str,
    refusal: str = "",
) -> HttpResponse:
    context = {
        "title": action.label,
        "action": action,
        "chosen": chosen,
        "form": form,
        "refusal": refusal,
        "back": back,
        "way_back": _way_back(action, back),
    }
    return _answer(request, "act", context, 200 if request.method == "GET" else 422)


def _way_back(action: BulkAction, back: str) -> str:
    """To the list as it was filtered; never to anywhere else."""
    name = "admin:desk_discarded" if action.is_for_discarded else "admin:desk_triage"
    return f"{reverse(name)}?{back}" if back else reverse(name)


def _answer(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    return TemplateResponse(
        request,
        f"admin/monographs/triage/{template}.html",
        {**admin.site.each_context(request), **context},
        status=status,
    )
