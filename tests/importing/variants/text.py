"""A document's lines, with what each of them is, as far as its rewriting asks."""

import re
from collections.abc import Callable

ITEM = re.compile(r"(?P<indent>[ \t]*)(?P<sign>[*+-]|\d{1,2}[.)])(?P<gap>[ \t]+)(?=\S)")
HEADING = re.compile(r"(?P<level>#{2,6})[ \t]+(?P<text>.*\S)")
# "**Usage:** text" where a line or an item begins.
BOLD_LABEL = re.compile(
    r"(?P<before>[ \t]*(?:[*+-][ \t]+)?)\*\*(?P<label>[^*:\n]{1,60}):\*\*(?P<rest>.*)"
)
_SECTIONS = {
    "generic name": "generic_name",
    "usage": "usage",
    "uses": "usage",
    "dosage": "dosage",
    "side effects": "side_effects",
    "how it works": "how_it_works",
    "precautions": "precautions",
    "faqs": "faqs",
    "brand names": "other",
    "popular brand names": "other",
}


def lines_of(document: str) -> tuple[list[str], list[str]]:
    """The front matter's lines, and the text's."""
    lines = document.split("\n")
    if lines[0] == "---" and "---" in lines[1:]:
        end = lines.index("---", 1) + 1
        return lines[:end], lines[end:]
    return [], lines


def on_lines(change: Callable[[list[str]], list[str]]) -> Callable[[str], str]:
    """A rewriting of the text below the front matter."""

    def rewritten(document: str) -> str:
        front_matter, lines = lines_of(document)
        return "\n".join([*front_matter, *change(lines)])

    return rewritten


def on_each_line(change: Callable[[str], str]) -> Callable[[str], str]:
    return on_lines(lambda lines: [change(line) for line in lines])


def section_named(line: str) -> str:
    """The kind of the section that a line begins, in the plainest way of writing."""
    heading = HEADING.fullmatch(line)
    label = BOLD_LABEL.fullmatch(line)
    text = heading["text"] if heading else label["label"] if label else ""
    return _SECTIONS.get(text.strip(": ").casefold(), "")


def sections_of(lines: list[str]) -> list[str]:
    """For each line, the kind of the section that it stands in."""
    kinds, kind = [], ""
    for line in lines:
        if HEADING.fullmatch(line) or section_named(line):
            kind = section_named(line) or "other"
        elif "Disclaimer" in line[:20] or line.startswith("**Note:"):
            kind = "closing"
        kinds.append(kind)
    return kinds


def in_section(
    kind: str, change: Callable[[str], str]
) -> Callable[[list[str]], list[str]]:
    """Change the lines of one kind of section, but not the line that begins it."""

    def changed(lines: list[str]) -> list[str]:
        kinds = sections_of(lines)
        return [
            change(line) if found == kind and not section_named(line) else line
            for line, found in zip(lines, kinds, strict=True)
        ]

    return changed
