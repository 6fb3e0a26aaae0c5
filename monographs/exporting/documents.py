"""A monograph as Markdown that people read and that medsite reads back exactly."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from monographs.content import (
    ONLY_WHERE_STATED,
    Document,
    DocumentCitation,
    DocumentClass,
    DocumentComparisonRow,
    DocumentComponent,
    DocumentDisagreement,
    DocumentFAQ,
    DocumentName,
    DocumentSection,
    DocumentSideEffect,
    DocumentSubject,
    dumps,
    loads,
)
from monographs.exporting.notation import (
    CLASS_LABEL,
    COMPONENT_LABEL,
    DISAGREEMENT_PARTS,
    FEATURE_LABEL,
    FORMAT,
    LIST_HEADINGS,
    NAME_LABELS,
    as_json,
    marker,
    shown,
    shown_before_link,
    shown_in_cell,
    shown_in_line,
    shown_link,
    side_effect_note,
)
from monographs.frequency import Frequency, interval_as_text

_NOTHING: Mapping[str, Any] = MappingProxyType({})


def to_markdown(
    document: Document, *, front_matter: Mapping[str, Any] = _NOTHING
) -> str:
    """`front_matter` adds lines; the reader passes over names that it does not know."""
    document = loads(dumps(document))  # in the one form in which text is compared
    blocks = [
        _front_matter(document, front_matter),
        f"# {shown_in_line(document.title)}",
        *_list(_names(document)),
        *_table(document),
        *_sections(document),
        *_list(map(_disagreement, document.disagreements), heading="disagreements"),
        *_list(map(_citation, document.citations), heading="citations"),
    ]
    return "\n\n".join(blocks) + "\n"


def _front_matter(document: Document, extra: Mapping[str, Any]) -> str:
    values = {
        "title": document.title,
        "medsite": FORMAT,
        "kind": document.kind,
        "slug": document.slug,
        "listed": document.is_listed,
        **{
            name: value
            for name in ONLY_WHERE_STATED
            if (value := getattr(document, name))
        },
        "key": str(document.key),
        **extra,
    }
    lines = [f"{name}: {as_json(value)}" for name, value in values.items()]
    return "\n".join(["---", *lines, "---"])


def _sections(document: Document) -> Iterator[str]:
    """The lists follow the first section of their kind, as on the page."""
    lists = {
        "side_effects": [_side_effect(row) for row in document.side_effects],
        "faqs": [_faq(row) for row in document.faqs],
    }
    for row in document.sections:
        yield _section(row)
        yield from _list(lists.pop(row.kind, []))
    for name, items in lists.items():
        yield from _list(items, heading=name)


def _section(row: DocumentSection) -> str:
    # That there is no heading is said: the text may begin with one of its own.
    is_said = {} if row.heading else {"heading": ""}
    heading = f"### {shown_in_line(row.heading)}\n\n" if row.heading else ""
    top = marker("section", _data(row, kind=row.kind, **is_said))
    return f"{top}\n{heading}{shown(row.body)}".rstrip()


def _list(items: Iterable[str], *, heading: str = "") -> Iterator[str]:
    items = list(items)
    if items:
        top = f"{marker('list')}\n"
        if heading:
            top += f"### {LIST_HEADINGS[heading]}\n\n"
        yield top + "\n".join(items)


def _item(word: str, data: Mapping[str, Any], text: str) -> str:
    lines = (f"  {line}" if line else "" for line in text.split("\n"))
    return "\n".join([f"* {marker(word, data)}", *lines])


def _names(document: Document) -> Iterator[str]:
    yield from map(_name, document.names)
    yield from map(_class, document.classes)
    yield from map(_component, document.components)


def _name(row: DocumentName) -> str:
    return _item("name", _data(row), _labelled(NAME_LABELS[row.kind], row.text))


def _class(row: DocumentClass) -> str:
    data = _data(
        row, class_key=str(row.class_key), slug=row.slug, atc_code=row.atc_code
    )
    return _item("class", data, _labelled(CLASS_LABEL, row.name))


def _component(row: DocumentComponent) -> str:
    data = _data(row, drug_key=row.drug_key and str(row.drug_key))
    return _item("component", data, _labelled(COMPONENT_LABEL, row.name))


def _labelled(label: str, text: str) -> str:
    return f"**{label}:** {shown_in_line(text)}"


def _side_effect(row: DocumentSideEffect) -> str:
    data = _data(
        row,
        effect=row.effect,
        effect_key=str(row.effect_key),
        body_system=row.body_system,
        group=row.group or None,
        scope=row.scope if row.scope != "product" else None,
        scope_name=row.scope_name or None,
        serious=row.serious if row.serious != "not_stated" else None,
        **_frequency(row.frequency),
    )
    note = side_effect_note(
        effect=row.effect,
        wording=row.wording,
        group=row.group,
        scope=row.scope,
        scope_name=row.scope_name,
        serious=row.serious,
        frequency=row.frequency,
    )
    # Several lines may end in a list or in code.
    joint = "\n\n" if "\n" in row.wording else " "
    return _item("side_effect", data, f"{shown(row.wording)}{joint}{note}".lstrip())


def _frequency(frequency: Frequency) -> dict[str, Any]:
    interval, comparator = frequency.interval, frequency.comparator
    return {
        "interval": None if interval is None else interval_as_text(interval),
        "phrase": frequency.phrase or None,
        "word": frequency.word or None,
        "not_known": frequency.is_not_known or None,
        "basis": frequency.basis.value if frequency.basis != "not_stated" else None,
        "affected": frequency.affected,
        "total": frequency.total,
        "comparator": None if comparator is None else str(comparator),
    }


def _faq(row: DocumentFAQ) -> str:
    # A list, say, must begin its line.
    joint = "\n" if "\n" in row.answer else " "
    text = f"**Q: {shown_in_line(row.question)}**\nA:{joint}{shown(row.answer)}"
    return _item("faq", _data(row), text.rstrip())


def _citation(row: DocumentCitation) -> str:
    text = f"[{row.number}] {shown_before_link(row.text)}"
    if row.url:
        text += f" {shown_link(row.url)}"
    return _item("citation", _data(row), text.rstrip())


def _disagreement(row: DocumentDisagreement) -> str:
    parts = [f"**Disagreement: {shown_in_line(row.question)}**"]
    for name, label in DISAGREEMENT_PARTS.items():
        if text := getattr(row, name):
            parts.append(f"**{label}** <!-- {name} -->\n\n{shown(text)}")
    data = _data(row, settled=row.is_settled or None)
    return _item("disagreement", data, "\n\n".join(parts))


def _table(document: Document) -> Iterator[str]:
    subjects, rows = document.subjects, document.comparison_rows
    if subjects or rows:
        head = [FEATURE_LABEL, *map(_subject, subjects)]
        lines = [head, ["---"] * len(head), *(_cells(row, subjects) for row in rows)]
        table = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
        yield f"{marker('table')}\n{table}"


def _subject(row: DocumentSubject) -> str:
    return f"{shown_in_cell(row.name)} {marker('subject', _data(row))}".lstrip()


def _cells(
    row: DocumentComparisonRow, subjects: tuple[DocumentSubject, ...]
) -> list[str]:
    texts = {cell.subject_key: cell.text for cell in row.cells}
    keys = {str(cell.subject_key): str(cell.key) for cell in row.cells}
    first = f"{shown_in_cell(row.feature)} {marker('row', _data(row, cells=keys))}"
    rest = [shown_in_cell(texts.get(subject.key, "")) for subject in subjects]
    return [first.lstrip(), *rest]


def _data(row: Any, **values: Any) -> dict[str, Any]:
    return {
        "key": str(row.key),
        **{name: value for name, value in values.items() if value is not None},
    }
