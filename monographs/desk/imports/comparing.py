"""Two contents side by side: which rows differ, and in which words."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from monographs.content import Document
from monographs.content.pairing import pair_up
from monographs.content.word_diff import Piece, diff_words
from monographs.desk.imports.entries import MOST_TEXT, Entry, cut, entries_of

# Of all rows together; a page that takes longer than a second helps nobody.
MOST_COMPARED = 100_000  # characters
MOST_CHANGES = 500

Pair = tuple[Entry | None, Entry | None]


@dataclass(frozen=True)
class Change:
    """`pieces` is None where the two texts are shown without marks."""

    part: str
    name: str
    kind: str  # "changed", "added" or "removed"
    old: str = ""
    new: str = ""
    pieces: tuple[Piece, ...] | None = None


@dataclass
class Comparison:
    changes: list[Change] = field(default_factory=list)
    same: int = 0
    left_out: int = 0

    @property
    def parts(self) -> dict[str, list[Change]]:
        parts: dict[str, list[Change]] = {}
        for change in self.changes:
            parts.setdefault(change.part, []).append(change)
        return parts


def compare(old: Document, new: Document) -> Comparison:
    found = Comparison()
    to_compare, room = MOST_COMPARED, MOST_TEXT
    for before, after in _pairs(list(entries_of(old)), list(entries_of(new))):
        if before and after and _is_same(before, after):
            found.same += 1
            continue
        if room <= 0 or len(found.changes) == MOST_CHANGES:
            found.left_out += 1
            continue
        size = sum(len(each.text) for each in (before, after) if each)
        found.changes.append(_change(before, after, size <= to_compare, room))
        to_compare -= size
        room -= size
    return found


def _is_same(before: Entry, after: Entry) -> bool:
    return (before.name, before.text) == (after.name, after.text)


def _change(
    before: Entry | None, after: Entry | None, is_marked: bool, room: int
) -> Change:
    if before is None or after is None:
        return _alone(before, after, room)
    name = after.name
    if before.name != after.name:
        name = f"{before.name} → {after.name}"
    pieces = diff_words(before.text, after.text) if is_marked else None
    return Change(
        after.part,
        name,
        "changed",
        old=cut(before.text, room // 2),
        new=cut(after.text, room // 2),
        pieces=None if pieces is None else tuple(pieces),
    )


def _alone(before: Entry | None, after: Entry | None, room: int) -> Change:
    if after:
        return Change(after.part, after.name, "added", new=cut(after.text, room))
    entry = before or Entry("", "", "")
    return Change(entry.part, entry.name, "removed", old=cut(entry.text, room))


def _pairs(old: Sequence[Entry], new: Sequence[Entry]) -> list[Pair]:
    """In the order of the new content, then what only the old one has."""
    partner = pair_up(old, new, _wholly, _by_name, _loosely)
    taken = set(partner.values())
    pairs: list[Pair] = [
        (old[partner[place]] if place in partner else None, entry)
        for place, entry in enumerate(new)
    ]
    return pairs + [
        (entry, None) for place, entry in enumerate(old) if place not in taken
    ]


def _wholly(entry: Entry) -> tuple[str, ...]:
    return (entry.part, entry.name, entry.text)


def _by_name(entry: Entry) -> tuple[str, ...]:
    return (entry.part, entry.name.casefold())


def _loosely(entry: Entry) -> tuple[str, ...] | None:
    return (entry.part, entry.loosely.casefold()) if entry.loosely else None
