"""A page about a drug, in any of the ways that people mark its sections."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from monographs.importing.documents.assembly import assemble
from monographs.importing.documents.blocks import (
    MOST_CHARACTERS,
    MOST_LINES,
    Line,
    is_too_long,
    read_lines,
)
from monographs.importing.documents.completeness import find_missing, find_unplaced
from monographs.importing.documents.draft import (
    Draft,
    DraftSection,
    Issue,
    Lines,
    Severity,
)
from monographs.importing.documents.front_matter import FrontMatter, read_front_matter
from monographs.importing.documents.kinds import OTHER
from monographs.importing.documents.names import read_names
from monographs.importing.documents.refusals import find_refusal
from monographs.importing.documents.sections import Cut, cut
from monographs.importing.documents.several_medicines import find_repeats, name_words
from monographs.importing.documents.titles import components, read_title
from monographs.importing.documents.truncation import find_truncation


class Page(NamedTuple):
    dialect: str
    draft: Draft
    issues: tuple[Issue, ...]


def read_drug_page(text: str, path: str) -> Page:
    texts = text.split("\n", MOST_LINES)
    front_matter = read_front_matter(texts)
    if is_too_long(text):
        return _kept_whole(texts, front_matter, path)
    lines = read_lines(texts[front_matter.end :], first=front_matter.end + 1)
    titled = read_title(front_matter, lines, path)
    parts = components(titled.title, titled.line)
    medicines = tuple(part.name for part in parts) or (titled.title,)
    found = cut(titled.lines, name_words(medicines))
    read = assemble(found.sections, medicines)
    named = read_names(found.sections, titled.title)
    draft = Draft(
        title=titled.title,
        is_listed=front_matter.is_listed,
        generic_name=named.generic,
        names=named.names,
        classes=named.classes,
        components=parts,
        sections=tuple(read.sections),
        side_effects=tuple(read.side_effects),
        faqs=tuple(read.faqs),
    )
    doubts = _doubts(found, titled.lines, medicines)
    issues = (*front_matter.issues, *titled.issues, *doubts, *read.issues)
    return Page(found.dialect, draft, issues)


def _kept_whole(texts: list[str], front_matter: FrontMatter, path: str) -> Page:
    titled = read_title(front_matter, [], path)
    text = "\n".join(texts[front_matter.end :])
    section = DraftSection(
        kind=OTHER,
        heading="",
        body=text,
        whole=text,
        lines=Lines(front_matter.end + 1, len(texts) + texts[-1].count("\n")),
    )
    draft = Draft(
        title=titled.title,
        is_listed=front_matter.is_listed,
        components=components(titled.title, titled.line),
        sections=(section,),
    )
    issues = (*front_matter.issues, *titled.issues, _too_long())
    return Page("prose", draft, issues)


def _doubts(
    found: Cut, lines: Sequence[Line], medicines: Sequence[str]
) -> Iterator[Issue]:
    if refusal := find_refusal(found.sections, lines):
        yield refusal
        return
    if truncation := find_truncation(found.sections):
        yield truncation
    yield from find_repeats(found, medicines)
    yield from find_unplaced(found.sections)
    # A medicine that is one list has all its parts in there.
    if not found.blocks:
        yield from find_missing(found.sections, found.dialect)


def _too_long() -> Issue:
    return Issue(
        "too_long",
        Severity.WARNING,
        1,
        f"The document has more than {MOST_LINES:,} lines or list items, or more than "
        f"{MOST_CHARACTERS:,} characters, so it was kept whole. Cut it into one "
        "document for each drug.",
    )
