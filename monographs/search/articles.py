"""Articles that compare some of several subjects, by their titles and tables."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from monographs.content import FEATURE_TABLE_ANCHOR
from monographs.search.clause import Words
from monographs.search.dialect import dialect
from monographs.search.query import Query
from monographs.search.reading import Branch, Row, read
from monographs.search.results import Article
from monographs.search.shelves import COMPARISONS
from monographs.search.words import fold

MOST_ARTICLES = 3
# Of each two subjects; a text may name them as well, which is no comparison.
_MOST_ENTRIES = 20


def articles_comparing(names: Sequence[str]) -> tuple[Article, ...]:
    """Those that name at least two of them, the most first; one query."""
    pairs_of_names = list(_words_of_pairs(names))
    found = read(
        Branch(COMPARISONS, dialect().with_words(COMPARISONS, words), _MOST_ENTRIES)
        for words in pairs_of_names
    )
    pages = [
        {Article(row.title, row.slug) for row in rows if _compares(row, words)}
        for rows, words in zip(found, pairs_of_names, strict=True)
    ]
    pairs = Counter(page for of_pair in pages for page in of_pair)
    ranked = sorted(pairs, key=lambda page: (-pairs[page], page.title, page.slug))
    return tuple(ranked[:MOST_ARTICLES])


def _words_of_pairs(names: Sequence[str]) -> Iterator[Words]:
    words = [Query.of(name).beginnings for name in dict.fromkeys(names)]
    for first, second in combinations(filter(None, words), 2):
        yield list(dict.fromkeys([*first, *second]))


def _compares(row: Row, words: Words) -> bool:
    """Not where a cell of its table, or its text, names them."""
    if row.kind == "title":
        return True
    if row.anchor != FEATURE_TABLE_ANCHOR:
        return False
    subjects = fold(row.text.partition("\n")[0]).split()
    return all(any(one.startswith(word) for one in subjects) for word, _ in words)
