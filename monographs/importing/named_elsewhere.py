"""New drugs that cannot go, because a page that stays names them as a component."""

from collections.abc import Callable, Mapping

from monographs.models import Component

# Of these pages, which of them stay for a reason of their own.
Staying = Callable[[set[int]], set[int]]


def named_elsewhere(made: Mapping[int, int], staying: Staying) -> dict[int, str]:
    """`made` has the new drugs' rows by drug; by the row's primary key: a clause.

    A page that is taken back itself holds nobody; but where another page keeps it,
    it keeps its own components.
    """
    uses = _uses(set(made), staying)
    named: dict[int, str] = {}
    stay = {page for _, page, _, is_staying in uses if is_staying}
    while more := {
        drug: title
        for drug, page, title, _ in uses
        if page in stay and drug not in named
    }:
        named |= more
        stay |= set(more)
    return {
        row: f'"{named[drug]}" names it as a component'
        for drug, row in made.items()
        if drug in named
    }


def _uses(drugs: set[int], staying: Staying) -> list[tuple[int, int, str, bool]]:
    """Drug, page that names it, that page's title, and whether the page stays; and the
    same for pages that go, as long as somebody names them."""
    uses: list[tuple[int, int, str, bool]] = []
    asked: set[int] = set()
    while drugs:
        asked |= drugs
        found = list(
            Component.objects.filter(drug__in=drugs)
            .order_by("pk")
            .values_list("drug", "monograph", "monograph__title")
        )
        pages = {page for _, page, _ in found}
        stay = staying(pages) if pages else set()
        uses += [(drug, page, title, page in stay) for drug, page, title in found]
        drugs = pages - stay - asked
    return uses
