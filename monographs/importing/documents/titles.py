"""A document's title, and the names and components that it states."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from monographs.importing.documents.blocks import LONGEST_HEADING, Line, words_of
from monographs.importing.documents.draft import (
    LONGEST_QUOTE,
    DraftComponent,
    Issue,
    Lines,
    Severity,
)
from monographs.importing.documents.front_matter import FrontMatter
from monographs.importing.documents.kinds import is_whole_name
from monographs.importing.documents.labels import whole_heading

LONGEST_TITLE = 300

_PLACEHOLDERS = re.compile(
    r"[\[<{].*(?:name|drug|medicine|title|insert).*[\]>}]"
    r"|(?:generic|drug|medicine|medication|product|brand)\s+name"
    r"|unknown|untitled|placeholder|tbd|tba|todo|n/?a|none|null|undefined|test|x{2,}",
    re.IGNORECASE,
)
# "Omega-" and "Paroxetine +" break off where a name should go on.
_BROKEN_OFF = re.compile(r".*[-+/,&(]\s*", re.DOTALL)


@dataclass(frozen=True)
class Titled:
    """`lines` are the text without the title; `line` is where the title stands."""

    title: str
    line: int
    lines: Sequence[Line]
    issues: tuple[Issue, ...] = ()


def read_title(front_matter: FrontMatter, lines: Sequence[Line], path: str) -> Titled:
    found = _level_one(lines, front_matter.title)
    heading = whole_heading(lines[found]) if found is not None else ""
    title = front_matter.title or heading or _from_path(path)
    number = lines[found].number if found is not None else 1
    issues = []
    if not front_matter.title and not heading:
        issues.append(_title_from_path(title))
    if front_matter.title and heading and words_of(heading) != words_of(title):
        issues.append(_two_titles(heading, number))
    if front_matter.title:
        number = front_matter.title_line
    issues += _doubts(title, path, number)
    if found is not None:
        lines = _without_title(lines, found, title)
    return Titled(title, number, lines, tuple(issues))


def components(title: str, line: int) -> tuple[DraftComponent, ...]:
    """A combination's parts, as the title's " + " divides them."""
    parts = [part.strip() for part in re.split(r"\s\+(?=\s|$)", title)]
    parts = [part for part in parts if part]
    if len(parts) < 2:
        return ()
    return tuple(DraftComponent(name=part, lines=Lines(line, line)) for part in parts)


def _level_one(lines: Sequence[Line], title: str) -> int | None:
    """The heading that is the title: the first thing said, or the title's words."""
    is_first = True
    for index, line in enumerate(lines):
        if line.is_blank or (not line.level and not title):
            continue
        if line.level == 1:
            heading = whole_heading(line)
            if words_of(heading) == words_of(title):
                return index
            may_be = len(heading) <= LONGEST_QUOTE and not is_whole_name(heading)
            return index if is_first and may_be else None
        is_first = False
    return None


def _without_title(lines: Sequence[Line], found: int, title: str) -> Sequence[Line]:
    """Without the title's line, and the title said again below it."""
    kept = list(lines)
    kept[found] = replace(kept[found], text="", level=0)
    for index in range(found + 1, len(kept)):
        if kept[index].is_blank:
            continue
        if not _says(kept[index].text, title):
            break
        kept[index] = replace(kept[index], text="", level=0, item=0)
    return kept


def _says(text: str, title: str) -> bool:
    return len(text) <= LONGEST_HEADING and words_of(text) == words_of(title)


def _from_path(path: str) -> str:
    words = re.sub(r"[-_\s]+", " ", PurePosixPath(path).stem).strip()
    return words[:1].upper() + words[1:] or "Untitled"


def _doubts(title: str, path: str, line: int) -> list[Issue]:
    issues = []
    if len(title) > LONGEST_TITLE:
        issues.append(Issue("title_too_long", Severity.ERROR, line, _TOO_LONG, title))
    elif _PLACEHOLDERS.fullmatch(title.strip()) or _BROKEN_OFF.fullmatch(title):
        issues.append(
            Issue("placeholder_name", Severity.WARNING, line, _PLACEHOLDER, title)
        )
    if _disagrees(title, path):
        name = PurePosixPath(path).name
        issues.append(Issue("file_name_differs", Severity.HINT, line, _DIFFERS, name))
    return issues


def _disagrees(title: str, path: str) -> bool:
    """Whether most of the file name's words are not in the title."""
    words = words_of(PurePosixPath(path).stem.replace("_", " "))
    name = [word for word in words if word.isalpha() and word != "trunc"]
    said = "".join(words_of(title))
    missing = [word for word in name if word not in said]
    return len(missing) * 2 > len(name)


def _two_titles(heading: str, line: int) -> Issue:
    return Issue("two_titles", Severity.HINT, line, _TWO_TITLES, heading)


def _title_from_path(title: str) -> Issue:
    return Issue("title_from_file_name", Severity.WARNING, 1, _FROM_PATH, title)


_PLACEHOLDER = (
    "The title is no drug's full name. Give the name, or discard the document."
)
_TOO_LONG = (
    f"The title is longer than {LONGEST_TITLE} characters. Shorten it in the document "
    "and load it again."
)
_DIFFERS = (
    "The file's name and the title name different drugs. Check which of them the "
    "text is about."
)
_TWO_TITLES = (
    "The heading differs from the title in the front matter, which was taken. Check "
    "which of the two is right."
)
_FROM_PATH = "The document has no title, so its file name stands in. Give it a title."
