"""Articles that compare some of the drugs that stand side by side."""

from collections.abc import Iterable

from monographs.caches.own import combinations, recall_or_look_up
from monographs.public.lookup import Found
from monographs.search import Article, articles_comparing


def articles_about(drugs: Iterable[Found]) -> tuple[Article, ...]:
    """One query, remembered as a page is; none for a drug alone."""
    titles = {drug.slug: drug.standing.title for drug in drugs}
    if len(titles) < 2:
        return ()
    return recall_or_look_up(
        f"articles-about:{'+'.join(titles)}",
        lambda: articles_comparing(list(titles.values())),
        combinations,
    )
