"""The medicines of a document, found again under the names that labels give them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from monographs.importing.documents.side_effects.vocabulary import word_set

_WORD = re.compile(r"[^\W_]+")
_PART = re.compile(r"\s\+\s")
# "Amoxicillin/clavulanate" and "paracetamol and caffeine" are more than one part.
_MORE_THAN_ONE = re.compile(r"\s*(?:[/+&,-]|and\b|with\b|or\b|plus\b)")
# Words that many medicines share, and words that stand around a name in a label.
_SHARED = word_set(
    "acid sodium potassium calcium hydrochloride maleate sulfate sulphate citrate "
    "phosphate acetate chloride oxide carbonate extract vitamin vaccine injection "
    "oil human recombinant tablet tablets capsule cream gel mg mcg ml monohydrate "
    "hydrobromide nitrate succinate tartrate fumarate mesylate"
)
_AROUND = word_set(
    "and with of the from side effects effect related specific component alone "
    "only for adverse due to associated in as an a ingredient reactions"
)
_SHORTEST = 4


@dataclass(frozen=True)
class Medicines:
    """`by_word` leads from each telling word to the name that has it."""

    parts: tuple[str, ...]
    by_word: dict[str, str]
    exact: dict[tuple[str, ...], str]

    def named(self, text: str) -> str:
        """The medicine that the text names; none if it says more than a name."""
        found = _words(text)
        telling = [word for word in found if word not in _AROUND]
        exact = self.exact.get(tuple(found)) or self.exact.get(tuple(telling))
        if exact or not telling:
            return exact or ""
        known = [self.by_word[word] for word in telling if word in self.by_word]
        others = [
            word
            for word in telling
            if word not in self.by_word and word not in _SHARED and len(word) > 2
        ]
        return known[0] if known and not others else ""

    def only_part_in(self, text: str) -> str:
        """The one component of several that a sentence speaks of."""
        if len(self.parts) < 2:
            return ""
        names = set()
        for match in _WORD.finditer(text.lower()):
            name = self.by_word.get(match.group())
            if name is None:
                continue
            if _MORE_THAN_ONE.match(text, match.end()):
                return ""
            names.add(name)
        return names.pop() if len(names) == 1 else ""


def medicines_of(names: Iterable[str]) -> Medicines:
    kept = tuple(dict.fromkeys(name.strip() for name in names if _words(name)))
    parts = tuple(name for name in kept if not _PART.search(name))
    by_word: dict[str, str] = {}
    for name in sorted(parts, key=len):
        for word in _words(name):
            if len(word) >= _SHORTEST and word not in _SHARED | _AROUND:
                by_word.setdefault(word, name)
    parts = tuple(name for name in parts if name in by_word.values())
    return Medicines(parts, by_word, {tuple(_words(name)): name for name in kept})


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
