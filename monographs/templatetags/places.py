"""What stays the same while the process runs, made once: addresses, parts of a page."""

from functools import cache

from django import template
from django.conf import settings
from django.template import loader
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString

from monographs.public import addresses

register = template.Library()
register.simple_tag(addresses.list_url, name="list_url")
register.simple_tag(addresses.site_url, name="site_url")
register.simple_tag(addresses.search_url, name="search_url")
register.simple_tag(addresses.suggestions_url, name="suggestions_url")


@register.simple_tag
@cache
def asset(name: str) -> str:
    return static(name)


@register.simple_tag
@cache
def home_url() -> str:
    return reverse("public:home")


@register.simple_tag
def unchanging(part: str, **around: str) -> SafeString:
    """Like `include`, for a part that looks the same wherever it is told the same."""
    # Templates change under a running server only while somebody works on them.
    return (_part.__wrapped__ if settings.DEBUG else _part)(part, **around)


@cache
def _part(part: str, **around: str) -> SafeString:
    html: SafeString = loader.render_to_string(part, around)
    return html
