"""What the demo's people do with each page once its document is in. Pure."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID, uuid4

from monographs.content import (
    Document,
    DocumentCitation,
    DocumentName,
    DocumentSection,
)
from monographs.models import Revision, Signature


@dataclass(frozen=True, kw_only=True)
class Version:
    """As `story.toml` has it; the README there says what each part means."""

    note: str = "First version."
    kind: str = Revision.ChangeKind.MAJOR
    sections: Mapping[str, str] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    names: Mapping[str, list[str]] = field(default_factory=dict)
    components: Mapping[str, str] = field(default_factory=dict)
    citations: tuple[Mapping[str, str], ...] = ()
    signed: tuple[str, ...] = (Signature.Role.EDITORIAL, Signature.Role.CLINICAL)
    is_draft: bool = False
    withdrawn: str = ""
    reason: str = ""  # why what the checks warn of may stand


Story = dict[str, list[Version]]


def read_story(folder: Path) -> Story:
    """The versions of each page, by its address."""
    text = (folder / "story.toml").read_text(encoding="utf-8")
    return {
        slug: [Version(**version) for version in versions]
        for slug, versions in tomllib.loads(text).items()
    }


def edited(
    document: Document, version: Version, drug_keys: Mapping[str, UUID]
) -> Document:
    """Rows keep their source and lines, as they do when somebody edits them."""
    _refuse_edits_of_nothing(document, version)
    return replace(
        document,
        sections=tuple(_sections(document, version)),
        names=(*document.names, *_names(version)),
        components=tuple(
            replace(row, drug_key=drug_keys[version.components[row.name]])
            if row.name in version.components
            else row
            for row in document.components
        ),
        citations=(*document.citations, *_citations(document, version)),
    )


def _sections(document: Document, version: Version) -> Iterator[DocumentSection]:
    for row in document.sections:
        if row.heading not in version.without:
            yield replace(row, body=version.sections.get(row.kind, row.body))


def _names(version: Version) -> Iterator[DocumentName]:
    for kind, texts in version.names.items():
        for text in texts:
            yield DocumentName(key=uuid4(), kind=kind, text=text)


def _citations(document: Document, version: Version) -> Iterator[DocumentCitation]:
    for number, citation in enumerate(version.citations, len(document.citations) + 1):
        yield DocumentCitation(
            key=uuid4(),
            number=number,
            text=citation["text"],
            url=citation.get("url", ""),
        )


def _refuse_edits_of_nothing(document: Document, version: Version) -> None:
    there = {row.kind for row in document.sections}
    there |= {row.heading for row in document.sections}
    there |= {row.name for row in document.components}
    wanted = {*version.sections, *version.without, *version.components}
    if missing := sorted(wanted - there):
        raise ValueError(f'{document.slug} has no "{", ".join(missing)}" to edit.')
