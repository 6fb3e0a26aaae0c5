"""A draft or a version as its public page would be, at any time."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template import loader
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from monographs.content import loads, read_working_copy
from monographs.desk.record_number import number_in
from monographs.desk.sealed_text import standing_of
from monographs.models import Monograph, Revision
from monographs.public.page import render_monograph
from monographs.visible_text import visible_content

# For nobody's cache and nobody's index.
PRIVATE = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow"}
DRAFT = "This is a draft, not published"


class PreviewPages:
    """For the admin of monographs and of revisions."""

    def get_urls(self) -> list[Any]:
        admin: Any = self
        preview = path(
            "<path:object_id>/preview/",
            admin.admin_site.admin_view(self.preview_view),
            name=f"{admin.opts.app_label}_{admin.opts.model_name}_preview",
        )
        return [preview, *super().get_urls()]  # type: ignore[misc]

    @method_decorator(require_safe)
    def preview_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        admin: Any = self
        if not admin.has_view_permission(request):
            raise PermissionDenied("Your account may not read this.")
        found = admin.get_queryset(request).filter(pk=number_in(object_id))
        target = found.first()
        if target is None:
            raise Http404("There is no such text.")
        name = admin.opts.model_name
        back = reverse(f"admin:monographs_{name}_change", args=[target.pk])
        return preview_of(target, desk_url=back)


def preview_of(target: Monograph | Revision, **context: Any) -> HttpResponse:
    """The public page's own renderer and styles; only the line on top is added."""
    revision = target if isinstance(target, Revision) else None
    if revision:
        document, standing = loads(revision.content), standing_of(revision)
    else:
        document, standing = read_working_copy(target), None  # type: ignore[arg-type]
    document = visible_content(document)
    # Without the request: no session, no person, no cookie can slip in.
    html = loader.get_template("monographs/preview.html").render(
        {
            "document": document,
            "article": render_monograph(document, standing=standing),
            "title": _title(revision),
            "revision": revision,
            **context,
        }
    )
    return HttpResponse(html, headers=PRIVATE)


def _title(revision: Revision | None) -> str:
    if revision and revision.published_at:
        return f"Version {revision.number}, as it was published"
    return DRAFT
