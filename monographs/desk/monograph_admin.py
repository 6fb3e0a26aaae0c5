"""What Drug and Comparison have in common: one change page, saved in one step."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.utils import flatten_fieldsets
from django.db import IntegrityError, connection
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from monographs.content import read_working_copy
from monographs.desk.comments import CommentPages, open_comments_of
from monographs.desk.competing import CompetingPages
from monographs.desk.conflict import ChosenSides, conflict_of
from monographs.desk.draft_and_live import DraftChangesPages, draft_and_live
from monographs.desk.exports.from_list import ExportFromList
from monographs.desk.findings_panel import findings_panel
from monographs.desk.history import history_page
from monographs.desk.imports.rights import may_see
from monographs.desk.last_saved import last_saved
from monographs.desk.letting_stand import LettingStand
from monographs.desk.lists import (
    AssignedFilter,
    ClassFilter,
    DifferenceFilter,
    DueFilter,
    StateFilter,
    difference_in_words,
    state_in_words,
    with_states,
)
from monographs.desk.live import LivePages
from monographs.desk.monograph_form import MonographForm
from monographs.desk.presence import PresencePages, people_beside
from monographs.desk.preview import PreviewPages
from monographs.desk.provenance import provenance_of, sheet_sources
from monographs.desk.reading_hint import reading_hint
from monographs.desk.review_due import WHY_EARLIER
from monographs.desk.rights import MonographRights, is_list_page
from monographs.desk.row_inline import InlineRows
from monographs.desk.row_links import RowLinks, anchors_on_page
from monographs.desk.situation import situation_of
from monographs.desk.text_limits import refuse_longer_page
from monographs.desk.tolerant_list import TolerantList
from monographs.desk.verb_page import VerbPages
from monographs.desk.verbs import verbs_now
from monographs.desk.verifying.page import SourceViewPages
from monographs.frequency import WORDS
from monographs.models import Monograph
from monographs.public.page import render_monograph
from monographs.visible_text import visible_content
from monographs.workflow import TransitionRefused, touch
from monographs.workflow.findings import store_findings

NOT_STORED = (
    "The database refused this: two rows hold the same value, or somebody saved the "
    "same at this moment. Nothing was saved and what you typed is still here. Compare "
    "it with the saved page, then save again."
)


def first_mistake(form: MonographForm, inlines: Iterable[InlineRows]) -> str:
    """The place on the page of the first thing to be corrected."""
    if form.errors:
        return f"id_{next(iter(form.errors))}"
    rows = (row for one in inlines for row in one.formset.forms if row.errors)
    return next((str(row.prefix) for row in rows), "")


class MonographAdmin(
    MonographRights,
    RowLinks,
    CommentPages,
    VerbPages,
    PresencePages,
    PreviewPages,
    DraftChangesPages,
    ChosenSides,
    LettingStand,
    CompetingPages,
    LivePages,
    SourceViewPages,
    ExportFromList,
    TolerantList,
    admin.ModelAdmin,  # type: ignore[type-arg]
):
    form = MonographForm
    fields: ClassVar[Any] = ("title", "slug", "is_listed", "review_period_months")
    change_form_template = "admin/monographs/monograph.html"
    save_on_top = True
    list_display = (
        *("title", "state", "differs", "assigned_to", "due_on"),
        *("slug", "is_listed", "changed_at"),
    )
    list_filter: ClassVar[Any] = (
        *(StateFilter, DifferenceFilter, AssignedFilter, DueFilter),
        *(ClassFilter, "is_listed"),
    )
    list_per_page = 100
    show_full_result_count = False
    search_fields: ClassVar[Any] = ("title", "slug", "names__text")
    search_help_text = "Title, address or another name"

    class Media:
        css = {
            "all": tuple(
                f"monographs/desk/{name}.css"
                for name in (
                    "desk",
                    "editing",
                    "conflict",
                    "presence",
                    "sources",
                    "findings",
                )
            )
        }
        js = tuple(
            f"monographs/desk/{name}.js"
            for name in (
                *("rows", "suggest", "preview", "sentence"),
                *("autosave", "keys", "conflict", "presence", "unsaved"),
            )
        )

    @admin.display(description="state")
    def state(self, monograph: Any) -> str:
        return state_in_words(monograph)

    @admin.display(description="draft")
    def differs(self, monograph: Any) -> str:
        return difference_in_words(monograph)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        monographs = with_states(super().get_queryset(request))
        # Those that were discarded keep their page, and have a list of their own.
        return monographs.in_work() if is_list_page(request) else monographs  # type: ignore[attr-defined]

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        monograph = super().get_object(request, object_id, from_field)
        # Only a change form is saved in a transaction; other pages just look.
        is_saving = request.method == "POST" and connection.in_atomic_block
        if monograph is not None and is_saving:
            # Two saves at once: the second waits here, so that what it compares
            # itself with is what the first one saved.
            monograph.refresh_from_db(
                from_queryset=Monograph.objects.select_for_update()
            )
        return monograph

    # --- Rows -------------------------------------------------------------------------

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        may_edit = (
            self.has_change_permission(request, obj)
            if obj
            else self.has_add_permission(request)
        )
        return super().get_inlines(request, obj) if may_edit else []

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Any, inline: Any, prefix: str
    ) -> dict[str, Any]:
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        kwargs |= {"by": request.user, "rows": request.GET.get("rows", "")}
        if request.method == "POST":
            kwargs["data"] = request.POST  # Django copies 6,000 values for each inline
        return kwargs

    def get_inline_formsets(
        self,
        request: HttpRequest,
        formsets: Any,
        inline_instances: Any,
        obj: Any = None,
    ) -> Any:
        """Not Django's, which wraps each row and each of its fields once more."""
        return [
            InlineRows(inline, formset)
            for inline, formset in zip(inline_instances, formsets, strict=True)
        ]

    # --- Saving -----------------------------------------------------------------------

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """A refused save shows the same page again, with all that was typed."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except TransitionRefused as refusal:
            sentence = str(refusal)
        except IntegrityError:
            sentence = NOT_STORED
        request.desk_refusal = sentence  # type: ignore[attr-defined]
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, *args, **kwargs)
        form.refusal = getattr(request, "desk_refusal", "")
        return form

    def save_model(
        self, request: HttpRequest, obj: Any, form: MonographForm, change: bool
    ) -> None:
        if not change:
            obj.save()

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: bool
    ) -> None:
        """Announce the change, then make it: nothing is touched without a change."""
        changed = [formset for formset in formsets if formset.has_changed()]
        if change and not form.has_changed() and not changed:
            return
        monograph = form.instance
        touched = touch(
            monograph,
            by=request.user,
            seen=form.seen_version if change else None,
            opened_at=form.first_version if change else None,
        )
        if change and form.has_changed():
            header = flatten_fieldsets(self.get_fieldsets(request, monograph))
            monograph.save(update_fields=[*header, "changed_at"])
        elif change:
            monograph.save(update_fields=["changed_at"])
        for formset in changed:
            formset.save()
            formset.note_edits(by=request.user)
            for remark in formset.remarks():
                messages.warning(request, remark)
        document = read_working_copy(monograph)
        refuse_longer_page(document, monograph, was_at=touched.edit_version - 1)
        store_findings({monograph.pk: document})

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Who goes on editing stays in the same part of a long list."""
        response = super().response_change(request, obj)
        if "_continue" in request.POST and "rows" in request.GET:
            query = urlencode({"rows": request.GET["rows"]})
            response["Location"] = f"{request.path}?{query}"
        return response

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        return []

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Events are the log."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Events are the log."""

    # --- Pages ------------------------------------------------------------------------

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        monograph = kwargs.get("obj")
        form = context["adminform"].form
        context["edit_version"] = form.first_version
        context["is_nav_sidebar_enabled"] = False  # the rows need its place
        context["words"] = WORDS
        context["first_mistake"] = first_mistake(form, context["inline_admin_formsets"])
        context["live"] = self._live_addresses()
        context["last_saved"] = last_saved(monograph, request.user)
        if monograph and monograph.pk:
            situation = situation_of(monograph)
            context["situation"] = situation
            context["both"] = draft_and_live(situation)
            verbs = verbs_now(situation, request.user)
            # Letting warnings stand has its own place, beside the warnings.
            context["verbs"] = [one for one in verbs if one.name != "acknowledge"]
            context["may_let_stand"] = len(context["verbs"]) < len(verbs)
            context["provenance"] = provenance = provenance_of(monograph)
            origins = (origin.source for origin in provenance.origins)
            context["sheet_sources"] = sheet_sources(origins)
            context["beside"] = people_beside(monograph, request.user)
            context["may_see_imports"] = may_see(request.user)
            context.update(open_comments_of(monograph))
            formsets = [one.formset for one in context["inline_admin_formsets"]]
            context["reading"] = reading_hint(formsets)
            anchors = anchors_on_page(formsets)
            context["findings"] = findings_panel(situation.findings, anchors)
            context["not_standing"] = getattr(request, "not_standing", None)
            context["why_earlier"] = WHY_EARLIER
            context["conflict"] = conflict_of(monograph, form, formsets)
            if not context["inline_admin_formsets"]:
                document = visible_content(read_working_copy(monograph))
                context["rendered"] = render_monograph(document)
        return super().render_change_form(request, context, *args, **kwargs)

    def _live_addresses(self) -> dict[str, str]:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_live"
        return {kind: reverse(f"{name}_{kind}") for kind in ("text", "frequency")}

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> Any:
        return history_page(self, request, object_id)
