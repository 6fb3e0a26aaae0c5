"""What the rows of a document are called, and what each says, in words. Pure."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from monographs.content.document import DocumentSection, DocumentSideEffect
from monographs.frequency import Frequency, interval_as_text, sentence
from monographs.models import BodySystem, Monograph, Name, Section, SideEffect

Say = Callable[[Any], str]
Mean = Callable[[Any], Hashable]


@dataclass(frozen=True)
class Field:
    """`meant` is compared; `exactly` shows a difference that `said` hides."""

    label: str
    said: Say
    meant: Mean
    exactly: Say
    is_prose: bool = False  # compared word by word


@dataclass(frozen=True)
class Rows:
    """`loosely` finds a row that has another key: it was reset or loaded again."""

    label: str
    name: Say
    fields: tuple[Field, ...]
    loosely: tuple[Mean, ...]


def in_words(choices: Any, value: str) -> str:
    """Content may be older than today's choices."""
    return str(dict(choices.choices).get(value, value))


def heading_of(section: DocumentSection) -> str:
    kind = in_words(Section.Kind, section.kind)
    if section.heading.casefold() in ("", kind):
        return section.heading or kind.capitalize()
    return f"{section.heading} ({kind})"


def seriousness_of(effect: DocumentSideEffect) -> str:
    said = {"yes": "serious", "no": "not serious", "not_stated": "not stated"}
    return said.get(effect.serious, effect.serious)


def _plain(label: str, attribute: str, *, is_prose: bool = False) -> Field:
    def said(row: Any) -> str:
        value = getattr(row, attribute)
        return "" if value is None else str(value)

    return Field(label, said, attrgetter(attribute), said, is_prose)


def _prose(label: str, attribute: str) -> Field:
    return _plain(label, attribute, is_prose=True)


def _chosen(label: str, attribute: str, choices: Any) -> Field:
    def said(row: Any) -> str:
        return in_words(choices, getattr(row, attribute))

    return Field(label, said, attrgetter(attribute), said)


def _entry(label: str, attribute: str, *others: str) -> Field:
    """Something shared: by its name, and where that is the same, by its key."""

    def exactly(row: Any) -> str:
        rest = (str(getattr(row, other) or "none") for other in others)
        return f"{getattr(row, attribute)} ({', '.join(rest)})"

    meant = attrgetter(attribute, *others)
    return Field(label, attrgetter(attribute), meant, exactly)


def _listed(document: Any) -> str:
    return "yes" if document.is_listed else "no: reachable, but not in the A–Z"


def _folded(*attributes: str) -> Mean:
    def name(row: Any) -> Hashable:
        return tuple(
            str(getattr(row, attribute)).casefold() for attribute in attributes
        )

    return name


def _how_often(row: DocumentSideEffect) -> str:
    return sentence(row.frequency)


def _frequency(row: DocumentSideEffect) -> Hashable:
    """The words as written and the basis are fields of their own."""
    meaning = replace(
        row.frequency, phrase="", basis=type(row.frequency.basis)("trial")
    )
    return sentence(row.frequency), meaning


def _exact_frequency(row: DocumentSideEffect) -> str:
    figures = ", ".join(_figures(row.frequency)) or "no figure"
    return f"{sentence(row.frequency)} ({figures})"


def _figures(frequency: Frequency) -> list[str]:
    found = []
    if frequency.interval is not None:
        found.append(interval_as_text(frequency.interval))
    if frequency.affected is not None:
        found.append(f"{frequency.affected} of {frequency.total}")
    if frequency.comparator is not None:
        found.append(f"placebo {frequency.comparator}")
    if frequency.word:
        found.append(f"called {frequency.word}")
    if frequency.is_not_known:
        found.append("not known")
    return found


def _basis(row: DocumentSideEffect) -> str:
    return row.frequency.basis.value.replace("_", " ")


def _phrase(row: DocumentSideEffect) -> str:
    return row.frequency.phrase


def _settled(row: Any) -> str:
    return "yes" if row.is_settled else "no"


def _reference(row: Any) -> str:
    return f"[{row.number}]"


HEADER = (
    _prose("Title", "title"),
    _plain("Address", "slug"),
    Field("In the A–Z", _listed, attrgetter("is_listed"), _listed),
    _chosen("Kind of page", "kind", Monograph.Kind),
    _prose("Author", "author"),
    _prose("Interests", "interests"),
)

# Comparison rows have a field more for each column: see their cells.
ROWS: dict[str, Rows] = {
    "names": Rows(
        "Names",
        attrgetter("text"),
        (_prose("Name", "text"), _chosen("Kind", "kind", Name.Kind)),
        (_folded("kind", "text"), _folded("text")),
    ),
    "classes": Rows(
        "Classes",
        attrgetter("name"),
        (_entry("Class", "name", "slug", "class_key"), _plain("ATC code", "atc_code")),
        (attrgetter("class_key"), _folded("name")),
    ),
    "components": Rows(
        "Components",
        attrgetter("name"),
        (_entry("Component", "name", "drug_key"),),
        (_folded("name"),),
    ),
    "sections": Rows(
        "Sections",
        heading_of,
        (
            _prose("Heading", "heading"),
            _chosen("Kind", "kind", Section.Kind),
            _prose("Text", "body"),
        ),
        (_folded("kind", "heading", "body"), _folded("kind", "heading")),
    ),
    "side_effects": Rows(
        "Side effects",
        attrgetter("effect"),
        (
            _entry("Effect", "effect", "effect_key"),
            Field("How often", _how_often, _frequency, _exact_frequency),
            Field("Known from", _basis, _basis, _basis),
            Field("How often, as written", _phrase, _phrase, _phrase, is_prose=True),
            Field("Serious", seriousness_of, attrgetter("serious"), seriousness_of),
            _plain("Stands under", "group"),
            _chosen("Holds for", "scope", SideEffect.Scope),
            _plain("Namely", "scope_name"),
            _prose("As written", "wording"),
            _chosen("Part of the body", "body_system", BodySystem),
        ),
        (
            _folded("effect", "scope", "scope_name", "group", "wording"),
            _folded("effect", "scope", "scope_name"),
            _folded("effect"),
        ),
    ),
    "faqs": Rows(
        "Questions",
        attrgetter("question"),
        (_prose("Question", "question"), _prose("Answer", "answer")),
        (_folded("question", "answer"), _folded("question")),
    ),
    "citations": Rows(
        "References",
        _reference,
        (
            _plain("Number", "number"),
            _prose("Text", "text"),
            _plain("Link", "url"),
        ),
        (_folded("text", "url"), _folded("number")),
    ),
    "subjects": Rows(
        "Columns of the table",
        attrgetter("name"),
        (_prose("Column", "name"),),
        (_folded("name"),),
    ),
    "comparison_rows": Rows(
        "Rows of the table",
        attrgetter("feature"),
        (_prose("Feature", "feature"),),
        (_folded("feature"),),
    ),
    "disagreements": Rows(
        "Where sources disagree",
        attrgetter("question"),
        (
            _prose("Question", "question"),
            _prose("What each source says", "positions"),
            _prose("What this page shows", "shown"),
            _prose("Why", "reason"),
            Field("Settled", _settled, _settled, _settled),
        ),
        (_folded("question", "positions"), _folded("question")),
    ),
}


def cell_text(label: str, subject: Hashable) -> Field:
    """The cell of a row in one column."""

    def said(row: Any) -> str:
        return next((c.text for c in row.cells if c.subject_key == subject), "")

    return Field(label, said, said, said, is_prose=True)
