"""Read side effects written in a test, and say briefly what came out."""

import re
from collections import Counter
from textwrap import dedent

from monographs.importing.documents.contract_class import class_of
from monographs.importing.documents.draft import SectionText
from monographs.importing.documents.side_effects import (
    SideEffectsRead,
    read_side_effects,
)

FIRST_LINE = 10
HEADING_LINE = 9


def read(
    text: str, *, heading: str = "Side Effects", medicines: tuple[str, ...] = ()
) -> SideEffectsRead:
    section = SectionText(
        "side_effects", heading, dedent(text), FIRST_LINE, HEADING_LINE
    )
    return read_side_effects(section, medicines=medicines)


def names(text: str, **known) -> list[str]:
    return [row.name for row in read(text, **known).rows]


def classes(text: str, **known) -> dict[str, str]:
    return {row.name: class_of(row.frequency) for row in read(text, **known).rows}


def groups(text: str, **known) -> dict[str, tuple[str, str, str]]:
    return {
        row.name: (row.group, row.scope, row.scope_name)
        for row in read(text, **known).rows
    }


def codes(text: str, **known) -> list[tuple[str, int]]:
    return [(issue.code, issue.line) for issue in read(text, **known).issues]


def words(text: str) -> Counter[str]:
    """The words without marks, tags and entities."""
    text = re.sub(r"[*_`]+|</?i>", "", text.replace("&gt;", ">"))
    return Counter(re.findall(r"[^\W_]+", text.lower()))
