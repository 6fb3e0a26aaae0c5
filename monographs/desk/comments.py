"""The comments on a page: their own page, and what other pages show of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from monographs import workflow
from monographs.content import (
    ROW_MODELS,
    Document,
    DocumentRow,
    loads,
    place_of,
    read_working_copy,
)
from monographs.desk.mentions import MOST_SUGGESTED, not_told_by
from monographs.models import Comment, Monograph, Revision
from monographs.workflow import TransitionRefused
from monographs.workflow.comment import LONGEST_QUOTE, holds
from monographs.workflow.mentions import people_to_mention

THREADS_A_PAGE = 50
OPEN_IN_PANEL = 10
SHOWN = {"open": "open", "resolved": "resolved", "all": "all"}


# --- What a page shows ----------------------------------------------------------------


@dataclass(frozen=True)
class Thread:
    """A comment with its answers, and what has become of its place since."""

    comment: Comment
    place: str = ""
    row_key: UUID | None = None
    is_gone: bool = False
    is_changed: bool = False


def threads_on(document: Document, comments: Iterable[Comment]) -> list[Thread]:
    rows = dict(_places(document))
    return [_thread(comment, rows) for comment in comments]


def _places(
    document: Document,
) -> Iterable[tuple[UUID, tuple[str, DocumentRow]]]:
    for field in ROW_MODELS:
        for row in getattr(document, field):
            yield row.key, (place_of(field, row), row)


def _thread(comment: Comment, rows: dict[UUID, tuple[str, DocumentRow]]) -> Thread:
    if comment.row_key is None:
        return Thread(comment)
    if comment.row_key not in rows:
        return Thread(comment, comment.place, is_gone=True)
    place, row = rows[comment.row_key]
    is_changed = bool(comment.quote) and not holds(row, comment.quote)
    return Thread(comment, place, comment.row_key, is_changed=is_changed)


# --- The form -------------------------------------------------------------------------


class CommentForm(forms.Form):
    prefix = "comment"
    row_key = forms.TypedChoiceField(
        label="On", coerce=UUID, empty_value=None, required=False
    )
    quote = forms.CharField(
        label="Words that it is about",
        required=False,
        max_length=LONGEST_QUOTE,
        help_text="Optional. Mark words in a version, and a button fills them in.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    # Not required here: the verb refuses an empty one, in its own words.
    text = forms.CharField(
        label="Comment",
        required=False,
        help_text="@ and a user name tells that person.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(key), place) for key, (place, _) in _places(document)]
        self.fields["row_key"].choices = [  # type: ignore[attr-defined]
            ("", "the page, or where the words stand"),
            *choices,
        ]


# --- The pages ------------------------------------------------------------------------


class CommentPages:
    """For the admin of monographs."""

    admin_site: Any
    opts: Any

    def get_urls(self) -> list[Any]:
        page = path(
            "<path:object_id>/comments/",
            self.admin_site.admin_view(self.comments_view),
            name=f"{self.opts.app_label}_{self.opts.model_name}_comments",
        )
        return [page, *super().get_urls()]  # type: ignore[misc]

    def comments_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        monograph = self.get_object(request, unquote(object_id))  # type: ignore[attr-defined]
        if monograph is None:
            raise Http404("There is no such monograph.")
        if not self.has_view_permission(request, monograph):  # type: ignore[attr-defined]
            raise PermissionDenied("Your account may not read comments.")
        revision = _revision_asked_for(request, monograph)
        if request.method != "POST":
            return self._comments(request, monograph, revision)
        try:
            done = _act(request, monograph, revision)
        except TransitionRefused as refusal:
            return self._comments(request, monograph, revision, str(refusal))
        messages.success(request, done.sentence)
        if done.not_told:
            messages.warning(request, done.not_told)
        return HttpResponseRedirect(_back_to(monograph, revision))

    def _comments(
        self,
        request: HttpRequest,
        monograph: Monograph,
        revision: Revision | None,
        refusal: str = "",
    ) -> HttpResponse:
        document = loads(revision.content) if revision else read_working_copy(monograph)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Comments on {monograph}",
            "opts": self.opts,
            "refusal": refusal,
            "typed_answer": request.POST.get("text", "") if refusal else "",
            "answered": request.POST.get("thread", "") if refusal else "",
            "show": _shown(request),
            "choices": SHOWN,
            **comments_on(monograph, document, request, revision),
        }
        return TemplateResponse(
            request,
            "admin/monographs/comments.html",
            context,
            status=422 if refusal else 200,
        )


def comments_on(
    monograph: Monograph,
    document: Document,
    request: HttpRequest,
    revision: Revision | None = None,
) -> dict[str, Any]:
    """For any page with `_comments.html` in it: four queries, and the form."""
    page = _page(monograph, request)
    may_comment = request.user.has_perm("monographs.comment_monograph")
    is_refused_comment = request.POST.get("action") == "comment"
    return {
        "monograph": monograph,
        "about": revision,
        "comments_url": comments_url(monograph),
        "page": page,
        "threads": threads_on(document, page.object_list),
        "may_comment": may_comment,
        "people": people_to_mention()[:MOST_SUGGESTED] if may_comment else [],
        "comment_form": CommentForm(
            request.POST if is_refused_comment else None,
            document=document,
            initial={"row_key": request.GET.get("row", "")},
        ),
    }


def open_comments_of(monograph: Monograph) -> dict[str, Any]:
    """For the panel of the change page: the newest that nobody has resolved."""
    newest = monograph.comments.open().select_related("by").order_by("-id")
    found = list(newest[: OPEN_IN_PANEL + 1])
    return {
        "open_comments": found[:OPEN_IN_PANEL],
        "has_more_comments": len(found) > OPEN_IN_PANEL,
        "comments_url": comments_url(monograph),
    }


def comments_url(monograph: Monograph) -> str:
    return reverse(f"admin:monographs_{monograph.kind}_comments", args=[monograph.pk])


def _page(monograph: Monograph, request: HttpRequest) -> Page[Comment]:
    comments = monograph.comments.threads().with_answers().order_by("-id")
    shown = _shown(request)
    if shown == "open":
        comments = comments.open()
    elif shown == "resolved":
        comments = comments.exclude(resolved_at=None)
    return Paginator(comments, THREADS_A_PAGE).get_page(request.GET.get("p"))


def _shown(request: HttpRequest) -> str:
    shown = request.GET.get("show", "open")
    return shown if shown in SHOWN else "open"


@dataclass(frozen=True)
class Done:
    sentence: str
    not_told: str = ""


def _act(request: HttpRequest, monograph: Monograph, revision: Revision | None) -> Done:
    """Say, answer or resolve, as the pressed button says."""
    action = request.POST.get("action")
    if action == "comment":
        document = loads(revision.content) if revision else read_working_copy(monograph)
        form = CommentForm(request.POST, document=document)
        if not form.is_valid():
            raise TransitionRefused(" ".join(_mistakes(form)))
        said = workflow.comment(
            monograph, by=request.user, revision=revision, **form.cleaned_data
        )
        return Done("Your comment is there.", not_told_by(said))
    thread = _thread_named(request.POST.get("thread", ""), monograph)
    if action == "answer":
        text = request.POST.get("text", "").replace("\0", "")
        said = workflow.answer(thread, text=text, by=request.user)
        return Done("Your answer is there.", not_told_by(said))
    if action == "resolve":
        workflow.resolve_comment(thread, by=request.user)
        return Done("The comment is resolved.")
    raise TransitionRefused("Press one of the buttons: comment, answer or resolve.")


def _mistakes(form: CommentForm) -> list[str]:
    return [
        f"{form.fields[name].label}: {message}"
        for name, errors in form.errors.items()
        for message in errors
    ]


def _thread_named(number: str, monograph: Monograph) -> Comment:
    found = (
        monograph.comments.filter(pk=number).first()
        if number.isascii() and number.isdigit() and len(number) < 19
        else None
    )
    if found is None:
        raise Http404("There is no such comment on this page.")
    return found


def _revision_asked_for(request: HttpRequest, monograph: Monograph) -> Revision | None:
    number = request.POST.get("version") or request.GET.get("version", "")
    if not number:
        return None
    found: Revision | None = (
        monograph.revisions.filter(number=number).first()
        if number.isascii() and number.isdigit() and len(number) < 10
        else None
    )
    if found is None:
        raise Http404("There is no such version of this monograph.")
    return found


def _back_to(monograph: Monograph, revision: Revision | None) -> str:
    if revision is None:
        return comments_url(monograph)
    page = reverse("admin:monographs_revision_change", args=[revision.pk])
    return f"{page}#comments"
