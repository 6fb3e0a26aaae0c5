"""From a component of a combination to its own page, if readers can open one."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from monographs.models.public import Publication
from monographs.public.addresses import component_url, page_url
from monographs.public.caching import FOR_A_MINUTE


@require_safe
def component(request: HttpRequest, key: UUID) -> HttpResponse:
    """So that a page need not be made anew when a component's page comes or goes."""
    slug = (
        Publication.objects.live()
        .drugs()
        .filter(monograph__key=key)
        .values_list("slug", flat=True)
        .first()
    )
    name = request.GET.get("name", "")
    where = page_url("drug", slug) if slug else component_url(name, None)
    response = HttpResponseRedirect(where)
    response.headers["Cache-Control"] = FOR_A_MINUTE
    return response
