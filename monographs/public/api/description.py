"""What programs can ask: an OpenAPI 3.1 description, made from the code's own lists."""

from typing import Any

from django.conf import settings

from monographs.frequency import BAND_NAMES, Serious
from monographs.public.api.cursor import CURSOR_PATTERN, ORDERS
from monographs.public.api.filters import (
    DEFAULT_LIMIT,
    MOST,
    SLUG_PATTERN,
    parameters_of,
)
from monographs.public.api.page_paths import SLUG, page_paths
from monographs.public.api.side_effect import SIDE_EFFECT

_DAY = {"type": "string", "format": "date"}
_MOMENT = {"type": "string", "format": "date-time"}
_MAYBE_DAY = {"type": ["string", "null"], "format": "date"}
_TEXT = {"type": "string"}
_ADDRESS = {"type": "string", "format": "uri"}
_NAME = {"type": "string", "pattern": f"^{SLUG_PATTERN}$"}

_PARAMETERS: dict[str, tuple[str, dict[str, Any]]] = {
    "class": (
        "Only members of the drug class with this slug; an unknown one is refused.",
        _NAME,
    ),
    "effect": (
        "Only those that list the side effect with this slug, or with one that leads"
        " to it: of another word, or of an effect that became one with it. One that no"
        " page lists is refused.",
        _NAME,
    ),
    "band": (
        "Only those with a side effect of exactly this band; with “effect”, that one.",
        {"type": "string", "enum": [str(band) for band in BAND_NAMES]},
    ),
    "serious": (
        "Only those with a side effect that the source calls so; with “effect”, that.",
        {"type": "string", "enum": [str(one) for one in Serious]},
    ),
    "changed_since": (
        "Only those of which readers were told something at or after this moment.",
        _MOMENT,
    ),
    "reviewed_since": ("Only those reviewed as a whole on or after this day.", _DAY),
    "review_due_before": ("Only those whose next review is due before this day.", _DAY),
    "state": (
        "Pages that can be read (the default), or those that were withdrawn; of these"
        " no class and no side effect is told.",
        {"type": "string", "enum": ["live", "withdrawn"]},
    ),
    "order": (
        "By title unless you say otherwise; pages without a day of review are left"
        " out of “review_due_on”.",
        {"type": "string", "enum": list(ORDERS)},
    ),
    "after": (
        "Where the next part begins: follow “next”, which holds it.",
        {"type": "string", "pattern": f"^{CURSOR_PATTERN}$"},
    ),
    "limit": (
        f"How many at a time; {DEFAULT_LIMIT} unless you say otherwise.",
        {"type": "integer", "minimum": 1, "maximum": MOST},
    ),
}


def description() -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "medsite",
            "version": "1",
            "description": "Approved drug monographs for programs. Read only; no key,"
            " no cookie. Every record says its status first.",
        },
        "servers": [{"url": settings.SITE_URL}],
        "paths": {
            "/api/drugs/": {"get": _listing("drug")},
            "/api/comparisons/": {"get": _listing("comparison")},
            **page_paths("drug"),
            **page_paths("comparison"),
        },
        "components": {
            "schemas": {
                "Page": _page(),
                "WithdrawnPage": _withdrawn_page(),
                "Refusal": _refusal(),
                "Version": _version(),
                "SideEffect": _object(SIDE_EFFECT),
            }
        },
    }


def _listing(kind: str) -> dict[str, Any]:
    return {
        "operationId": f"list_{kind}s",
        "summary": f"Published {kind}s, in parts",
        "parameters": [
            {
                "name": parameter,
                "in": "query",
                "description": _PARAMETERS[parameter][0],
                "schema": _PARAMETERS[parameter][1],
            }
            for parameter in parameters_of(kind)
        ],
        "responses": {
            "200": _json(
                "A part of the list.",
                {
                    "type": "object",
                    "required": ["results", "next"],
                    "properties": {
                        "results": {
                            "type": "array",
                            "items": {
                                "anyOf": [_named("Page"), _named("WithdrawnPage")]
                            },
                        },
                        "next": {"type": ["string", "null"], "format": "uri"},
                    },
                },
            ),
            "400": _json(
                "A parameter is unknown, unreadable, or names nothing.",
                _named("Refusal"),
            ),
            "404": _json("`after` is no place of this list.", _named("Refusal")),
            "405": _json("It can only be read.", _named("Refusal")),
        },
    }


def _page() -> dict[str, Any]:
    properties = {
        "state": {"enum": ["approved", "published_before_all_signed"]},
        "kind": {"enum": ["drug", "comparison"]},
        "title": _TEXT,
        "slug": SLUG,
        "changed_at": _MOMENT,
        "version": {"type": "integer", "minimum": 1},
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "published_at": _MOMENT,
        "reviewed_on": _MAYBE_DAY,
        "review_due_on": _MAYBE_DAY,
        "is_review_overdue": {"type": "boolean"},
        "is_listed": {"type": "boolean"},
        "url": _ADDRESS,
        "version_url": _ADDRESS,
        "json_url": _ADDRESS,
        "markdown_url": _ADDRESS,
        "fhir_url": _ADDRESS,
    }
    return _object(properties)


def _withdrawn_page() -> dict[str, Any]:
    properties = {
        "state": {"const": "withdrawn"},
        "kind": {"enum": ["drug", "comparison"]},
        "title": _TEXT,
        "slug": SLUG,
        "changed_at": _MOMENT,
        "withdrawn_at": _MOMENT,
        "reason": _TEXT,
        "history_url": _ADDRESS,
    }
    return _object(properties)


def _refusal() -> dict[str, Any]:
    problem = _object({"parameter": _TEXT, "problem": _TEXT})
    return _object(
        {
            "error": {"type": "integer"},
            "message": _TEXT,
            "problems": {"type": "array", "items": problem},
        }
    )


def _version() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["status", "side_effects", "content"],
        "properties": {
            "status": {
                "type": "object",
                "required": ["state", "url", "version", "is_current", "sha256"],
            },
            "side_effects": {"type": "array", "items": _named("SideEffect")},
            "content": {"type": "object", "required": ["key", "kind", "title"]},
        },
    }


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(properties),
        "properties": properties,
        "additionalProperties": False,
    }


def _json(text: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": text, "content": {"application/json": {"schema": schema}}}


def _named(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}
