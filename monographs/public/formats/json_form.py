"""A version as JSON: its status, then exactly the text that was signed."""

import json
from typing import Any

from monographs.content import Document, DocumentSideEffect
from monographs.frequency import Band, sentence
from monographs.public.formats.status import status_of
from monographs.public.standing import Standing


def as_json(document: Document, content: str, standing: Standing) -> str:
    """`content` is put in as it stands, so that its hash can be checked."""
    return before_content(
        content,
        status=status_of(standing),
        side_effects=[frequency_of(row) for row in document.side_effects],
    )


def before_content(content: str, **parts: Any) -> str:
    """One line of JSON, with the content as its last part."""
    return f'{_dumps(parts)[:-1]},"content":{content}}}\n'


def frequency_of(row: DocumentSideEffect) -> dict[str, Any]:
    """What the fractions of the content mean: words, bands, decimal numbers."""
    frequency = row.frequency
    interval = frequency.interval
    return {
        "key": str(row.key),
        "effect": row.effect,
        "frequency": sentence(frequency),
        "bands": [str(band) for band in Band if band in frequency.bands],
        "low": float(interval.low) if interval else None,
        "low_closed": interval.low_closed if interval else None,
        "high": float(interval.high) if interval else None,
        "high_closed": interval.high_closed if interval else None,
        "as_written": frequency.phrase,
        "basis": str(frequency.basis),
        "serious": row.serious,
    }


def refusal_as_json(code: int, **told: Any) -> str:
    return _dumps({"error": code, **told}) + "\n"


def _dumps(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
