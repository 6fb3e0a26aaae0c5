"""The A–Z: titles and "see" entries from any point on, as fast late as early."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from monographs.models.public import AToZEntry
from monographs.models.public.alphabet import range_of
from monographs.public.addresses import page_url
from monographs.public.finding.place import PAGE_SIZE, Place


@dataclass(frozen=True)
class Target:
    title: str
    url: str


@dataclass(frozen=True)
class Line:
    """A title with its page, or another name with the pages that it leads to."""

    text: str
    targets: tuple[Target, ...]
    is_title: bool


@dataclass(frozen=True)
class Listing:
    lines: tuple[Line, ...]
    next: Place | None

    @property
    def first(self) -> str:
        return self.lines[0].text if self.lines else ""


def list_entries(
    *, initial: str = "", second: str = "", after: Place | None = None
) -> Listing:
    entries = AToZEntry.objects.select_related("publication").only(
        *("text", "sort_key", "rank"),
        *("publication__kind", "publication__title", "publication__slug"),
    )
    if initial:
        entries = entries.filter(initials__range=range_of(initial, second))
    if after:
        entries = entries.filter(after.after)
    found = list(entries[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    return Listing(
        tuple(_lines(shown)),
        Place.of(shown[-1]) if len(found) > PAGE_SIZE else None,
    )


def _lines(entries: Sequence[AToZEntry]) -> Iterator[Line]:
    # A brand of several pages is one line that leads to each of them.
    for (text, is_title), same in groupby(entries, _line_of):
        targets = tuple(map(_target, same))
        if is_title:
            yield from (Line(text, (target,), is_title=True) for target in targets)
        else:
            yield Line(text, targets, is_title=False)


def _line_of(entry: AToZEntry) -> tuple[str, bool]:
    return entry.text, entry.is_title


def _target(entry: AToZEntry) -> Target:
    page = entry.publication
    return Target(page.title, page_url(page.kind, page.slug))
