"""A monograph's whole content as one value, and as canonical JSON.

Canonical means: the same content always gives the same bytes. Keys are sorted, text
is NFC with plain line feeds, fractions are written as "1/100", nothing is indented.
"""

import hashlib
import json
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, is_dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any
from uuid import UUID

from monographs.frequency import Basis, Frequency, Interval

SCHEMA = 3
# Of articles alone: content that does not state them has no place for them.
ONLY_WHERE_STATED = ("author", "interests")


def _without_disagreements(data: dict[str, Any]) -> dict[str, Any]:
    return {**data, "disagreements": []}


def _as_it_was(data: dict[str, Any]) -> dict[str, Any]:
    return data


# From each older schema number, how to lift its JSON to the next one.
UPGRADES: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {
    1: _without_disagreements,
    2: _as_it_was,
}

CLINICAL_SECTIONS = frozenset({"dosage", "side_effects", "precautions"})


@dataclass(frozen=True, kw_only=True)
class DocumentRow:
    key: UUID
    origin: str = "person"
    source: str | None = None  # the SHA-256 of the source document
    line_from: int | None = None
    line_to: int | None = None


@dataclass(frozen=True, kw_only=True)
class DocumentName(DocumentRow):
    kind: str
    text: str


@dataclass(frozen=True, kw_only=True)
class DocumentClass(DocumentRow):
    class_key: UUID
    name: str
    slug: str
    atc_code: str | None


@dataclass(frozen=True, kw_only=True)
class DocumentComponent(DocumentRow):
    name: str
    drug_key: UUID | None


@dataclass(frozen=True, kw_only=True)
class DocumentSection(DocumentRow):
    kind: str
    heading: str
    body: str


@dataclass(frozen=True, kw_only=True)
class DocumentSideEffect(DocumentRow):
    effect_key: UUID
    effect: str
    body_system: str
    wording: str
    frequency: Frequency
    serious: str
    group: str
    scope: str
    scope_name: str


@dataclass(frozen=True, kw_only=True)
class DocumentFAQ(DocumentRow):
    question: str
    answer: str


@dataclass(frozen=True, kw_only=True)
class DocumentCitation(DocumentRow):
    number: int
    text: str
    url: str


@dataclass(frozen=True, kw_only=True)
class DocumentSubject(DocumentRow):
    name: str


@dataclass(frozen=True, kw_only=True)
class DocumentCell:
    key: UUID
    subject_key: UUID
    text: str


@dataclass(frozen=True, kw_only=True)
class DocumentComparisonRow(DocumentRow):
    feature: str
    cells: tuple[DocumentCell, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DocumentDisagreement(DocumentRow):
    """What sources say differently; readers see it with what the editors show."""

    question: str
    positions: str
    shown: str
    reason: str
    is_settled: bool


@dataclass(frozen=True, kw_only=True)
class Document:
    key: UUID
    kind: str
    title: str
    slug: str
    is_listed: bool = True
    author: str = ""
    interests: str = ""
    names: tuple[DocumentName, ...] = ()
    classes: tuple[DocumentClass, ...] = ()
    components: tuple[DocumentComponent, ...] = ()
    sections: tuple[DocumentSection, ...] = ()
    side_effects: tuple[DocumentSideEffect, ...] = ()
    faqs: tuple[DocumentFAQ, ...] = ()
    citations: tuple[DocumentCitation, ...] = ()
    subjects: tuple[DocumentSubject, ...] = ()
    comparison_rows: tuple[DocumentComparisonRow, ...] = ()
    disagreements: tuple[DocumentDisagreement, ...] = ()

    def sources(self) -> set[str]:
        """The SHA-256 of each source document that a row came from."""
        return {row.source for row in self.rows() if row.source}

    def vocabulary(self) -> set[UUID]:
        """The keys of the effects and classes whose words it repeats."""
        return {row.effect_key for row in self.side_effects} | {
            row.class_key for row in self.classes
        }

    def rows(self) -> Iterator[DocumentRow]:
        for field in ROW_TYPES:
            yield from getattr(self, field)

    def clinical_part(self) -> tuple[Any, ...]:
        """What a minor change must leave alone."""
        return (
            self.title,
            self.names,
            tuple(row for row in self.sections if row.kind in CLINICAL_SECTIONS),
            self.side_effects,
            self.components,
            self.subjects,
            self.comparison_rows,
            self.disagreements,
        )


ROW_TYPES: dict[str, type[DocumentRow]] = {
    "names": DocumentName,
    "classes": DocumentClass,
    "components": DocumentComponent,
    "sections": DocumentSection,
    "side_effects": DocumentSideEffect,
    "faqs": DocumentFAQ,
    "citations": DocumentCitation,
    "subjects": DocumentSubject,
    "comparison_rows": DocumentComparisonRow,
    "disagreements": DocumentDisagreement,
}


class ReadInTwoWays(ValueError):
    """JSON in another form than that of sealed texts, such as one that says a thing
    twice."""


class UnknownSchema(ValueError):
    """The content was written by a newer medsite than this one."""


def canonical_text(text: str) -> str:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def dumps(document: Document) -> str:
    """Canonical JSON, of the newest schema."""
    data = _canonical(document)
    for name in ONLY_WHERE_STATED:
        if not data[name]:
            del data[name]
    data["schema"] = SCHEMA
    return _serialised(data)


def _serialised(data: dict[str, Any]) -> str:
    return json.dumps(
        data,
        default=_plain,
        ensure_ascii=False,
        separators=(",", ":"),
        sort_keys=True,
    )


def loads(text: str) -> Document:
    return _document(json.loads(text))


def loads_one_way(text: str) -> Document:
    """Of text with the hash that was signed: asks of what `is_sealed` asks only
    whether every program reads the same in it, since each reader waits for this."""
    data = json.loads(text)
    if _serialised(data) != text:
        raise ReadInTwoWays
    return _document(data)


def _document(data: dict[str, Any]) -> Document:
    schema = data.pop("schema")
    if schema > SCHEMA:
        raise UnknownSchema(
            f"This content has schema {schema}; this medsite reads up to {SCHEMA}. "
            "Update medsite first."
        )
    for number in range(schema, SCHEMA):
        data = UPGRADES[number](data)
    for field, row_type in ROW_TYPES.items():
        data[field] = tuple(_row(row_type, row) for row in data.get(field, ()))
    data["key"] = UUID(data["key"])
    return Document(**data)


def schema_of(text: str) -> int:
    """The schema that this content was written in."""
    schema: int = json.loads(text)["schema"]
    return schema


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def is_sealed(text: str, digest: str) -> bool:
    """Whether this is canonical content, and its hash.

    JSON that says a thing twice would be read differently by different programs; it
    is never canonical. What an older medsite sealed stays sealed as it was: it is
    compared with its own JSON, since today's has parts that it lacks.
    """
    if sha256(text) != digest:
        return False
    document = loads(text)
    if schema_of(text) == SCHEMA:
        return dumps(document) == text
    return _serialised(_canonical(json.loads(text))) == text


def _canonical(value: Any) -> Any:
    """As `asdict`, which would copy every key and take five times as long."""
    if isinstance(value, str):
        return canonical_text(value)
    if isinstance(value, tuple | list):
        return [_canonical(item) for item in value]
    if isinstance(value, dict):
        return {name: _canonical(item) for name, item in value.items()}
    if is_dataclass(value):
        return {name: _canonical(item) for name, item in vars(value).items()}
    return value


def _plain(value: Any) -> str:
    if isinstance(value, UUID | Fraction):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in content")


def _row(row_type: type[DocumentRow], data: dict[str, Any]) -> DocumentRow:
    for name in ("key", "class_key", "drug_key", "effect_key"):
        if data.get(name) is not None:
            data[name] = UUID(data[name])
    if row_type is DocumentSideEffect:
        data["frequency"] = _frequency(data["frequency"])
    if row_type is DocumentComparisonRow:
        data["cells"] = tuple(_cell(cell) for cell in data["cells"])
    return row_type(**data)


def _cell(data: dict[str, Any]) -> DocumentCell:
    return DocumentCell(
        key=UUID(data["key"]),
        subject_key=UUID(data["subject_key"]),
        text=data["text"],
    )


def _frequency(data: dict[str, Any]) -> Frequency:
    interval = data["interval"]
    comparator = data["comparator"]
    return Frequency(
        **{
            **data,
            "basis": Basis(data["basis"]),
            "comparator": None if comparator is None else Fraction(comparator),
            "interval": None if interval is None else _interval(**interval),
        }
    )


# The same few are said of most side effects, and reading a fraction takes its time.
@lru_cache(maxsize=4096)
def _interval(low: str, low_closed: bool, high: str, high_closed: bool) -> Interval:
    return Interval(Fraction(low), low_closed, Fraction(high), high_closed)
