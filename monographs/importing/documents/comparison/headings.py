"""What begins a part of an article: headings, labels, advertising, lines about it."""

import re
from collections.abc import Sequence

from monographs.importing.documents.blocks import LONGEST_HEADING, Line, words_of
from monographs.importing.documents.kinds import (
    OTHER,
    is_whole_name,
    kind_of_heading,
)
from monographs.importing.documents.labels import Label, bold_label, plain_label

NOTE = "note"
DISCLAIMER = "disclaimer"

_MOST_WORDS_OF_A_HEADING = 14
_MOST_WORDS_OF_A_LABEL = 5
_MOST_WORDS_OF_A_LINE = 16
# Behind a label at an article's end; "Phone: …" belongs to what it stands under.
_FEWEST_WORDS_OF_A_PART = 8

_ADVERTISING = re.compile(
    r"\b(?:quotes?|quotations?|buy|cart|shop|pricing|discounts?|wholesale|enquir(?:y|ies)"
    r"|inquir(?:y|ies)|custom synthesis|bulk grade|order (?:now|online|here)"
    r"|in stock|sign up|subscribe)\b",
    re.IGNORECASE,
)
_ABOUT_PUBLISHER = re.compile(
    r"contact(?: us)?|about (?:us|the authors?)|technical support|copyright"
    r"|(?:(?:suggested|recommended) )?citation|(?:(?:how )?to )?cite\b.*",
    re.IGNORECASE,
)
_LINK_ALONE = re.compile(r"\[[^\[\]]*\]\([^()]*\)")
# A label, or the end of a sentence (but "Examplazole vs. Otherazole").
_MORE_THAN_A_HEADING = re.compile(r":\s|(?<!\bvs)[.!]\s")
_BYLINE = re.compile(
    r"(?:by|written by|published|posted|updated|last updated|reviewed)\b", re.IGNORECASE
)


def kind_of_part(heading: str, *, is_at_end: bool) -> str:
    words = words_of(heading)
    if DISCLAIMER in words:
        return DISCLAIMER
    if _ADVERTISING.search(heading) or _ABOUT_PUBLISHER.fullmatch(" ".join(words)):
        return NOTE
    kind = kind_of_heading(heading)
    return NOTE if kind == OTHER and is_at_end else kind


def is_plain_heading(text: str) -> bool:
    """A short line of its own that is no sentence, item, link or "label: value"."""
    text = text.strip()
    if not text[:1].isalnum() or text[0].islower() or text[-1] in ".,;!]":
        return False
    if len(text) > LONGEST_HEADING or _MORE_THAN_A_HEADING.search(text):
        return False
    return len(words_of(text)) <= _MOST_WORDS_OF_A_HEADING


def is_known_heading(text: str) -> bool:
    """A line that is a heading even without a blank line below it."""
    words = words_of(text)
    if not words or len(words) > _MOST_WORDS_OF_A_LABEL or not is_plain_heading(text):
        return False
    is_of_publisher = _ABOUT_PUBLISHER.fullmatch(" ".join(words)) is not None
    return is_of_publisher or DISCLAIMER in words or is_whole_name(text)


def part_label(line: Line, *, is_at_end: bool) -> Label | None:
    """A label that begins a part: of a disclaimer, of how to cite, and at the end."""
    label = _label(line)
    if label is None:
        return None
    words = words_of(label.text)
    if DISCLAIMER in words or _ABOUT_PUBLISHER.fullmatch(" ".join(words)):
        return label
    is_long = len(words_of(label.rest)) >= _FEWEST_WORDS_OF_A_PART
    return label if is_at_end and is_long else None


def _label(line: Line) -> Label | None:
    if line.item or line.level:
        return None
    label = bold_label(line) or plain_label(line)
    if label is None or not label.has_colon or not label.rest.strip():
        return None
    is_bold = line.text.lstrip().startswith(("**", "__"))
    if not is_bold and not label.rest[0].isspace():  # "https://…", "at 12:30"
        return None
    return label if 0 < len(words_of(label.text)) <= _MOST_WORDS_OF_A_LABEL else None


def is_advertising(lines: Sequence[Line]) -> bool:
    return all(
        _is_short(line.text)
        and (_ADVERTISING.search(line.text) or _LINK_ALONE.fullmatch(line.text.strip()))
        for line in lines
    )


def is_about_article(lines: Sequence[Line]) -> bool:
    """Author, date, catalogue number: short lines, each with a label."""
    return all(
        _is_short(line.text) and (_label(line) or _BYLINE.match(line.text.strip("*_ ")))
        for line in lines
    )


def _is_short(text: str) -> bool:
    return len(words_of(text)) <= _MOST_WORDS_OF_A_LINE
