"""Finds what an address shows, in one query; after a miss, a second: where it went."""

import hashlib
from collections.abc import Collection, Iterable
from functools import cache, cached_property, reduce
from operator import or_
from typing import Any

from django.db.models import (
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    Expression,
    ExpressionWrapper,
    IntegerField,
    Q,
)
from django.utils import timezone

from monographs.caches.own import Memory, recall_or_look_up
from monographs.content import Document
from monographs.models.public import (
    FormerSlug,
    Publication,
    PublishedRevision,
    SourceLicence,
)
from monographs.public.argument import Argument, PreparedQuery, Row
from monographs.public.made_once import made_once
from monographs.public.sealed import read_sealed
from monographs.public.standing import Standing, make_standing

# Pages that are shown beside each other.
MOST_AT_ONCE = 4

_SLUG = Argument("slug", CharField())
_SLUGS = [Argument(f"slug_{place}", CharField()) for place in range(MOST_AT_ONCE)]
_NUMBER = Argument("number", IntegerField())
_NOW = Argument("now", DateTimeField())
_TODAY = Argument("today", DateField())

_OF_PUBLICATION = (
    "kind",
    "slug",
    "title",
    "published_at",
    "reviewed_on",
    "review_due_on",
    "withdrawn_at",
    "withdrawal_reason",
)
_OF_REVISION = ("number", "sha256", "state", "change_note", "content")
_ANNOTATIONS = ("signers", "notices", "previous_number", "clinical", "is_overdue")
_COLUMNS = (
    *_OF_PUBLICATION,
    *_OF_REVISION,
    *_ANNOTATIONS,
    "version_published_at",
    "live_number",
    "revision",
)
_KIND = _COLUMNS.index("kind")
_SLUG_SHOWN = _COLUMNS.index("slug")
_WITHDRAWN_AT = _COLUMNS.index("withdrawn_at")
_CONTENT = _COLUMNS.index("content")
_REVISION = _COLUMNS.index("revision")
_NUMBER_SHOWN = _COLUMNS.index("number")
_LIVE_NUMBER = _COLUMNS.index("live_number")


class Found:
    """A row, of which a page that was rendered before needs next to nothing."""

    def __init__(self, query: PreparedQuery, row: Row, seed: str = "") -> None:
        self._query, self._row = query, row
        # Differs if anything differs: instead of the content its hash is in it.
        self.seed = seed or _hash_of(self._without_content)

    @property
    def kind(self) -> str:
        return str(self._row[_KIND])

    @property
    def slug(self) -> str:
        return str(self._row[_SLUG_SHOWN])

    @property
    def is_withdrawn(self) -> bool:
        return self._row[_WITHDRAWN_AT] is not None

    @property
    def is_live(self) -> bool:
        """The version that readers see; for them, unless it is withdrawn."""
        return bool(self._row[_NUMBER_SHOWN] == self._row[_LIVE_NUMBER])

    @cached_property
    def content(self) -> str:
        """The sealed content, as its JSON text; it is not what is remembered."""
        content = self._row[_CONTENT]
        if content is None:
            content = made_once(("content", self.revision), self._load)
        return str(content)

    def _load(self) -> str:
        versions = PublishedRevision.objects.filter(pk=self.revision)
        return str(versions.values_list("content", flat=True).get())

    @cached_property
    def document(self) -> Document:
        """As it was signed; a text that was altered since is never shown."""
        standing = self.standing
        return read_sealed(
            self.content,
            digest=standing.sha256,
            name=f"{standing.title}, version {standing.number}",
        )

    @property
    def has_content(self) -> bool:
        return "content" in self.__dict__ or self._row[_CONTENT] is not None

    @property
    def revision(self) -> int:
        return int(self._row[_REVISION])

    @property
    def to_remember(self) -> tuple[Row, str]:
        return self._without_content, self.seed

    @property
    def _without_content(self) -> Row:
        return (*self._row[:_CONTENT], None, *self._row[_CONTENT + 1 :])

    @cached_property
    def standing(self) -> Standing:
        values = dict(zip(_COLUMNS, self._query.convert(self._row), strict=True))
        del values["content"], values["revision"]
        return make_standing(**values)


def live_page(slug: str) -> Found | None:
    """The page at this address, which may be withdrawn."""
    return _recall_or_find(Memory(slug, "live"), _live_query(), slug=slug)


def live_pages(slugs: Collection[str]) -> dict[str, Found]:
    """Those of at most MOST_AT_ONCE addresses that have a page, in one query."""
    memories = {slug: Memory(slug, "live") for slug in slugs}
    found = {
        slug: Found(_live_query(), *remembered)
        for slug, memory in memories.items()
        if (remembered := memory.recall())
    }
    missing = [slug for slug in memories if slug not in found]
    for page in _find_several(missing) if missing else ():
        memories[page.slug].remember(page.to_remember)
        found[page.slug] = page
    return found


def load_contents(pages: Iterable[Found]) -> None:
    """Of those that were remembered without, in one query."""
    missing = {page.revision: page for page in pages if not page.has_content}
    if missing:
        versions = PublishedRevision.objects.filter(pk__in=missing)
        for revision, content in versions.values_list("pk", "content"):
            missing[revision].content = content


def version(slug: str, number: int) -> Found | None:
    """What readers of this address were shown under this number at some time."""
    memory = Memory(slug, f"version-{number}")
    return _recall_or_find(memory, _version_query(), slug=slug, number=number)


def newest_licence() -> int:
    """Differs when a licence of any source was stated, which takes no step."""
    return recall_or_look_up("newest-licence", SourceLicence.objects.newest)


def current_addresses(slugs: Collection[str]) -> dict[str, str]:
    """Of slugs that pages once had, those that they have now."""
    moved = FormerSlug.objects.filter(slug__in=slugs)
    return dict(moved.values_list("slug", "publication__slug"))


def current_address(slug: str) -> tuple[str, str] | None:
    """Kind and slug of the page that once had this slug."""
    return (
        FormerSlug.objects.filter(slug=slug)
        .values_list("publication__kind", "publication__slug")
        .first()
    )


def _recall_or_find(
    memory: Memory, query: PreparedQuery, **arguments: Any
) -> Found | None:
    if remembered := memory.recall():
        return Found(query, *remembered)
    found = _find(query, **arguments)
    if found is not None:
        memory.remember(found.to_remember)
    return found


def _find(query: PreparedQuery, **arguments: Any) -> Found | None:
    row = query.fetch(now=timezone.now(), today=timezone.localdate(), **arguments)
    return None if row is None else Found(query, row)


def _find_several(slugs: list[str]) -> list[Found]:
    query = _several_query()
    # All places are filled: the last slug is asked for again.
    asked = {
        place.value: slugs[min(number, len(slugs) - 1)]
        for number, place in enumerate(_SLUGS)
    }
    rows = query.fetch_all(now=timezone.now(), today=timezone.localdate(), **asked)
    return [Found(query, row) for row in rows]


@cache
def _live_query() -> PreparedQuery:
    return _live_pages(Q(slug=_SLUG))


@cache
def _several_query() -> PreparedQuery:
    return _live_pages(reduce(or_, [Q(slug=place) for place in _SLUGS]))


def _live_pages(which: Q) -> PreparedQuery:
    pages = (
        Publication.objects.with_page(_NOW)
        .annotate(is_overdue=_is_overdue("review_due_on"))
        .filter(which)
    )
    return PreparedQuery(
        pages.values_list(
            *_OF_PUBLICATION,
            *(f"revision__{column}" for column in _OF_REVISION),
            *_ANNOTATIONS,
            "revision__published_at",
            "revision__number",
            "revision_id",
        )
    )


@cache
def _version_query() -> PreparedQuery:
    publication = "monograph__publication__"
    versions = (
        PublishedRevision.objects.with_page(_NOW)
        .annotate(is_overdue=_is_overdue(f"{publication}review_due_on"))
        .filter(**{f"{publication}slug": _SLUG, "number": _NUMBER})
    )
    return PreparedQuery(
        versions.values_list(
            *(publication + column for column in _OF_PUBLICATION),
            *_OF_REVISION,
            *_ANNOTATIONS,
            "published_at",
            f"{publication}revision__number",
            "pk",
        )
    )


def _hash_of(row: Row) -> str:
    return hashlib.sha256(repr(row).encode()).hexdigest()


def _is_overdue(due_on: str) -> Expression:
    """By the database, so that a page's key changes on the day."""
    is_past = Q(**{f"{due_on}__isnull": False, f"{due_on}__lt": _TODAY})
    return ExpressionWrapper(is_past, output_field=BooleanField())
