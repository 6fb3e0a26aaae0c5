"""What an address of the comparison asks for; its parameters have one order. Pure."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.http import QueryDict
from django.utils.http import urlencode

from monographs.public.addresses import site_url
from monographs.public.lookup import MOST_AT_ONCE

MOST = MOST_AT_ONCE
ORDERS = {
    "": "Differences first",
    "shared": "Listed by all first",
    "name": "From A to Z",
}
# Where somebody asks for too many, so many are still named.
_MOST_READ = 12
_LONGEST_SLUG = 300
_LONGEST_NAME = 200


@dataclass(frozen=True)
class Asked:
    slugs: tuple[str, ...] = ()
    order: str = ""
    add: str = ""  # a name that somebody typed

    @classmethod
    def of(cls, given: QueryDict) -> "Asked":
        slugs = (_clean(slug, _LONGEST_SLUG).lower() for slug in given.getlist("d"))
        order = given.get("order", "")
        return cls(
            slugs=tuple(dict.fromkeys(filter(None, slugs)))[:_MOST_READ],
            order=order if order in ORDERS else "",
            add=_clean(given.get("add", ""), _LONGEST_NAME),
        )

    @cached_property
    def shown(self) -> tuple[str, ...]:
        """As many as fit beside each other."""
        return tuple(sorted(self.slugs[:MOST]))

    @property
    def left_out(self) -> tuple[str, ...]:
        return self.slugs[MOST:]

    @property
    def query(self) -> str:
        """In the order of the alphabet, unless being first decides who is shown."""
        slugs = self.slugs if self.left_out else self.shown
        given = {"d": slugs, "order": self.order, "add": self.add}
        given = {name: value for name, value in given.items() if value}
        return urlencode(given, doseq=True)

    @property
    def url(self) -> str:
        address = site_url("compare")
        return f"{address}?{self.query}" if self.query else address

    def with_order(self, order: str) -> "Asked":
        return replace(self, order=order, add="")

    def with_name(self, name: str) -> "Asked":
        return replace(self, add=name)

    def with_drug(self, slug: str) -> "Asked":
        return replace(self, slugs=(*self.slugs, slug), add="")

    def without(self, slug: str) -> "Asked":
        kept = tuple(one for one in self.slugs if one != slug)
        return replace(self, slugs=kept, add="")

    def with_only(self, slugs: tuple[str, ...]) -> "Asked":
        return replace(self, slugs=slugs, add="")


def _clean(text: str, longest: int) -> str:
    return " ".join(text.replace("\0", " ").split())[:longest].strip()
