"""What a site is restored from, as plain values; each list is read as it is needed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from monographs.content import Document
from monographs.workflow.source_licence import Licence


@dataclass(frozen=True)
class RestoredSignature:
    role: str
    printed_name: str
    credential: str
    signed_at: datetime


@dataclass(frozen=True)
class RestoredVersion:
    number: int
    content: str
    document: Document
    sha256: str
    published_at: datetime
    change_kind: str
    change_note: str
    base: int | None  # the number of the version that it was compared with
    is_emergency: bool
    signatures: tuple[RestoredSignature, ...]


@dataclass(frozen=True)
class RestoredNotice:
    severity: str
    text: str
    link: str
    starts_at: datetime
    ends_at: datetime | None


@dataclass(frozen=True)
class RestoredPage:
    key: UUID
    kind: str
    slug: str
    title: str
    is_listed: bool
    current_version: int
    shown_since: datetime
    changed_at: datetime
    reviewed_on: date | None
    review_due_on: date | None
    former_slugs: tuple[str, ...]
    notices: tuple[RestoredNotice, ...]
    versions: tuple[RestoredVersion, ...] = ()

    @property
    def current(self) -> RestoredVersion:
        return next(one for one in self.versions if one.number == self.current_version)


@dataclass(frozen=True)
class RestoredChange:
    number: int
    page: UUID
    kind: str
    version: int
    previous: int | None
    at: datetime
    title: str
    note: str
    done_with: int | None


@dataclass(frozen=True)
class RestoredFormerEffect:
    key: UUID
    name: str
    slug: str


@dataclass(frozen=True)
class RestoredEffect:
    key: UUID
    name: str
    slug: str
    body_system: str
    other_words: tuple[str, ...]
    merged: tuple[RestoredFormerEffect, ...]


@dataclass(frozen=True)
class RestoredClass:
    key: UUID
    name: str
    slug: str
    atc_code: str | None


@dataclass(frozen=True)
class RestoredSource:
    sha256: str
    form: str
    taken_in_on: date | None
    licence: Licence | None


class DataToRestore(Protocol):
    @property
    def name(self) -> str: ...

    def pages(self) -> Iterator[RestoredPage]:
        """Without their versions."""

    def pages_with_versions(self) -> Iterator[RestoredPage]: ...

    def changes(self) -> Iterator[RestoredChange]: ...

    def effects(self) -> Iterator[RestoredEffect]: ...

    def classes(self) -> Iterator[RestoredClass]: ...

    def sources(self) -> Iterator[RestoredSource]: ...
