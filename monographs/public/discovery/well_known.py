"""Small files that programs look for at fixed addresses."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.http import require_safe

from monographs.exporting.notation import shown_in_line
from monographs.models.public import Publication
from monographs.public.addresses import absolute_url, format_url, search_url, site_url
from monographs.public.caching import FOR_A_MINUTE

# The standard asks for less than a year; the file is made anew each time.
_VALID = timedelta(days=180)
_LISTED = 1_000
_FOR_MODELS = """\
# medsite

> Drug monographs. Each page is exactly one version that the people named on it have \
read and signed.

Every page has a Markdown form: put `.md` in place of the last `/` of its address. \
Its front matter says the status: approved or not, which version, who signed, when it \
was reviewed and when the next review is due. Quote a page with its version and its \
review date. What stands here is no advice for one person.
"""


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return _text(
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /preview/",
        "Disallow: /feedback/",
        "Disallow: /side-effects/match/",
        "Disallow: /search/suggest",
        "",
        f"Sitemap: {_address('sitemap_index')}",
    )


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    expires = (timezone.now() + _VALID).replace(microsecond=0)
    contact = settings.CONTACT_EMAIL
    return _text(
        *([f"Contact: mailto:{contact}"] if contact else []),
        f"Contact: {_address('feedback')}",
        f"Expires: {expires.isoformat()}",
        "Preferred-Languages: en",
        f"Canonical: {_address('security')}",
    )


@require_safe
def llms(request: HttpRequest) -> HttpResponse:
    pages = list(
        Publication.objects.listed()
        .order_by("sort_key", "id")
        .values_list("kind", "slug", "title")[: _LISTED + 1]
    )
    lines = [
        f"- [{shown_in_line(title)}]({absolute_url(format_url(kind, slug, 'md'))})"
        for kind, slug, title in pages[:_LISTED]
    ]
    if len(pages) > _LISTED:
        lines += [
            "",
            f"These are the first {_LISTED}. All: {_address('sitemap_index')}",
        ]
    return _text(
        _FOR_MODELS,
        "## Pages",
        "",
        *lines,
        "",
        "## About",
        "",
        f"- [How numbers are made]({_address('about_numbers')})",
        f"- [What status words mean]({_address('about_review')})",
        f"- [What changed]({_address('changes')})",
        f"- [All pages as open data]({_address('data')})",
        content_type="text/markdown; charset=utf-8",
    )


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    xml = loader.get_template("monographs/discovery/opensearch.xml").render(
        {
            "search": absolute_url(search_url()),
            "address": _address("opensearch"),
            "icon": absolute_url(static("monographs/icon.svg")),
        }
    )
    return _file(xml, "application/opensearchdescription+xml")


def _address(name: str) -> str:
    return absolute_url(site_url(name))


def _text(*lines: str, content_type: str = "text/plain; charset=utf-8") -> HttpResponse:
    return _file("\n".join(lines) + "\n", content_type)


def _file(text: str, content_type: str) -> HttpResponse:
    return HttpResponse(
        text, content_type=content_type, headers={"Cache-Control": FOR_A_MINUTE}
    )
