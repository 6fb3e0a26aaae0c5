"""Articles that compare some of the drugs that stand side by side."""

from collections.abc import Iterable

from monographs.caches.own import Memory
from monographs.public.lookup import Found
from monographs.search import Article, articles_comparing


def articles_about(drugs: Iterable[Found]) -> tuple[Article, ...]:
    """One query, remembered as a page is; none for a drug alone."""
    titles = [drug.standing.title for drug in drugs]
    if len(titles) < 2:
        return ()
    memory = Memory("", f"articles-about:{'|'.join(titles)}")
    articles: tuple[Article, ...] | None = memory.recall()
    if articles is None:
        articles = articles_comparing(titles)
        memory.remember(articles)
    return articles
