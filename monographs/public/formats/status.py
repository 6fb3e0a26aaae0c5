"""What stands around a version, in the words that every format uses, status first."""

from datetime import UTC, date, datetime
from typing import Any

from monographs.public.addresses import absolute_url
from monographs.public.standing import ClinicalReview, Signer, Standing

NOTICE = (
    "Not authorised product information. Published by the people named as signers;"
    " the status says what was reviewed, and when."
)


def status_of(standing: Standing) -> dict[str, Any]:
    return {
        "state": state_of(standing),
        "kind": standing.kind,
        "title": standing.title,
        "slug": standing.slug,
        "url": absolute_url(standing.url),
        "version": standing.number,
        "version_url": absolute_url(standing.version_url),
        "is_current": standing.is_live,
        "current_version": standing.live_number,
        "sha256": standing.sha256,
        "published_at": as_text(standing.version_published_at),
        "reviewed_on": as_text(standing.reviewed_on),
        "review_due_on": as_text(standing.review_due_on),
        "is_review_overdue": standing.is_overdue,
        "signers": [_signature(signer) for signer in standing.signers],
        "clinical_review": _clinical_review(standing.clinical),
        "notices": [
            {"severity": one.severity, "text": one.text, "link": one.link}
            for one in standing.banners
        ],
        "notice": NOTICE,
    }


def _signature(signer: Signer) -> dict[str, Any]:
    return {
        "role": signer.role,
        "name": signer.printed_name,
        "credential": signer.credential,
        "signed_at": as_text(signer.signed_at),
    }


def _clinical_review(review: ClinicalReview | None) -> dict[str, Any] | None:
    """A minor version rests on that of an earlier one."""
    if review is None:
        return None
    return {"version": review.number, "signature": _signature(review.signer)}


def state_of(standing: Standing) -> str:
    if standing.withdrawn_at:
        return "withdrawn"
    return "published_before_all_signed" if standing.is_emergency else "approved"


def withdrawal_of(standing: Standing) -> dict[str, Any]:
    """Why there is nothing to read; no word of the text."""
    return {
        "state": "withdrawn",
        "kind": standing.kind,
        "title": standing.title,
        "slug": standing.slug,
        "url": absolute_url(standing.url),
        "withdrawn_at": as_text(standing.withdrawn_at),
        "reason": standing.withdrawal_reason,
        "history_url": absolute_url(standing.history_url),
    }


def as_text(moment: datetime | date | None) -> str | None:
    """A moment in UTC, with a Z: an unescaped + in an address becomes a space."""
    if isinstance(moment, datetime):
        return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat()}Z"
    return moment.isoformat() if moment else None
