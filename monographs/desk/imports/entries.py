"""A monograph's content as a plain list of texts, to be read and to be compared."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from monographs.content import (
    Document,
    DocumentDisagreement,
    DocumentRow,
    DocumentSideEffect,
)
from monographs.content.row_fields import heading_of, in_words, seriousness_of
from monographs.frequency import sentence
from monographs.models import Name, SideEffect
from monographs.visible_text import visible_content

# A page that holds more is read by nobody, and slow to send.
MOST_ENTRIES = 1_000
MOST_TEXT = 150_000


@dataclass(frozen=True)
class Entry:
    """`loosely` is what still makes it the same row when its name was changed."""

    part: str
    name: str
    text: str
    line_from: int | None = None
    line_to: int | None = None
    loosely: str = ""


def entries_of(document: Document) -> Iterator[Entry]:
    """In the order of a page; what is empty is left out, and what hides is named."""
    document = visible_content(document)
    yield Entry("Page", "Title", document.title)
    if not document.is_listed:
        yield Entry("Page", "Listed", "not in the A–Z")
    for label, said in (("Author", document.author), ("Interests", document.interests)):
        if said:
            yield Entry("Page", label, said)
    yield from _names(document)
    for section in document.sections:
        name = heading_of(section)
        yield _entry(section, "Sections", name, section.body, loosely=section.kind)
    for effect in document.side_effects:
        facts = "\n".join(_facts(effect))
        yield _entry(
            effect, "Side effects", effect.effect, facts, loosely=effect.effect
        )
    for faq in document.faqs:
        yield _entry(faq, "Questions", faq.question, faq.answer)
    yield from _table(document)
    for note in document.disagreements:
        yield _entry(note, "Disagreements", note.question, "\n".join(_note(note)))
    for citation in document.citations:
        text = f"{citation.text}\n{citation.url}".strip()
        yield _entry(citation, "References", f"[{citation.number}]", text)


def _names(document: Document) -> Iterator[Entry]:
    for name in document.names:
        kind = in_words(Name.Kind, name.kind).capitalize()
        yield _entry(name, "Names", kind, name.text)
    for drug_class in document.classes:
        code = f" (ATC {drug_class.atc_code})" if drug_class.atc_code else ""
        yield _entry(drug_class, "Names", "Class", f"{drug_class.name}{code}")
    for component in document.components:
        yield _entry(component, "Names", "Component", component.name)


def _facts(effect: DocumentSideEffect) -> Iterator[str]:
    yield sentence(effect.frequency).capitalize()
    if effect.serious != "not_stated":
        yield seriousness_of(effect).capitalize()
    if effect.group:
        yield f"Stands under: {effect.group}"
    if effect.scope != "product":
        scope = in_words(SideEffect.Scope, effect.scope)
        yield f"Only for {scope}: {effect.scope_name}"
    if effect.frequency.phrase:
        yield f"How often, as written: {effect.frequency.phrase}"
    if effect.wording and effect.wording != effect.effect:
        yield f"As written: {effect.wording}"


def _note(note: DocumentDisagreement) -> Iterator[str]:
    yield "Settled" if note.is_settled else "Not settled"
    if note.positions:
        yield f"What the sources say: {note.positions}"
    if note.shown:
        yield f"What the page shows: {note.shown}"
    if note.reason:
        yield f"Why: {note.reason}"


def _table(document: Document) -> Iterator[Entry]:
    names = {subject.key: subject.name for subject in document.subjects}
    for subject in document.subjects:
        yield _entry(subject, "Comparison table", "Column", subject.name)
    for row in document.comparison_rows:
        cells = [f"{names.get(cell.subject_key)}: {cell.text}" for cell in row.cells]
        yield _entry(row, "Comparison table", row.feature, "\n".join(cells))


def _entry(
    row: DocumentRow, part: str, name: str, text: str, *, loosely: str = ""
) -> Entry:
    return Entry(part, name, text, row.line_from, row.line_to, loosely)


@dataclass(frozen=True)
class Part:
    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Shown:
    parts: tuple[Part, ...]
    left_out: int = 0  # entries that found no room


def shown(document: Document) -> Shown:
    """As much of the content as a page has room for."""
    entries = list(entries_of(document))
    fitting: list[Entry] = []
    room = MOST_TEXT
    for entry in entries[:MOST_ENTRIES]:
        if room <= 0:
            break
        fitting.append(replace(entry, text=cut(entry.text, room)))
        room -= len(entry.text) + len(entry.name)
    return Shown(_grouped(fitting), len(entries) - len(fitting))


def _grouped(entries: list[Entry]) -> tuple[Part, ...]:
    parts: dict[str, list[Entry]] = {}
    for entry in entries:
        parts.setdefault(entry.part, []).append(entry)
    return tuple(Part(name, tuple(rows)) for name, rows in parts.items())


def cut(text: str, room: int) -> str:
    if len(text) <= room:
        return text
    return f"{text[:room]}… ({len(text) - room:,} characters more)"
