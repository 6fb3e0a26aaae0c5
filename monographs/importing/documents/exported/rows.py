"""A comment and the text below it as a row. Without a row, the text is kept elsewhere.

What people see is taken from the text, so that a file can be mended by hand; the
comment says only what the text cannot.
"""

import re
from collections.abc import Callable

from monographs.exporting.notation import (
    CLASS_LABEL,
    COMPONENT_LABEL,
    DISAGREEMENT_PARTS,
    NAME_LABELS,
    as_written,
)
from monographs.importing.documents.draft import (
    DraftCitation,
    DraftClass,
    DraftComponent,
    DraftDisagreement,
    DraftFAQ,
    DraftName,
    DraftRow,
    DraftSection,
    Lines,
)
from monographs.importing.documents.exported.side_effects import read_side_effect
from monographs.importing.documents.exported.values import (
    Values,
    one_of,
    text,
    yes_or_no,
)

SECTION_KINDS = (
    "generic_name",
    "usage",
    "dosage",
    "side_effects",
    "how_it_works",
    "precautions",
    "faqs",
    "disclaimer",
    "note",
    "other",
)
_KIND_OF_LABEL = {label.casefold(): kind for kind, label in NAME_LABELS.items()}
_HEADING = re.compile(r"#{1,6}[ \t]+(.*)")
_LABELLED = re.compile(r"\*\*([^:*]+):\*\*(.*)")
_QUESTION = re.compile(r"\*\*Q:\s*(\S.*)\*\*")
_DISAGREEMENT = re.compile(r"\*\*Disagreement:\s*(\S.*)\*\*")
# Text holds no "<!--", see the notation.
_DISAGREEMENT_PART = re.compile(r"\n\*\*[^*\n]*\*\* <!-- ([a-z]+) -->[ \t]*(?:\n|\Z)")
_CITATION = re.compile(r"\[([0-9]{1,10})\]")

ReadItem = Callable[[str, Values, Lines], DraftRow | None]


def read_section(visible: str, values: Values, lines: Lines) -> DraftSection:
    heading, body = "", visible.strip()
    if values.get("heading", text, None) != "":
        heading, body = _cut_heading(body, values)
    body = as_written(body)
    return DraftSection(
        lines=lines,
        key=values.own_key(),
        kind=values.get("kind", one_of(SECTION_KINDS), "other"),
        heading=heading,
        body=body,
        whole=body,
    )


def _cut_heading(visible: str, values: Values) -> tuple[str, str]:
    first, _, rest = visible.partition("\n")
    heading = _HEADING.fullmatch(first)
    if heading:
        return as_written(heading[1]), rest
    values.notes.add(
        "exported_heading_missing",
        values.line,
        'This section should begin with a heading such as "### Usage". Write one, or '
        'say that there is none: "heading": "".',
        first,
    )
    return "", visible


def _read_name(visible: str, values: Values, lines: Lines) -> DraftName | None:
    label, written = _labelled(visible)
    kind = _KIND_OF_LABEL.get(label)
    if kind is None:
        return None
    return DraftName(lines=lines, key=values.own_key(), kind=kind, text=written)


def _read_class(visible: str, values: Values, lines: Lines) -> DraftClass | None:
    label, written = _labelled(visible)
    if label != CLASS_LABEL.casefold():
        return None
    return DraftClass(
        lines=lines,
        key=values.own_key(),
        name=written,
        atc_code=values.get("atc_code", text, None),
        class_key=values.key("class_key"),
        slug=values.text("slug"),
    )


def _read_component(
    visible: str, values: Values, lines: Lines
) -> DraftComponent | None:
    label, written = _labelled(visible)
    if label != COMPONENT_LABEL.casefold():
        return None
    key, drug = values.own_key(), values.key("drug_key")
    return DraftComponent(lines=lines, key=key, name=written, drug_key=drug)


def _labelled(visible: str) -> tuple[str, str]:
    found = _LABELLED.fullmatch(visible)
    return (found[1].casefold(), as_written(found[2])) if found else ("", "")


def _read_faq(visible: str, values: Values, lines: Lines) -> DraftFAQ | None:
    first, _, rest = visible.partition("\n")
    question = _QUESTION.fullmatch(first.rstrip())
    if question is None:
        return None
    return DraftFAQ(
        lines=lines,
        key=values.own_key(),
        question=as_written(question[1]),
        answer=as_written(rest.strip().removeprefix("A:")),
    )


def _read_citation(visible: str, values: Values, lines: Lines) -> DraftCitation | None:
    number = _CITATION.match(visible)
    if number is None:
        return None
    rest, url = visible[number.end() :], ""
    before, found, link = rest.rpartition(" <")
    if found and link.endswith(">"):
        rest, url = before, link.removesuffix(">")
    return DraftCitation(
        lines=lines,
        key=values.own_key(),
        number=int(number[1]),
        text=as_written(rest),
        url=as_written(url),
    )


def _read_disagreement(
    visible: str, values: Values, lines: Lines
) -> DraftDisagreement | None:
    first, _, rest = visible.partition("\n")
    question = _DISAGREEMENT.fullmatch(first.rstrip())
    before, *parts = _DISAGREEMENT_PART.split(f"\n{rest}")
    texts = {
        name: as_written(written)
        for name, written in zip(parts[::2], parts[1::2], strict=True)
    }
    if question is None or before.strip() or texts.keys() - DISAGREEMENT_PARTS.keys():
        return None
    positions, shown, reason = (texts.get(name, "") for name in DISAGREEMENT_PARTS)
    is_settled = values.get("settled", yes_or_no, False)
    if is_settled and not (shown and reason):
        values.refuse(
            'value of "settled"',
            "Say what the page shows, and why: only that settles it.",
            first,
        )
        is_settled = False
    return DraftDisagreement(
        lines=lines,
        key=values.own_key(),
        question=as_written(question[1]),
        positions=positions,
        shown=shown,
        reason=reason,
        is_settled=is_settled,
    )


ITEMS: dict[str, ReadItem] = {
    "name": _read_name,
    "class": _read_class,
    "component": _read_component,
    "side_effect": read_side_effect,
    "faq": _read_faq,
    "citation": _read_citation,
    "disagreement": _read_disagreement,
}
