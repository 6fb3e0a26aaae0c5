"""A draft as the content of a working copy: every row unverified, with its lines."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any
from uuid import uuid4

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
from monographs.importing.documents.draft import (
    Draft,
    DraftCitation,
    DraftComparisonRow,
    DraftDisagreement,
    DraftRow,
    DraftSection,
    DraftSideEffect,
    Lines,
)
from monographs.importing.effects import LONGEST_CLASS_NAME, Vocabulary

# What a column of the working copy holds; nothing longer is cut, see `_Leftovers`.
LONGEST_NAME = 300
LONGEST_FEATURE = 500
LONGEST_URL = 2000
LARGEST_NUMBER = 2_147_483_647
USUAL_HEADINGS = {
    "side_effects": frozenset({"side effects", "side effect", "adverse effects"}),
    "faqs": frozenset({"faqs", "faq", "frequently asked questions"}),
}


def as_document(
    draft: Draft, *, slug: str, sha256: str, vocabulary: Vocabulary
) -> Document:
    return _Drafted(draft, slug, sha256, vocabulary).document()


@dataclass
class _Drafted:
    draft: Draft
    slug: str
    sha256: str
    vocabulary: Vocabulary
    # Texts that their own column cannot hold: kept whole in sections of their own.
    leftovers: list[DraftSection] = field(default_factory=list)

    def document(self) -> Document:
        draft = self.draft
        rows: dict[str, Any] = {
            "names": tuple(self._names()),
            "classes": tuple(self._classes()),
            "components": tuple(self._components()),
            "side_effects": tuple(map(self._side_effect, draft.side_effects)),
            "faqs": tuple(
                DocumentFAQ(
                    **self._common(row), question=row.question, answer=row.answer
                )
                for row in draft.faqs
            ),
            "citations": tuple(self._citations()),
            "disagreements": tuple(map(self._disagreement, draft.disagreements)),
            **self._table(),
        }
        sections = tuple(self._sections([*draft.sections, *self.leftovers]))
        return Document(
            key=draft.key or uuid4(),
            kind=draft.kind,
            title=draft.title,
            slug=self.slug,
            is_listed=draft.is_listed,
            author=draft.author,
            interests=draft.interests,
            sections=sections,
            **rows,
        )

    def _common(self, row: DraftRow) -> dict[str, Any]:
        return {
            "key": row.key or uuid4(),
            "origin": "import",
            "source": self.sha256,
            "line_from": row.lines.first,
            "line_to": row.lines.last,
        }

    def _sections(self, sections: Iterable[DraftSection]) -> Iterator[DocumentSection]:
        for row in sections:
            heading, body = row.heading, row.body
            if len(heading) > LONGEST_NAME:
                heading, body = "", f"{heading}\n\n{body}"
            if row.key or body.strip() or not _only_names_its_rows(row):
                yield DocumentSection(
                    **self._common(row), kind=row.kind, heading=heading, body=body
                )

    def _names(self) -> Iterator[DocumentName]:
        seen = set()
        for row in self.draft.names:
            if (row.kind, row.text) not in seen and self._fits(row.text, row.lines):
                seen.add((row.kind, row.text))
                yield DocumentName(**self._common(row), kind=row.kind, text=row.text)

    def _classes(self) -> Iterator[DocumentClass]:
        seen = set()
        for row in self.draft.classes:
            entry = self.vocabulary.drug_class(row)
            if entry.key not in seen and self._fits(
                row.name, row.lines, LONGEST_CLASS_NAME
            ):
                seen.add(entry.key)
                yield DocumentClass(
                    **self._common(row),
                    class_key=entry.key,
                    name=entry.name,
                    slug=entry.slug,
                    atc_code=entry.atc_code,
                )

    def _components(self) -> Iterator[DocumentComponent]:
        components = self.draft.components
        title = self.draft.title.casefold()
        if [row.name.casefold() for row in components] == [title]:  # is no combination
            return
        seen = set()
        for row in components:
            if row.name not in seen and self._fits(row.name, row.lines):
                seen.add(row.name)
                yield DocumentComponent(
                    **self._common(row), name=row.name, drug_key=None
                )

    def _side_effect(self, row: DraftSideEffect) -> DocumentSideEffect:
        entry = self.vocabulary.effect(row)
        wording = row.wording
        if len(row.group) > LONGEST_NAME:
            wording = f"{row.group}: {wording}"
        return DocumentSideEffect(
            **self._common(row),
            effect_key=entry.key,
            effect=entry.name,
            body_system=entry.body_system,
            wording=wording,
            frequency=row.frequency,
            serious=row.serious.value,
            group=_shortened(row.group),
            scope=row.scope,
            scope_name=_shortened(row.scope_name),
        )

    def _citations(self) -> Iterator[DocumentCitation]:
        seen: set[int] = set()
        for row in self.draft.citations:
            is_possible = 1 <= row.number <= LARGEST_NUMBER and row.number not in seen
            if not is_possible or len(row.url) > LONGEST_URL:
                self._leave(_as_written(row), row.lines)
                continue
            seen.add(row.number)
            yield DocumentCitation(
                **self._common(row), number=row.number, text=row.text, url=row.url
            )

    def _disagreement(self, row: DraftDisagreement) -> DocumentDisagreement:
        return DocumentDisagreement(
            **self._common(row),
            question=row.question,
            positions=row.positions,
            shown=row.shown,
            reason=row.reason,
            is_settled=row.is_settled,
        )

    def _table(self) -> dict[str, Any]:
        subjects = [
            DocumentSubject(**self._common(row), name=name)
            for row, name in zip(
                self.draft.subjects, _told_apart(self.draft.subjects), strict=True
            )
        ]
        rows = [
            DocumentComparisonRow(
                **self._common(row),
                feature=row.feature,
                cells=tuple(_cells(row, subjects)),
            )
            for row in self.draft.comparison_rows
            if self._fits(row.feature, row.lines, LONGEST_FEATURE, row.cells)
        ]
        return {"subjects": tuple(subjects), "comparison_rows": tuple(rows)}

    def _fits(
        self,
        text: str,
        lines: Lines,
        longest: int = LONGEST_NAME,
        rest: tuple[str, ...] = (),
    ) -> bool:
        if len(text) <= longest:
            return True
        self._leave(" | ".join([text, *rest]), lines)
        return False

    def _leave(self, text: str, lines: Lines) -> None:
        self.leftovers.append(
            DraftSection(kind="other", heading="", body=text, whole=text, lines=lines)
        )


def _cells(
    row: DraftComparisonRow, subjects: Sequence[DocumentSubject]
) -> Iterator[DocumentCell]:
    """A file that knows its cells' keys has none for a cell that was never made."""
    knows_keys = bool(row.cell_keys)
    for subject, text, key in zip_longest(subjects, row.cells, row.cell_keys):
        if subject and (text or key or not knows_keys):
            yield DocumentCell(
                key=key or uuid4(), subject_key=subject.key, text=text or ""
            )


def _only_names_its_rows(section: DraftSection) -> bool:
    """All its text became rows, and its heading says no more than their page does."""
    usual = USUAL_HEADINGS.get(section.kind, frozenset())
    return bool(section.whole.strip()) and section.heading.casefold() in usual


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_NAME else f"{text[: LONGEST_NAME - 1]}…"


def _as_written(row: DraftCitation) -> str:
    return f"{row.number}. {row.text} {row.url}".rstrip()


def _told_apart(subjects: Iterable[Any]) -> list[str]:
    """Two columns of one name are numbered; the database takes each name once."""
    names: list[str] = []
    taken: set[str] = set()
    numbers: Counter[str] = Counter()
    for subject in subjects:
        first = name = _shortened(subject.name)
        while name in taken:
            numbers[first] += 1
            name = f"{first[:280]} ({numbers[first] + 1})"
        taken.add(name)
        names.append(name)
    return names
