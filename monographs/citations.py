"""The numbers of a page's references, and a place for each time that one is cited."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator


class Citations(Collection[int]):
    """Where a text is read with these, each link to a reference can be led back to."""

    def __init__(self, numbers: Iterable[int]) -> None:
        self._numbers = frozenset(numbers)
        self._uses: Counter[int] = Counter()

    def __contains__(self, number: object) -> bool:
        return number in self._numbers

    def __iter__(self) -> Iterator[int]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def next_place(self, number: int) -> str:
        """The id of the next link to this reference."""
        self._uses[number] += 1
        return f"cited-{number}-{self._uses[number]}"


def link_to(number: int, citations: Collection[int]) -> dict[str, str | int | float]:
    """The attributes of a link to a reference."""
    attributes: dict[str, str | int | float] = {"href": f"#citation-{number}"}
    if isinstance(citations, Citations):
        attributes["id"] = citations.next_place(number)
    return attributes
