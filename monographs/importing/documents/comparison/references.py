"""The numbered list of references at the end of an article."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field

from monographs.importing.documents.blocks import Line, words_of
from monographs.importing.documents.comparison.tables import Table
from monographs.importing.documents.draft import DraftCitation, Lines
from monographs.importing.documents.labels import bold_label

_HEADINGS = {
    "references",
    "reference list",
    "list of references",
    "references and notes",
    "selected references",
    "key references",
    "cited references",
    "bibliography",
    "sources",
    "literature",
    "literature cited",
    "works cited",
    "citations",
}
_LONGEST_HEADING = 60
_ITEM = re.compile(r"\s{0,3}(?:[*+-]\s+)?(?:\[(\d{1,4})\]:?|(\d{1,4})[.)])\s+(?=\S)")
_LINK = re.compile(r"\[([^\[\]]+)\]\((https?://[^\s()<>]+)\)\.?")
_HOST = re.compile(r"https?://(?:[a-z0-9-]+\.)+[a-z]{2,63}(?:[:/?#]|$)", re.IGNORECASE)
_LONGEST_ADDRESS = 2_000
_MOST_LINES_ABOVE_ITEMS = 5
# "… [en.wikipedia.org]": a site, but no page of it.
_SITE_BEHIND = re.compile(r"\[(?:[a-z0-9-]+\.)+[a-z]{2,24}\]$", re.IGNORECASE)


@dataclass
class Item:
    """`first` and `last` are its lines, counted from 0."""

    number: int
    first: int
    last: int
    texts: list[str]


@dataclass
class References:
    """`first` is the heading's line, -1 where there is none; `others` are no items."""

    first: int = -1
    last: int = -1
    items: list[Item] = field(default_factory=list)
    others: list[int] = field(default_factory=list)

    def numbered(self) -> list[Item]:
        """The first of each number."""
        first: dict[int, Item] = {}
        for item in self.items:
            first.setdefault(item.number, item)
        return list(first.values())

    def repeated(self) -> list[Item]:
        firsts = {id(item) for item in self.numbered()}
        return [item for item in self.items if id(item) not in firsts]

    def lines_taken(self) -> Iterator[int]:
        """The heading's too, unless something else stands below it."""
        if self.items and not self.others and not self.repeated():
            yield self.first
        for item in self.numbered():
            yield from range(item.first, item.last + 1)


def find_references(lines: Sequence[Line], tables: Sequence[Table]) -> References:
    """No line of a table is one of a reference."""
    tabled = {i for table in tables for i in range(table.first, table.last + 1)}
    for index in range(len(lines)):
        if index not in tabled and _is_heading(lines, index):
            found = References(index, index)
            _read_items(lines, index + 1, tabled, found)
            if found.items:
                return found
    return References()


def citations(references: References, lines: Sequence[Line]) -> list[DraftCitation]:
    return [_citation(item, lines) for item in references.numbered()]


def _citation(item: Item, lines: Sequence[Line]) -> DraftCitation:
    text, url = _cut_address(" ".join(item.texts))
    return DraftCitation(
        number=item.number,
        text=text,
        url=url,
        lines=Lines(lines[item.first].number, lines[item.last].number),
    )


def names_only_a_site(citation: DraftCitation) -> bool:
    return not citation.url and bool(_SITE_BEHIND.search(citation.text))


def _is_heading(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    if line.item or len(line.text) > _LONGEST_HEADING:
        return False
    if " ".join(words_of(line.text)) not in _HEADINGS:
        return False
    if line.level or bold_label(line):
        return True
    return index == 0 or lines[index - 1].is_blank


def _read_items(
    lines: Sequence[Line], start: int, tabled: Set[int], found: References
) -> None:
    is_apart = False
    for index in range(start, len(lines)):
        line = lines[index]
        if line.is_blank:
            is_apart = True
            continue
        if line.level or index in tabled:
            return
        mark = _ITEM.match(line.text)
        if mark and (number := int(mark[1] or mark[2])):
            text = line.text[mark.end() :].strip()
            found.items.append(Item(number, index, index, [text]))
        elif found.items and (not is_apart or line.text[0].isspace()):
            found.items[-1].texts.append(line.text.strip())
            found.items[-1].last = index
        elif found.items or len(found.others) == _MOST_LINES_ABOVE_ITEMS:
            return
        else:
            found.others.append(index)
        found.last, is_apart = index, False


def _cut_address(text: str) -> tuple[str, str]:
    """The reference's words and its link, if it ends with one."""
    if link := _LINK.fullmatch(text):
        return link[1].strip(), link[2]
    start = max(text.rfind("http://"), text.rfind("https://"))
    url = text[start:].rstrip(".,;>]") if start >= 0 else ""
    while url.endswith(")") and url.count(")") > url.count("("):
        url = url[:-1].rstrip(".,;>]")
    is_address = url.isascii() and len(url) <= _LONGEST_ADDRESS and _HOST.match(url)
    if not is_address or any(map(str.isspace, url)):
        return text, ""
    return text[:start].rstrip("[(< ") or url, url
