"""A formulary file as the versions of a page. Pure; the README there has the format."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from monographs.content import Document
from monographs.management.demo.keys import key_of
from monographs.management.demo.rows import rows_of
from monographs.management.demo.vocabulary import Vocabulary
from monographs.models import Monograph, Revision, Signature

FOLDER: Path = settings.BASE_DIR / "fixtures"
KIND_BY_FOLDER = {
    "drugs": Monograph.Kind.DRUG,
    "comparisons": Monograph.Kind.COMPARISON,
}
BOTH_SIGNATURES = (Signature.Role.EDITORIAL, Signature.Role.CLINICAL)


@dataclass(frozen=True)
class Version:
    document: Document
    change_kind: Revision.ChangeKind
    note: str
    signed: tuple[Signature.Role, ...] = BOTH_SIGNATURES
    is_draft: bool = False


@dataclass(frozen=True)
class Page:
    versions: tuple[Version, ...]
    withdrawal_reason: str = ""

    @property
    def document(self) -> Document:
        return self.versions[0].document


@dataclass(frozen=True, kw_only=True)
class Change:
    """What a later version changes, as the file has it."""

    kind: str
    note: str
    section: str
    body: str
    is_draft: bool = False


def read_pages(folder: Path, vocabulary: Vocabulary) -> list[Page]:
    """Components come before their combinations, so that these can link to them."""
    pages = [
        _page(path, kind, vocabulary)
        for name, kind in KIND_BY_FOLDER.items()
        for path in (folder / name).glob("*.toml")
    ]
    return sorted(
        pages, key=lambda page: (bool(page.document.components), page.document.slug)
    )


def page_keys(folder: Path) -> list[UUID]:
    return [key_of(path.stem) for path in folder.glob("*/*.toml")]


def _page(path: Path, kind: Monograph.Kind, vocabulary: Vocabulary) -> Page:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    withdrawal_reason = data.pop("withdrawn", "")
    roles = data.pop("signed", BOTH_SIGNATURES)
    changes = data.pop("changes", [])
    document = Document(
        key=key_of(path.stem),
        kind=kind,
        slug=path.stem,
        title=data.pop("title"),
        is_listed=data.pop("is_listed", True),
        **rows_of(path.stem, data, vocabulary),
    )
    first = Version(
        document,
        Revision.ChangeKind.MAJOR,
        "First version.",
        signed=tuple(Signature.Role(role) for role in roles),
    )
    return Page((first, *_later(document, changes)), withdrawal_reason)


def _later(document: Document, changes: list[dict[str, Any]]) -> Iterator[Version]:
    for change in [Change(**table) for table in changes]:
        document = _with_section(document, change.section, change.body)
        yield Version(
            document,
            Revision.ChangeKind(change.kind),
            change.note,
            is_draft=change.is_draft,
        )


def _with_section(document: Document, kind: str, body: str) -> Document:
    sections = tuple(
        replace(section, body=body) if section.kind == kind else section
        for section in document.sections
    )
    return replace(document, sections=sections)
