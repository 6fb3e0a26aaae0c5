"""Atom feeds of approved changes: of the whole site, and of one page."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from monographs.public.addresses import absolute_url, feed_url, site_url
from monographs.public.caching import FOR_A_MINUTE
from monographs.public.formats.xml_text import xml_text
from monographs.public.versions.behind import Behind, page_or_elsewhere
from monographs.public.versions.changes import Change, changes_of_page, newest_changes


@require_safe
def site_feed(request: HttpRequest) -> HttpResponse:
    return _answer(
        "medsite: what changed",
        page=absolute_url(site_url("changes")),
        address=absolute_url(site_url("feed")),
        changes=newest_changes().changes,
    )


@require_safe
def page_feed(request: HttpRequest, slug: str, *, kind: str) -> HttpResponseBase:
    """Of a withdrawn page too: its readers most of all shall hear of it."""
    page = page_or_elsewhere(slug, kind=kind, address=feed_url)
    if not isinstance(page, Behind):
        return page
    return _answer(
        f"{page.title}: what changed",
        page=absolute_url(page.history_url),
        address=absolute_url(feed_url(kind, slug)),
        changes=changes_of_page(slug),
    )


def _answer(
    title: str, *, page: str, address: str, changes: Iterable[Change]
) -> HttpResponse:
    feed = Atom1Feed(
        title=xml_text(title),
        link=page,
        description="",
        language="en",
        feed_url=address,
        feed_guid=address,
        author_name=settings.SITE_OWNER or "medsite",
    )
    for change in changes:
        feed.add_item(
            title=xml_text(f"{_titles(change)}: {change.label}"),
            link=absolute_url(_leads_to(change)),
            description=xml_text(change.note),
            unique_id=_tag(change),
            pubdate=change.at,
            updateddate=change.at,
        )
    response = HttpResponse(
        content_type=feed.content_type, headers={"Cache-Control": FOR_A_MINUTE}
    )
    feed.write(response, "utf-8")
    return response


def _titles(change: Change) -> str:
    """A bulk load is one entry."""
    if not change.pages:
        return change.title
    return f"{', '.join(change.named)} and others, {change.pages}"


def _leads_to(change: Change) -> str:
    return change.list_url or change.difference_url or change.version_url or change.url


def _tag(change: Change) -> str:
    """Never another one, whatever becomes of the page's address."""
    host = urlsplit(settings.SITE_URL).hostname
    return f"tag:{host},{change.at:%Y-%m-%d}:change/{change.id}"
