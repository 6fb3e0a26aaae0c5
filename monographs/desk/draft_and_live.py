"""How a draft differs from the published text: in one sentence, and on a page."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from monographs.content import Document
from monographs.content.difference import compare_documents
from monographs.content.shown_difference import ShownDifference
from monographs.desk.record_number import number_in
from monographs.desk.review.shown_changes import show_changes
from monographs.desk.situation import Situation, situation_of
from monographs.models import SourceDocument

_AUTHORSHIP = {"Author", "Interests"}


@dataclass
class DraftAndLive:
    """Of a monograph that was published, withdrawn or not."""

    number: int
    live: Document
    draft: Document
    is_withdrawn: bool

    @cached_property
    def is_same(self) -> bool:
        return self.draft == self.live

    @property
    def version(self) -> str:
        fate = "was withdrawn" if self.is_withdrawn else "readers see"
        return f"version {self.number}, which {fate}"

    @cached_property
    def sentence(self) -> str:
        if self.is_same:
            return f"The draft is the same as {self.version}."
        where = self._where()
        if not where:
            return (
                f"The draft says the same as {self.version}; it differs in where rows "
                "come from."
            )
        return f"The draft differs in {where} from {self.version}"

    def _where(self) -> str:
        difference = compare_documents(self.live, self.draft, with_words=False)
        rows = sum(len(part.changes) for part in difference.parts)
        labels = {change.label for change in difference.header}
        places = ["the page’s title or address"] if labels - _AUTHORSHIP else []
        if labels & _AUTHORSHIP:
            places.append("who wrote it or with what interests")
        if rows:
            places.append(f"{rows:,} row{'' if rows == 1 else 's'}")
        return " and in ".join(places)

    def changes(self) -> ShownDifference:
        shas = {row.source for row in self.draft.rows() if row.source}
        sources = SourceDocument.objects.filter(sha256__in=shas)
        keys = dict(sources.values_list("sha256", "pk"))
        return show_changes(compare_documents(self.live, self.draft), keys)


def draft_and_live(situation: Situation) -> DraftAndLive | None:
    publication = situation.publication
    if publication is None or situation.live_document is None:
        return None
    return DraftAndLive(
        number=publication.revision.number,
        live=situation.live_document,
        draft=situation.document,
        is_withdrawn=publication.is_withdrawn,
    )


class DraftChangesPages:
    """For the admin of monographs: what the draft would change for readers."""

    def get_urls(self) -> list[Any]:
        admin: Any = self
        page = path(
            "<path:object_id>/changes/",
            admin.admin_site.admin_view(self.draft_changes_view),
            name=f"{admin.opts.app_label}_{admin.opts.model_name}_changes",
        )
        return [page, *super().get_urls()]  # type: ignore[misc]

    @method_decorator(require_safe)
    def draft_changes_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        admin: Any = self
        if not admin.has_view_permission(request):
            raise PermissionDenied("Your account may not read monographs.")
        monograph = admin.get_queryset(request).filter(pk=number_in(object_id)).first()
        if monograph is None:
            raise Http404("There is no such monograph.")
        both = draft_and_live(situation_of(monograph))
        context = {
            **admin.admin_site.each_context(request),
            "title": f"What the draft changes: {monograph}",
            "opts": admin.opts,
            "monograph": monograph,
            "both": both,
            "compared": {"label": both.version} if both else None,
            "changes": both.changes() if both else None,
        }
        return TemplateResponse(request, "admin/monographs/draft_changes.html", context)
