"""Addresses that stay the same while the process runs, looked up once."""

from functools import cache

from django import template
from django.templatetags.static import static
from django.urls import reverse

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
