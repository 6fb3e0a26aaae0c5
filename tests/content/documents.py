"""Generated monographs: every kind of row, with the text that breaks programs."""

import unicodedata
from fractions import Fraction
from uuid import UUID, uuid5

from hypothesis import strategies as st

from monographs.content import (
    Document,
    DocumentCell,
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
    canonical_text,
)
from monographs.frequency import WORDS, Basis, Frequency, Interval, Serious
from monographs.models import BodySystem, Monograph, Name, Section, SideEffect
from monographs.visible_text import one_line

# PostgreSQL has no NUL in text, and UTF-8 has no lone surrogates.
characters = st.characters(exclude_characters="\x00", exclude_categories=["Cs"])
# Some letters stand for what is worth meeting often: a text is then a single draw.
NASTY = str.maketrans(
    {
        "A": "=1+1",
        "B": "\u0301e",
        "C": "ﬁ",
        "D": "İ",
        "E": "😀",
        "F": "\u202e",
        "G": "<b>&amp;",
        "H": '"',
        "I": "\\n",
        "J": "\t",
        "K": "\r\n",
        "L": "À",
    }
)
any_text = st.text(characters, max_size=24).map(lambda drawn: drawn.translate(NASTY))
text = any_text.map(canonical_text)


def short(limit=300, at_least=0):
    """Text that fits a column after it was made canonical."""
    return text.filter(lambda value: at_least <= len(value) <= limit)


keys = st.uuids(version=4)
fractions = st.integers(1, 10**6).flatmap(
    lambda bottom: st.integers(0, bottom).map(lambda top: Fraction(top, bottom))
)
intervals = st.tuples(fractions, fractions, st.booleans(), st.booleans()).map(
    lambda ends: Interval(
        min(ends[:2]),
        ends[2] or ends[0] == ends[1],
        max(ends[:2]),
        ends[3] or ends[0] == ends[1],
    )
)
counts = st.integers(1, 10**6).flatmap(
    lambda total: st.tuples(st.integers(0, total), st.just(total))
)


@st.composite
def frequencies(draw):
    interval = draw(st.none() | intervals)
    affected, total = draw(st.just((None, None)) | counts)
    return Frequency(
        interval=interval,
        phrase=draw(text),
        word=draw(st.sampled_from(["", *WORDS])),
        is_not_known=interval is None and draw(st.booleans()),
        basis=draw(st.sampled_from(Basis)),
        affected=affected,
        total=total,
        comparator=draw(st.none() | fractions),
    )


def rows(row_type, *, unique=(), **fields):
    return st.lists(
        st.builds(row_type, key=keys, **fields),
        max_size=4,
        unique_by=tuple(
            (lambda row, name=name: folded(getattr(row, name)))
            for name in ("key", *unique)
        ),
    ).map(tuple)


def by_key(elements):
    return st.lists(elements, max_size=4, unique_by=lambda row: row.key).map(tuple)


def folded(value):
    if isinstance(value, str):
        return unicodedata.normalize("NFKC", value.casefold())
    return value


def comparison_rows(subjects):
    def row(key, feature, texts):
        return DocumentComparisonRow(
            key=key,
            feature=feature,
            cells=tuple(
                DocumentCell(
                    key=uuid5(key, str(subject.key)),
                    subject_key=subject.key,
                    text=cell_text,
                )
                for subject, cell_text in zip(subjects, texts, strict=True)
            ),
        )

    texts = st.lists(text, min_size=len(subjects), max_size=len(subjects))
    return st.lists(
        st.builds(row, keys, short(500), texts),
        max_size=3,
        unique_by=lambda row: row.key,
    ).map(tuple)


def _is_one_line(text):
    try:
        return one_line(text) == text
    except ValueError:
        return False


lines = short(300).filter(_is_one_line)


@st.composite
def documents(draw):
    """Shared rows (effects, classes) carry keys of their own, named from the key."""
    subjects = draw(rows(DocumentSubject, unique=["name"], name=short()))
    kind = draw(st.sampled_from(Monograph.Kind.values))
    is_article = kind == Monograph.Kind.COMPARISON
    return Document(
        key=draw(keys),
        kind=kind,
        author=draw(lines) if is_article else "",
        interests=draw(lines) if is_article else "",
        title=draw(short(at_least=1)),
        slug=f"page-{draw(keys)}",
        is_listed=draw(st.booleans()),
        names=draw(
            rows(
                DocumentName,
                unique=["text"],
                kind=st.sampled_from(Name.Kind.values),
                text=short(),
            )
        ),
        classes=draw(by_key(keys.map(_class_row))),
        components=draw(
            rows(DocumentComponent, unique=["name"], name=short(), drug_key=st.none())
        ),
        sections=draw(
            rows(
                DocumentSection,
                kind=st.sampled_from(Section.Kind.values),
                heading=short(),
                body=text,
            )
        ),
        side_effects=draw(by_key(_side_effects())),
        faqs=draw(rows(DocumentFAQ, question=text.filter(bool), answer=text)),
        citations=draw(
            rows(
                DocumentCitation,
                unique=["number"],
                number=st.integers(1, 10**6),
                text=text,
                url=st.sampled_from(["", "https://example.org/?a=1&b=ü"]),
            )
        ),
        subjects=subjects,
        comparison_rows=draw(comparison_rows(subjects)),
        disagreements=draw(by_key(disagreements())),
    )


def _class_row(key):
    return DocumentClass(
        key=key,
        class_key=_other(key),
        name=f"Class {key}",
        slug=str(key),
        atc_code=None,
    )


@st.composite
def _side_effects(draw):
    key = draw(keys)
    return DocumentSideEffect(
        key=key,
        effect_key=_other(key),
        effect=f"Effect {key}",
        body_system=draw(st.sampled_from(BodySystem.values)),
        wording=draw(text),
        frequency=draw(frequencies()),
        serious=draw(st.sampled_from([answer.value for answer in Serious])),
        group=draw(short()),
        scope=draw(st.sampled_from(SideEffect.Scope.values)),
        scope_name=draw(short()),
    )


@st.composite
def disagreements(draw):
    shown, reason = draw(text), draw(text)
    return DocumentDisagreement(
        key=draw(keys),
        question=draw(text.filter(bool)),
        positions=draw(text),
        shown=shown,
        reason=reason,
        # Only a statement with its reason settles anything.
        is_settled=bool(shown and reason) and draw(st.booleans()),
    )


def _other(key):
    """Another key that belongs to this one."""
    return UUID(int=key.int ^ 1)
