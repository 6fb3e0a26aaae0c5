"""Real documents, out again and in again. Their text is shown in no message."""

from dataclasses import fields, is_dataclass
from pathlib import Path
from uuid import uuid4

import pytest

from monographs.content import (
    Document,
    DocumentCell,
    DocumentCitation,
    DocumentClass,
    DocumentComparisonRow,
    DocumentComponent,
    DocumentFAQ,
    DocumentName,
    DocumentSection,
    DocumentSideEffect,
    DocumentSubject,
    canonical_text,
)
from monographs.exporting.documents import to_markdown
from monographs.importing.documents import parse

CORPUS = Path(__file__).resolve().parents[3] / "shared/corpus"
FILES = sorted(
    path
    for folder in ("documents", "documents-earlier", "seeds")
    for path in (CORPUS / folder).rglob("*")
    if path.is_file()
)
# What only medsite's own files say, and what only the source's own lines say.
NOT_CONTENT = {
    *("key", "slug", "effect", "effect_key", "body_system", "class_key", "cell_keys"),
    *("lines", "whole", "is_from_sentence"),
}

needs_corpus = pytest.mark.skipif(
    not FILES, reason="the source documents are not beside the project"
)


@needs_corpus
def test_every_source_document_comes_back_as_it_was_read():
    different = [path.name for path in FILES if not comes_back(path)]

    assert different == []
    assert len(FILES) >= 500


def comes_back(path):
    name = path.relative_to(CORPUS).as_posix()
    read = parse(path.read_bytes(), name)
    text = to_markdown(document_from(read.draft))
    again = parse(text.encode(), name)
    return content(again.draft) == content(read.draft) and not again.issues


def document_from(draft):
    """As an import into an empty database would have made it."""
    subjects = rows(DocumentSubject, draft.subjects, "name")
    return Document(
        key=uuid4(),
        kind=draft.kind,
        title=draft.title,
        slug="some-page",
        is_listed=draft.is_listed,
        author=draft.author,
        interests=draft.interests,
        names=rows(DocumentName, draft.names, "kind", "text"),
        classes=rows(
            DocumentClass, draft.classes, "name", "slug", "atc_code", class_key=uuid4()
        ),
        components=rows(DocumentComponent, draft.components, "name", drug_key=None),
        sections=rows(DocumentSection, draft.sections, "kind", "heading", "body"),
        side_effects=tuple(
            DocumentSideEffect(
                key=uuid4(),
                effect_key=uuid4(),
                effect=row.name,
                body_system="other",
                wording=row.wording,
                frequency=row.frequency,
                serious=row.serious.value,
                group=row.group,
                scope=row.scope,
                scope_name=row.scope_name,
            )
            for row in draft.side_effects
        ),
        faqs=rows(DocumentFAQ, draft.faqs, "question", "answer"),
        citations=rows(DocumentCitation, draft.citations, "number", "text", "url"),
        subjects=subjects,
        comparison_rows=tuple(
            DocumentComparisonRow(
                key=uuid4(),
                feature=row.feature,
                cells=tuple(
                    DocumentCell(key=uuid4(), subject_key=subject.key, text=cell)
                    for subject, cell in zip(subjects, row.cells, strict=True)
                ),
            )
            for row in draft.comparison_rows
        ),
    )


def rows(row_type, drafts, *names, **constants):
    return tuple(
        row_type(
            key=uuid4(), **{name: getattr(row, name) for name in names}, **constants
        )
        for row in drafts
    )


def content(value):
    if isinstance(value, str):
        return canonical_text(value)
    if isinstance(value, tuple):
        return tuple(content(part) for part in value)
    if not is_dataclass(value):
        return value
    return {
        field.name: content(getattr(value, field.name))
        for field in fields(value)
        if field.name not in NOT_CONTENT
    }
