"""Headings and labels as written: their words, and the text that stands behind them."""

import re
from typing import NamedTuple

from monographs.importing.documents.blocks import LONGEST_HEADING, Line

_ITEM_MARK = re.compile(r"[\s>]*(?:[*+•●▪◦‣·∙-]|\d{1,9}[.)])\s+")
# Not inside a word: "HLA-B*57:01".
_MARKS = re.compile(r"(?<![\w*`])[*_`]+|[*_`]+(?![\w*`])")
_PARENTHESES = {"(": 1, ")": -1}
_SPACES = " \t\N{NO-BREAK SPACE}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}"
_LONGEST_PLAIN_LABEL = 40


class Label(NamedTuple):
    """`has_colon` is false of what is a label by standing alone on its line."""

    text: str
    rest: str
    has_colon: bool = True


def whole_heading(line: Line) -> str:
    return without_marks(_heading_text(line))


def heading_label(line: Line) -> Label | None:
    """ "### Usage: text", as far as there is a colon."""
    return _cut_at_colon(_heading_text(line))


def bold_label(line: Line) -> Label | None:
    """ "**Usage:** text", "**Usage**: text", "**Usage: text**" or "**Usage**" alone."""
    return _marked_label(line, "**") or _marked_label(line, "__")


def italic_label(line: Line) -> Label | None:
    return _marked_label(line, "*") or _marked_label(line, "_")


def plain_label(line: Line) -> Label | None:
    """ "Usage: text", or "Usage" alone."""
    text = _start_of(line)
    if cut := _cut_at_colon(text):
        return cut
    is_short = len(text) <= _LONGEST_PLAIN_LABEL
    return Label(without_marks(text), "", has_colon=False) if is_short else None


def without_marks(text: str) -> str:
    """A label's words as a heading: no emphasis, no closing colon."""
    return _MARKS.sub("", text).strip(_SPACES + ":")


def _heading_text(line: Line) -> str:
    text = line.text.strip()
    text = text[line.level :] if text.startswith("#") else text
    opened = text.rstrip("#")
    return opened if opened.endswith((" ", "\t")) else text


def _start_of(line: Line) -> str:
    if line.item and (mark := _ITEM_MARK.match(line.text)):
        return line.text[mark.end() :]
    return line.text.lstrip(_SPACES + ">")


def _marked_label(line: Line, mark: str) -> Label | None:
    text = _start_of(line)
    if not text.startswith(mark):
        return None
    inner, closing, after = text[len(mark) :].partition(mark)
    if inner.startswith("*") and after.startswith("*"):
        after = after[1:]
    if inner.rstrip().endswith(":"):
        return _label(inner, after)
    if after.lstrip().startswith(":"):
        return _label(inner, after.lstrip()[1:])
    if cut := _cut_at_colon(inner):
        return Label(cut.text, cut.rest + after)
    if closing and not after.strip():
        return _label(inner, "", has_colon=False)
    return None


def _label(inner: str, rest: str, *, has_colon: bool = True) -> Label | None:
    if len(inner) > LONGEST_HEADING:
        return None
    return Label(without_marks(inner), rest, has_colon)


def _cut_at_colon(text: str) -> Label | None:
    depth = 0
    for index, sign in enumerate(text[: LONGEST_HEADING + 1]):
        depth += _PARENTHESES.get(sign, 0)
        if sign == ":" and depth <= 0:
            before, after = text[:index], text[index + 1 :]
            if before.count("**") % 2 and after.startswith("**"):
                after = after[2:]
            return Label(without_marks(before), after)
    return None
