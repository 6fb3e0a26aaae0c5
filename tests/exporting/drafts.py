"""A draft as the document that it was written from, for comparing the two."""

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
)


def document_of(draft):
    return Document(
        key=draft.key,
        kind=draft.kind,
        title=draft.title,
        slug=draft.slug,
        is_listed=draft.is_listed,
        author=draft.author,
        interests=draft.interests,
        names=rows(DocumentName, draft.names, "kind", "text"),
        classes=rows(
            DocumentClass, draft.classes, "class_key", "name", "slug", "atc_code"
        ),
        components=rows(DocumentComponent, draft.components, "name", "drug_key"),
        sections=rows(DocumentSection, draft.sections, "kind", "heading", "body"),
        side_effects=rows(
            DocumentSideEffect,
            draft.side_effects,
            *("effect_key", "effect", "body_system", "wording", "frequency"),
            *("serious", "group", "scope", "scope_name"),
        ),
        faqs=rows(DocumentFAQ, draft.faqs, "question", "answer"),
        citations=rows(DocumentCitation, draft.citations, "number", "text", "url"),
        subjects=rows(DocumentSubject, draft.subjects, "name"),
        comparison_rows=tuple(
            DocumentComparisonRow(
                key=row.key, feature=row.feature, cells=cells(row, draft.subjects)
            )
            for row in draft.comparison_rows
        ),
        disagreements=rows(
            DocumentDisagreement,
            draft.disagreements,
            *("question", "positions", "shown", "reason", "is_settled"),
        ),
    )


def rows(row_type, drafts, *fields):
    return tuple(
        row_type(key=row.key, **{field: getattr(row, field) for field in fields})
        for row in drafts
    )


def cells(row, subjects):
    return tuple(
        DocumentCell(key=key, subject_key=subject.key, text=text)
        for key, text, subject in zip(row.cell_keys, row.cells, subjects, strict=True)
        if key is not None
    )
