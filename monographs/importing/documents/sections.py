"""Which starts count in this document, and its text cut there."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from monographs.importing.documents.blocks import Line
from monographs.importing.documents.closing import closing_starts
from monographs.importing.documents.draft import SectionText
from monographs.importing.documents.kinds import OTHER, heading_words
from monographs.importing.documents.labels import bold_label
from monographs.importing.documents.side_effects.labels import only_says_how_often
from monographs.importing.documents.starts import (
    Start,
    heading_starts,
    label_starts,
    labelled_lists,
    plain_starts,
)

# So many kinds of labels below a medicine's name are its sections.
_FEWEST_LABELS_BELOW_NAME = 2
_MOST_WORDS_OF_A_NAME = 4
# One medicine in a block of its own is no document about several.
_FEWEST_BLOCKS = 2
# So many plain labels are labels, and not sentences with a colon.
_FEWEST_PLAIN_LABELS = 2

_ONLY_MARKS = re.compile(r"[\s*_=`~>+|#-]*")


@dataclass(frozen=True)
class Cut:
    """`dialect` is how the document marks its sections.

    `blocks` are the lines of names below which a medicine's parts are one list.
    """

    dialect: str
    sections: tuple[SectionText, ...]
    blocks: tuple[int, ...] = ()


def cut(lines: Sequence[Line], medicines: Set[str]) -> Cut:
    """`medicines` are the words of the medicines' names."""
    dialect, starts = _find_starts(lines, medicines)
    lists = labelled_lists(lines)
    blocks = [name for items in lists if (name := _name_above(lines, items[0].index))]
    if dialect == "prose" and len(lists) == 1 and not blocks:
        dialect, starts = "labelled", _in_order(starts, lists[0])
    if len(blocks) < _FEWEST_BLOCKS:
        blocks = []
    starts = _in_order(starts, _names_between(lines, starts, medicines), blocks)
    starts = _in_order(closing_starts(lines, starts), starts)
    return Cut(
        dialect,
        tuple(_cut_at(lines, starts)),
        tuple(lines[block.index].number for block in blocks),
    )


def _find_starts(lines: Sequence[Line], medicines: Set[str]) -> tuple[str, list[Start]]:
    headings = heading_starts(lines)
    labels = label_starts(lines, medicines)
    kinds = {start.kind for start in headings} - {OTHER}
    if kinds and (len(kinds) > 1 or not labels):
        headings = _nested(headings)
        within = [*_below_names(headings, labels), *_of_no_heading(labels, kinds)]
        return "mixed" if within else "headed", _in_order(headings, within)
    plain = plain_starts(lines)
    of_plain = {start.kind for start in plain}
    is_plain = len(of_plain) >= _FEWEST_PLAIN_LABELS
    # One bold label may stand inside a section that a plain one begins.
    if labels and not (is_plain and len(of_plain) > len({s.kind for s in labels})):
        labels = _of_sections(labels, medicines)
        return "labelled", _nested(_in_order(headings, labels))
    if is_plain:
        plain = _of_sections(plain, medicines)
        return "plain", _nested(_in_order(headings, plain))
    return "prose", _nested(headings)


def _in_order(*groups: Sequence[Start]) -> list[Start]:
    """One for each line; what comes first in the groups stays."""
    by_index = {s.index: s for group in reversed(groups) for s in group}
    return [by_index[index] for index in sorted(by_index)]


def _nested(starts: Sequence[Start]) -> list[Start]:
    """Without the headings inside a section: "#### Adults" below "### Dosage"."""
    outer: list[Start] = []
    for start in starts:
        if outer and _is_below(start, outer[-1]):
            continue
        if not outer or start.level <= outer[-1].level or _opens(start, outer[-1]):
            outer.append(start)
    return outer


def _is_below(start: Start, above: Start) -> bool:
    """Whether a heading says only how often the side effects above it occur."""
    is_among_them = above.kind == "side_effects" and start.kind == OTHER
    return is_among_them and only_says_how_often(start.heading)


def _opens(start: Start, above: Start) -> bool:
    if start.kind in (OTHER, above.kind):
        return False
    return above.kind == OTHER or start.is_whole


def _below_names(headings: Sequence[Start], labels: Sequence[Start]) -> list[Start]:
    """The labels below a heading that is a medicine's name, or below none."""
    blocks: list[list[Start]] = [[]]
    is_below_name = True
    for start in _in_order(headings, labels):
        if not start.is_label:
            blocks.append([])
            is_below_name = start.kind == OTHER
        elif is_below_name:
            blocks[-1].append(start)
    return [
        start
        for block in blocks
        if len({start.kind for start in block}) >= _FEWEST_LABELS_BELOW_NAME
        for start in block
    ]


def _of_no_heading(labels: Sequence[Start], kinds: Set[str]) -> list[Start]:
    """The labels of a kind that no heading of the document names."""
    return [s for s in labels if s.is_whole and s.kind not in kinds]


def _of_sections(labels: Sequence[Start], medicines: Set[str]) -> list[Start]:
    """Without the labels inside a section of their kind: "**Dosage (adults):**"."""
    starts: list[Start] = []
    for start in labels:
        above = starts[-1] if starts else None
        if not above or above.kind != start.kind or _follows(start, above, medicines):
            starts.append(start)
    return starts


def _follows(start: Start, above: Start, medicines: Set[str]) -> bool:
    """Whether a label is about another medicine than the one of its kind above it."""
    if not start.is_whole:
        return not above.is_whole
    words = heading_words(start.heading, all_of_it=True)
    if words == heading_words(above.heading, all_of_it=True):
        return True
    # "Warnings and Precautions" below "Precautions" is a part of them.
    return not medicines.isdisjoint(words)


def _names_between(
    lines: Sequence[Line], starts: Sequence[Start], medicines: Set[str]
) -> list[Start]:
    """The medicines' names that stand alone above a section."""
    names = [_name_above(lines, start.index) for start in starts]
    return [name for name in names if name and _is_name(name, medicines)]


def _name_above(lines: Sequence[Line], index: int) -> Start | None:
    """The bold label right above a line: "**Examplazole:**"."""
    above = index - 1
    while above >= 0 and lines[above].is_blank:
        above -= 1
    label = bold_label(lines[above]) if above >= 0 and lines[above].is_plain else None
    return Start(above, OTHER, label.text, label.rest.strip()) if label else None


def _is_name(name: Start, medicines: Set[str]) -> bool:
    words = heading_words(name.heading)
    if name.rest or not words or len(words) > _MOST_WORDS_OF_A_NAME:
        return False
    return words[0] in medicines


def _cut_at(lines: Sequence[Line], starts: Sequence[Start]) -> Iterator[SectionText]:
    if not lines:  # a file that is front matter and nothing more
        return
    beginning = Start(-1, OTHER, "")
    for start, following in pairwise([beginning, *starts, Start(len(lines), "", "")]):
        section = _section(lines, start, following.index)
        if start is not beginning or section.text:
            yield section


def _section(lines: Sequence[Line], start: Start, end: int) -> SectionText:
    texts = [start.rest, *(line.text for line in lines[start.index + 1 : end])]
    while texts and _ONLY_MARKS.fullmatch(texts[-1]):
        texts.pop()
    blank = next((i for i, text in enumerate(texts) if text.strip()), 0)
    first = lines[max(start.index + blank, 0)].number
    return SectionText(
        kind=start.kind,
        heading=start.heading,
        text="\n".join(texts[blank:]),
        first=first,
        heading_line=lines[start.index].number if start.heading else first,
    )
