"""The lines between "---" and "---" above a document: flat keys and values.

Read here and not by a YAML library: the sources hold "key: value" and nothing more, and
YAML's tags, aliases and nesting are ways to attack.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from monographs.importing.documents.draft import Issue, Severity

LARGEST_FRONT_MATTER = 64 * 1024  # characters

# Of more lines than these, a message each would help nobody.
MOST_NAMED = 100

_FENCE = "---"
_CODE_FENCE = re.compile(r"(?:`{3,}|~{3,})[ \t]*\w*[ \t]*")
_KNOWN_KEYS = {"title", "layout", "nav_exclude", "medsite"}
_PAIR = re.compile(r"([A-Za-z_][\w-]*)[ \t]*:(?:[ \t]+(.*))?")
# What would make a YAML library build objects, copy values or nest.
_BEYOND_FLAT = re.compile(r"[!&*|>\[{@`%]")
_QUOTED = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^']|'')*)'")
_YES = {"true", "yes", "on"}
_NO = {"false", "no", "off", ""}


@dataclass(frozen=True)
class FrontMatter:
    """`end` is the index of the first line after it; 0 where there is none."""

    values: dict[str, str] = field(default_factory=dict)
    end: int = 0
    title_line: int = 1
    issues: tuple[Issue, ...] = ()

    @property
    def title(self) -> str:
        return self.values.get("title", "")

    @property
    def is_listed(self) -> bool:
        return self.values.get("nav_exclude", "").lower() not in _YES


def read_front_matter(
    lines: Sequence[str], *, also: Collection[str] = ()
) -> FrontMatter:
    """Where it cannot be read as one, its lines stay part of the document's text.

    `also` are further keys that the reader of this kind of document uses.
    """
    known = _KNOWN_KEYS.union(also)
    filled = (index for index, line in enumerate(lines) if line.strip())
    first = next(filled, 0)
    # Some copy a document with the fence that it was shown in.
    if lines and _CODE_FENCE.fullmatch(lines[first]):
        first = next(filled, first)
    if not lines or lines[first].rstrip() != _FENCE:
        return FrontMatter()
    length = 0
    for index in range(first + 1, len(lines)):
        if lines[index].rstrip() in (_FENCE, "..."):
            return _read(lines[first + 1 : index], first + 2, index + 1, known)
        length += len(lines[index]) + 1
        if length > LARGEST_FRONT_MATTER:
            return FrontMatter(issues=(_too_large(first + 1),))
    if any(_PAIR.fullmatch(line.strip()) for line in lines[first + 1 : first + 2]):
        return FrontMatter(issues=(_unclosed(first + 1),))
    return FrontMatter()


def _read(
    lines: Sequence[str], number: int, end: int, known: Collection[str]
) -> FrontMatter:
    values: dict[str, str] = {}
    issues: list[Issue] = []
    title_line = 1
    for index, line in enumerate(lines, start=number):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if line.startswith("title"):
            title_line = index
        issue = _read_line(line, index, values, known)
        if issue and len(issues) < MOST_NAMED:
            issues.append(issue)
    return FrontMatter(values, end, title_line, tuple(issues))


def _read_line(
    line: str, number: int, values: dict[str, str], known: Collection[str]
) -> Issue | None:
    pair = _PAIR.fullmatch(line.rstrip())
    if not pair:
        return _not_flat(line, number)
    key, value = pair[1], (pair[2] or "").strip()
    if key in values:
        return _problem("front_matter_repeats", number, _REPEATED, line)
    if _BEYOND_FLAT.match(value):
        return _not_flat(line, number)
    values[key] = _unquoted(value)
    if key not in known:
        return Issue("front_matter_unknown", Severity.HINT, number, _UNKNOWN, line)
    if key == "nav_exclude" and values[key].lower() not in _YES | _NO:
        return _problem("front_matter_value", number, _YES_OR_NO, line)
    return None


def _unquoted(value: str) -> str:
    quoted = _QUOTED.fullmatch(value)
    if not quoted:
        return value
    if quoted[1] is not None:
        return re.sub(r"\\(.)", r"\1", quoted[1])
    return quoted[2].replace("''", "'")


_UNKNOWN = (
    "The front matter has a line that medsite does not use. Nothing else happens with "
    "it; move it into the text if readers need it."
)
_REPEATED = (
    "The front matter has this key twice; the first one counts. Delete the wrong one."
)
_YES_OR_NO = (
    'nav_exclude must be "true" or "false"; the page counts as listed. Correct it.'
)


def _problem(code: str, line: int, message: str, found: str) -> Issue:
    return Issue(code, Severity.WARNING, line, message, found)


def _not_flat(line: str, number: int) -> Issue:
    return Issue(
        "front_matter_unreadable",
        Severity.ERROR,
        number,
        'Front matter may hold lines of the form "key: value" and nothing else. This '
        "line was not used; write it as plain text.",
        line,
    )


def _too_large(number: int) -> Issue:
    return Issue(
        "front_matter_too_large",
        Severity.ERROR,
        number,
        f"The front matter is longer than {LARGEST_FRONT_MATTER:,} characters, so it "
        'was kept as text. Close it with a line "---" below its last key.',
    )


def _unclosed(number: int) -> Issue:
    return Issue(
        "front_matter_unclosed",
        Severity.ERROR,
        number,
        "The front matter is never closed, so it was kept as text. Add a line "
        '"---" below its last key.',
    )
