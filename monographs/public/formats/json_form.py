"""A version as JSON: its status, then exactly the text that was signed."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from monographs.content import Document, DocumentSideEffect
from monographs.frequency import Band, sentence
from monographs.public.effects.slugs import slugs_by_key
from monographs.public.formats.status import status_of
from monographs.public.standing import Standing


def as_json(document: Document, content: str, standing: Standing) -> str:
    """`content` is put in as it stands, so that its hash can be checked."""
    slugs = slugs_of_effects(document)
    return before_content(
        content,
        status=status_of(standing),
        side_effects=side_effects_of(document, slugs),
    )


def before_content(content: str, **parts: Any) -> str:
    """One line of JSON, with the content as its last part."""
    return f'{_dumps(parts)[:-1]},"content":{content}}}\n'


def slugs_of_effects(document: Document) -> dict[UUID, str]:
    return slugs_by_key({row.effect_key for row in document.side_effects})


def side_effects_of(
    document: Document, slugs: Mapping[UUID, str]
) -> list[dict[str, Any]]:
    """`slugs` are those of the effects: what is sealed knows no addresses."""
    return [_statement(row, slugs.get(row.effect_key)) for row in document.side_effects]


def _statement(row: DocumentSideEffect, slug: str | None) -> dict[str, Any]:
    """What the fractions of the content mean (words, bands, decimal numbers), and what
    they are about."""
    frequency = row.frequency
    interval, comparator = frequency.interval, frequency.comparator
    return {
        "key": str(row.key),
        "effect": row.effect,
        "effect_slug": slug,
        "wording": row.wording,
        "scope": row.scope,
        "scope_name": row.scope_name,
        "group": row.group,
        "frequency": sentence(frequency),
        "bands": [str(band) for band in Band if band in frequency.bands],
        "low": float(interval.low) if interval else None,
        "low_closed": interval.low_closed if interval else None,
        "high": float(interval.high) if interval else None,
        "high_closed": interval.high_closed if interval else None,
        "as_written": frequency.phrase,
        "affected": frequency.affected,
        "total": frequency.total,
        "comparator": None if comparator is None else str(comparator),
        "basis": str(frequency.basis),
        "serious": row.serious,
    }


def refusal_as_json(code: int, **told: Any) -> str:
    return _dumps({"error": code, **told}) + "\n"


def _dumps(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
