"""Names that are nearly the word: for "Did you mean" and for look-alikes.

A word with few slips still holds some of its parts unchanged, so an index of trigrams
finds the candidates; the distance then decides, the same way on both databases.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from monographs.search.clause import AT_START, Groups
from monographs.search.dialect import dialect
from monographs.search.distance import distance, most_slips
from monographs.search.query import Query
from monographs.search.reading import Branch, Row, read
from monographs.search.results import LookAlike
from monographs.search.shelves import EFFECTS, NAMES, TITLES, Shelf
from monographs.search.words import STOP_WORDS, fold

MOST_OFFERS = 3
MOST_LOOK_ALIKES = 5
_MOST_WORDS = 3
_PART = 3  # letters: what a trigram index can look for
_MOST_PARTS = 5  # of long words each part is longer, or they had dozens of groups
_SAME_BEGINNING = 5
# No name of anything is longer, and each letter costs.
_LONGEST_NAME = 60


def offers(query: Query) -> tuple[str, ...]:
    """The query with each word that no name holds replaced by one that is near."""
    words = [word for word in query.telling_words if most_slips(word)][:_MOST_WORDS]
    near = _near_words(words)
    if query.words == words[:1]:
        return tuple(near[words[0]].values())
    choices = [list(near.get(word) or [word]) for word in query.words]
    best = [choice[0] for choice in choices]
    found = [best]
    for place, choice in enumerate(choices):
        found += [[*best[:place], word, *best[place + 1 :]] for word in choice[1:]]
    texts = dict.fromkeys(" ".join(words) for words in found)
    return tuple(text for text in texts if text != query.folded)[:MOST_OFFERS]


def look_alikes(exact: Row) -> tuple[LookAlike, ...]:
    """Names of other pages that are easily taken for this one."""
    name = fold(exact.text)
    if not most_slips(name):
        return ()
    rows = [
        row
        for found in read([*_branches(name, (TITLES, NAMES)), *_same_beginning(name)])
        for row in found
        if row.page_id != exact.page_id
    ]
    alike: dict[int, tuple[int, str, LookAlike]] = {}
    for row in rows:
        other = row.folded
        steps = _steps_to_look_alike(name, other)
        if steps is None:
            continue
        one = LookAlike(row.text, row.title, row.page_kind, row.slug)
        key = (steps, other, one)
        if row.page_id not in alike or key[:2] < alike[row.page_id][:2]:
            alike[row.page_id] = key
    ordered = sorted(alike.values(), key=lambda key: key[:2])
    return tuple(one for _, _, one in ordered[:MOST_LOOK_ALIKES])


def _steps_to_look_alike(name: str, other: str) -> int | None:
    """None where nobody would mix them up, or both are forms of the same drug."""
    if not name or not other or name.split()[0] == other.split()[0]:
        return None
    begins_alike = name[:_SAME_BEGINNING] == other[:_SAME_BEGINNING]
    most = most_slips(name) + (2 if begins_alike else 0)
    steps = distance(name, other, most=most)
    return steps if steps <= most else None


def near_drugs(names: Sequence[str]) -> dict[str, tuple[LookAlike, ...]]:
    """Of names that no drug has: those that begin so or differ by few slips."""
    return _near_names(names, (TITLES, NAMES))


def near_effects(names: Sequence[str]) -> dict[str, tuple[LookAlike, ...]]:
    return _near_names(names, (EFFECTS,))


def _near_names(
    names: Sequence[str], shelves: tuple[Shelf, ...]
) -> dict[str, tuple[LookAlike, ...]]:
    """One query for all of them."""
    branches = [
        (name, branch)
        for name in names
        for branch in [
            *_beginning(fold(name), shelves, most=MOST_OFFERS),
            *_branches(fold(name)[:_LONGEST_NAME], shelves),
        ]
    ]
    found: dict[str, list[Row]] = {}
    rows_found = read(branch for _, branch in branches)
    for (name, _), rows in zip(branches, rows_found, strict=True):
        found.setdefault(name, []).extend(rows)
    return {name: _nearest_pages(fold(name), rows) for name, rows in found.items()}


def _nearest_pages(name: str, rows: Iterable[Row]) -> tuple[LookAlike, ...]:
    most = most_slips(name)
    ranked: list[tuple[bool, int, str, int, Row]] = []
    for row in rows:
        begins = row.folded.startswith(name)
        steps = distance(name, row.folded, most=most)
        if begins or steps <= most:
            ranked.append((not begins, steps, row.folded, row.page_id, row))
    pages: dict[int, LookAlike] = {}
    for *_, page, row in sorted(ranked, key=lambda one: one[:-1]):
        near = LookAlike(row.text, row.title, row.page_kind, row.slug)
        pages.setdefault(page, near)
    return tuple(pages.values())[:MOST_OFFERS]


def _near_words(words: list[str]) -> dict[str, dict[str, str]]:
    """Of each word the near ones, folded and as readers know them."""
    shelves = (TITLES, NAMES, EFFECTS)
    found = read(branch for word in words for branch in _branches(word, shelves))
    near: dict[str, dict[str, str]] = {}
    for place, word in enumerate(words):
        start = place * len(shelves)
        rows = [row for rows in found[start : start + len(shelves)] for row in rows]
        near[word] = _nearest(word, rows)
    return near


def _nearest(word: str, rows: Iterable[Row]) -> dict[str, str]:
    """Nothing for a word that stands in a name as it is."""
    candidates: dict[str, str] = {}
    for row in rows:
        for text in row.folded.split():
            if text not in STOP_WORDS:
                candidates.setdefault(text, text)
        # Also whole: "coexamplazole" may mean "co examplazole".
        candidates[row.folded] = row.text
    if word in candidates:
        return {}
    most = most_slips(word)
    ranked = sorted(
        (steps, -_shared_beginning(word, near), near)
        for near in candidates
        if (steps := distance(word, near.replace(" ", ""), most=most)) <= most
    )
    return {near: candidates[near] for _, _, near in ranked[:MOST_OFFERS]}


def _branches(word: str, shelves: Iterable[Shelf]) -> list[Branch]:
    groups = _groups(word.replace(" ", ""))
    if not groups:
        return []
    most = dialect().most_candidates
    return [
        Branch(shelf, dialect().with_parts(shelf, groups, near=word, most=most), most)
        for shelf in shelves
    ]


def _same_beginning(name: str) -> list[Branch]:
    beginning = name[:_SAME_BEGINNING]
    if len(beginning) < _SAME_BEGINNING:
        return []
    return _beginning(beginning, (TITLES, NAMES), most=100)


def _beginning(text: str, shelves: Iterable[Shelf], *, most: int) -> list[Branch]:
    return [
        Branch(shelf, dialect().starting(shelf, text), most, by_beginning=True)
        for shelf in shelves
        if text
    ]


def _groups(word: str) -> Groups:
    """Parts that one slip, in long words two of them, leave whole together.

    Many names share their endings, and few slips are at the beginning of a word. So an
    ending alone is never enough: on a large site that would be hundreds of names.
    """
    if len(word) < 2 * _PART:
        return [[word[place : place + _PART]] for place in range(len(word) - _PART + 1)]
    first, *others = parts = _parts(word)
    spoilt = 1 if len(parts) < 4 else 2
    return [
        *(
            (AT_START + first, *kept)
            for kept in combinations(others, len(others) - spoilt)
        ),
        (AT_START + word[0], *others),
        (word[1:],),
        # A swap across the border of two parts would spoil both.
        *((swapped,) for swapped in _swapped_at_borders(parts)),
    ]


def _swapped_at_borders(parts: list[str]) -> Iterator[str]:
    for place in range(1, len(parts)):
        before, behind = "".join(parts[:place]), "".join(parts[place:])
        yield before[:-1] + behind[0] + before[-1] + behind[1:]


def _parts(word: str) -> list[str]:
    count = min(max(1, len(word) // _PART), _MOST_PARTS)
    bounds = [len(word) * place // count for place in range(count + 1)]
    return [word[start:end] for start, end in zip(bounds, bounds[1:], strict=False)]


def _shared_beginning(first: str, second: str) -> int:
    pairs = zip(first, second, strict=False)
    return next(
        (n for n, (a, b) in enumerate(pairs) if a != b), min(len(first), len(second))
    )
