"""The numbers in brackets by which a text cites its references."""

import re
from collections.abc import Iterator

# As pages show them, see monographs/markdown.py.
_CITATION = re.compile(r"\[ ?\d{1,4}(?: ?[,;–-] ?\d{1,4})* ?\]", re.ASCII)
_NUMBER_OR_RANGE = re.compile(r"(\d+)(?: ?[–-] ?(\d+))?", re.ASCII)
# "[1-2026]" is no range of references.
_LONGEST_RANGE = 50


def cited_numbers(text: str) -> Iterator[int]:
    """In the text's order, 1, 4, 5, 6 of "[1] … [4-6]"; mostly once each."""
    for citation in dict.fromkeys(_CITATION.findall(text)):
        for first, last in _NUMBER_OR_RANGE.findall(citation):
            low, high = int(first), int(last or first)
            if not low <= high <= low + _LONGEST_RANGE:
                yield from (low, high)
            else:
                yield from range(low, high + 1)
