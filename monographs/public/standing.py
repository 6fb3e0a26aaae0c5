"""What stands around a version's signed content: who signed, since when, warnings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.utils.dateparse import parse_datetime

from monographs.models.public import Notice
from monographs.public import addresses

_SEVERITIES = [choice.value for choice in reversed(Notice.Severity)]


@dataclass(frozen=True)
class Signer:
    role: str
    printed_name: str
    credential: str
    signed_at: datetime


@dataclass(frozen=True)
class ClinicalReview:
    """Of the last version that could change something clinical; later ones did not."""

    number: int
    signer: Signer


@dataclass(frozen=True)
class Banner:
    severity: str
    text: str
    link: str


@dataclass(frozen=True, kw_only=True)
class Standing:
    kind: str
    slug: str
    title: str
    number: int
    sha256: str
    state: str
    change_note: str
    version_published_at: datetime
    live_number: int
    published_at: datetime
    reviewed_on: date | None
    review_due_on: date | None
    withdrawn_at: datetime | None
    withdrawal_reason: str
    is_overdue: bool
    signers: tuple[Signer, ...]
    banners: tuple[Banner, ...]
    previous_number: int | None = None  # of the version that readers saw before
    clinical: ClinicalReview | None = None

    @property
    def url(self) -> str:
        return addresses.page_url(self.kind, self.slug)

    @property
    def version_url(self) -> str:
        return addresses.version_url(self.kind, self.slug, self.number)

    @property
    def printed_address(self) -> str:
        return addresses.absolute_url(self.version_url)

    @property
    def difference_url(self) -> str:
        """What differs between this version and the live one."""
        return addresses.difference_url(
            self.kind, self.slug, self.number, self.live_number
        )

    @property
    def change_url(self) -> str:
        """What differs from the version before this one, if there is one."""
        if self.previous_number is None or self.withdrawn_at:
            return ""
        return addresses.difference_url(
            self.kind, self.slug, self.previous_number, self.number
        )

    @property
    def history_url(self) -> str:
        return addresses.history_url(self.kind, self.slug)

    @property
    def sources_url(self) -> str:
        return addresses.sources_url(self.kind, self.slug)

    @property
    def json_url(self) -> str:
        return addresses.format_url(self.kind, self.slug, "json")

    @property
    def markdown_url(self) -> str:
        return addresses.format_url(self.kind, self.slug, "md")

    @property
    def fhir_url(self) -> str:
        return addresses.format_url(self.kind, self.slug, "fhir.json")

    @property
    def explorer_url(self) -> str:
        return addresses.explorer_url(self.slug)

    @property
    def explorer_report_url(self) -> str:
        return addresses.report_url(self.explorer_url)

    @property
    def report_url(self) -> str:
        return addresses.report_url(self.url)

    @property
    def compare_url(self) -> str:
        return addresses.compare_url(self.slug)

    @property
    def may_be_compared(self) -> bool:
        return self.kind == "drug" and self.is_live

    @property
    def feed_url(self) -> str:
        return addresses.feed_url(self.kind, self.slug)

    @property
    def earlier_clinical(self) -> ClinicalReview | None:
        """What this version rests on, if its own signers have no clinical one."""
        clinical = self.clinical
        return clinical if clinical and clinical.number != self.number else None

    # As text: templates take their time to ask how a number is written here.
    @property
    def version(self) -> str:
        return str(self.number)

    @property
    def previous_version(self) -> str:
        return str(self.previous_number)

    @property
    def live_version(self) -> str:
        return str(self.live_number)

    @property
    def is_live(self) -> bool:
        return self.number == self.live_number and not self.withdrawn_at

    @property
    def is_emergency(self) -> bool:
        """Published before all had signed, and not signed since."""
        return self.state == "bypassed"


def make_standing(
    *,
    signers: Iterable[Mapping[str, Any]] | None,
    notices: Iterable[Mapping[str, Any]] | None,
    clinical: Mapping[str, Any] | None,
    **columns: Any,
) -> Standing:
    """From a row of the database; lists in an order that does not depend on it."""
    return Standing(
        **columns,
        signers=signers_in(signers),
        clinical=_clinical_review(clinical),
        banners=tuple(sorted(map(_banner, notices or ()), key=_most_severe_first)),
    )


def signers_in(data: Iterable[Mapping[str, Any]] | None) -> tuple[Signer, ...]:
    """Those of a version, the first first."""
    return tuple(sorted(map(_signer, data or ()), key=lambda s: s.signed_at))


def _signer(data: Mapping[str, Any]) -> Signer:
    return Signer(
        role=data["role"],
        printed_name=data["printed_name"],
        credential=data["credential"],
        signed_at=_moment(data["signed_at"]),
    )


def _clinical_review(data: Mapping[str, Any] | None) -> ClinicalReview | None:
    """None as long as an emergency leaves it open."""
    if data is None or data["role"] is None:
        return None
    return ClinicalReview(data["number"], _signer(data))


def _moment(text: str) -> datetime:
    """SQLite keeps times without their zone, which is always UTC."""
    moment = parse_datetime(text)
    if moment is None:
        raise ValueError(f'"{text}" is not a time.')
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _banner(data: Mapping[str, Any]) -> Banner:
    return Banner(**{**data, "link": safe_link(data["link"])})


def safe_link(url: str) -> str:
    """The address if a browser may follow it, else nothing."""
    return url if url.lower().startswith(("http://", "https://")) else ""


def _most_severe_first(banner: Banner) -> tuple[int, str]:
    return _SEVERITIES.index(banner.severity), banner.text
