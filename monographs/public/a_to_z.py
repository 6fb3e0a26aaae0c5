"""The A–Z: a page of titles from any point on, as fast at the end as at the start."""

from dataclasses import dataclass
from string import ascii_lowercase

from django.db.models import Q
from django.utils.http import urlencode

from monographs.models.public import Publication

PAGE_SIZE = 100
# Sorts behind every word with z, and before other scripts.
_BEHIND_Z = "zzzzzzzz"
_RANGES: dict[str, tuple[str, str]] = {
    "0": ("", "a"),
    **{
        letter: (letter, following)
        for letter, following in zip(
            ascii_lowercase, [*ascii_lowercase[1:], _BEHIND_Z], strict=True
        )
    },
    "_": (_BEHIND_Z, ""),
}
INITIALS: dict[str, str] = {
    "0": "0–9",
    **{letter: letter.upper() for letter in ascii_lowercase},
    "_": "Other",
}


@dataclass(frozen=True)
class Position:
    """The last title that a reader has seen; titles may be equal, so with its id."""

    sort_key: str
    id: int

    @classmethod
    def from_text(cls, text: str) -> "Position":
        sort_key, _, number = text.replace("\0", "").rpartition(".")
        if not number.isascii() or not number.isdigit() or len(number) > 18:
            return cls(text.replace("\0", ""), 0)
        return cls(sort_key, int(number))

    @property
    def query(self) -> str:
        return urlencode({"after": f"{self.sort_key}.{self.id}"})


@dataclass(frozen=True)
class Listing:
    publications: tuple[Publication, ...]
    next: Position | None


def list_pages(kind: str, *, initial: str = "", after: str = "") -> Listing:
    pages = Publication.objects.listed().filter(kind=kind)
    start, end = _RANGES.get(initial, ("", ""))
    if start:
        pages = pages.filter(sort_key__gte=start)
    if end:
        pages = pages.filter(sort_key__lt=end)
    if after:
        position = Position.from_text(after)
        # The first condition lets the index start there; the second skips its equals.
        pages = pages.filter(sort_key__gte=position.sort_key).exclude(
            Q(sort_key=position.sort_key, id__lte=position.id)
        )
    found = tuple(
        pages.order_by("sort_key", "id").only(
            "id", "kind", "title", "slug", "sort_key"
        )[: PAGE_SIZE + 1]
    )
    shown, has_more = found[:PAGE_SIZE], len(found) > PAGE_SIZE
    return Listing(shown, _position(shown[-1]) if has_more else None)


def _position(publication: Publication) -> Position:
    return Position(publication.sort_key, publication.pk)
