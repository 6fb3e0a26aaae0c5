"""Where pages are, and which slugs and numbers an address can hold."""

from functools import cache
from urllib.parse import quote, urlencode
from uuid import UUID

from django.conf import settings
from django.urls import reverse


class SlugConverter:
    """As the working copy validates slugs; nothing else ever reaches the database."""

    regex = "[a-z0-9][a-z0-9-]{1,299}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class InitialConverter(SlugConverter):
    """A letter, 0 for all before them, _ for all behind; a slug has two characters."""

    regex = "[a-z0_]"


class VersionConverter:
    """Small enough for a database's integer."""

    regex = "[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class DataSetConverter(SlugConverter):
    """A day; a second set of the same day has a number behind it."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}(?:-[1-9][0-9]{0,3})?"


class DataFileConverter(SlugConverter):
    """A plain name: no folder, nothing hidden."""

    regex = r"[A-Za-z0-9][A-Za-z0-9-]{0,60}(?:\.[A-Za-z0-9]{1,10})?"


class ReceiptConverter:
    """A receipt number, however somebody typed its letters."""

    regex = "(?:[2-9A-HJ-NP-Za-hj-np-z]{4}-){3}[2-9A-HJ-NP-Za-hj-np-z]{4}"

    def to_python(self, value: str) -> str:
        return value.upper()

    def to_url(self, value: str) -> str:
        return value


@cache
def site_url(name: str) -> str:
    """Of a page that there is one of."""
    return reverse(f"public:{name}")


@cache
def list_url(kind: str) -> str:
    return reverse(f"public:{kind}s")


# Put together by hand: Django's reverse takes a hundredth of the time of a whole page.
def page_url(kind: str, slug: str) -> str:
    return f"{list_url(kind)}{slug}/"


def version_url(kind: str, slug: str, number: int) -> str:
    return f"{page_url(kind, slug)}v/{number}/"


def format_url(kind: str, slug: str, form: str) -> str:
    """The live version for programs; `form` is how the address ends."""
    return f"{list_url(kind)}{slug}.{form}"


def feed_url(kind: str, slug: str) -> str:
    return format_url(kind, slug, "atom")


def version_format_url(kind: str, slug: str, number: int, form: str) -> str:
    return f"{page_url(kind, slug)}v/{number}.{form}"


def history_url(kind: str, slug: str) -> str:
    return f"{page_url(kind, slug)}history/"


def sources_url(kind: str, slug: str) -> str:
    return f"{page_url(kind, slug)}sources/"


def explorer_url(slug: str) -> str:
    """Of the side effects of a drug, in other orders and as pictures."""
    return f"{page_url('drug', slug)}side-effects/"


def report_url(page: str) -> str:
    """The form to report a problem with this page of ours."""
    return f"{site_url('feedback')}?page={quote(page)}"


def absolute_url(path: str) -> str:
    """As it stands on paper and in files, which have no host of their own."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def component_url(name: str, key: UUID | None) -> str:
    """Where a component's page is, if it has one; else what the search knows."""
    query = urlencode({"name" if key else "q": name})
    where = f"{list_url('drug')}component/{key}/" if key else search_url()
    return f"{where}?{query}"


def difference_url(kind: str, slug: str, first: int, second: int) -> str:
    """The earlier version always stands first."""
    earlier, later = sorted((first, second))
    return f"{page_url(kind, slug)}diff/{earlier}/{later}/"


def compare_url(slug: str) -> str:
    """The comparison that begins with this drug."""
    return f"{site_url('compare')}?d={slug}"


@cache
def search_url() -> str:
    return reverse("public:search")


@cache
def suggestions_url() -> str:
    return reverse("public:suggestions")


def found_url(kind: str, slug: str) -> str:
    """The page of a drug, a comparison or a side effect."""
    return effect_url(slug) if kind == "effect" else page_url(kind, slug)


def effect_url(slug: str) -> str:
    return f"{_before_effects()}{slug}/"


def class_url(slug: str) -> str:
    return f"{site_url('classes')}{slug}/"


@cache
def _before_effects() -> str:
    return reverse("public:effect", args=["x"]).removesuffix("x/")
