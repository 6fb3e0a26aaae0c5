"""The addresses of single pages, as OpenAPI describes them: a page in each format."""

from dataclasses import dataclass
from typing import Any

SLUG = {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]{1,299}$"}
_IN_PATH = {"name": "slug", "in": "path", "required": True, "schema": SLUG}
_NUMBER = {
    "name": "number",
    "in": "path",
    "required": True,
    "schema": {"type": "integer", "minimum": 1, "maximum": 999_999_999},
}
_Schema = dict[str, Any]


@dataclass(frozen=True)
class _Form:
    suffix: str
    content_type: str
    what: str
    schema: _Schema
    refusal: _Schema


_TEXT, _OBJECT = {"type": "string"}, {"type": "object"}
# By how the address ends.
_FORMS = {
    "json": _Form(
        "",
        "application/json",
        "its status, what its side effects mean, then the signed content",
        {"$ref": "#/components/schemas/Version"},
        {
            "type": "object",
            "required": ["error"],
            "properties": {"error": {"type": "integer"}},
        },
    ),
    "md": _Form(
        "_markdown",
        "text/markdown",
        "Markdown, its status in the front matter",
        _TEXT,
        _TEXT,
    ),
    "fhir.json": _Form(
        "_fhir",
        "application/fhir+json",
        "an FHIR R5 document, which is no authorised product information",
        _OBJECT,
        _OBJECT,
    ),
}


def page_paths(kind: str) -> dict[str, Any]:
    paths: dict[str, Any] = {}
    for ending, form in _FORMS.items():
        paths[f"/{kind}s/{{slug}}.{ending}"] = {
            "get": _one(
                f"get_{kind}{form.suffix}",
                f"The current version of a {kind}: {form.what}",
                [_IN_PATH],
                form,
            )
        }
        paths[f"/{kind}s/{{slug}}/v/{{number}}.{ending}"] = {
            "get": _one(
                f"get_{kind}_version{form.suffix}",
                f"A version of a {kind}, for ever: {form.what}",
                [_IN_PATH, _NUMBER],
                form,
            )
        }
    paths[f"/{kind}s/{{slug}}.atom"] = {"get": _feed(kind)}
    return paths


def _one(
    name: str, summary: str, parameters: list[_Schema], form: _Form
) -> dict[str, Any]:
    return {
        "operationId": name,
        "summary": summary,
        "parameters": parameters,
        "responses": {
            "200": _response("The version.", form.content_type, form.schema),
            "301": {"description": "It has another address now."},
            "304": {"description": "Not changed since the ETag that you sent."},
            # What is no address of a page at all is not refused in its format.
            "404": {"description": "There is no such page."},
            "405": _response("It can only be read.", form.content_type, form.refusal),
            "410": _response(
                "It was withdrawn; the reason is told.", form.content_type, form.refusal
            ),
        },
    }


def _feed(kind: str) -> dict[str, Any]:
    """Of a withdrawn page too."""
    return {
        "operationId": f"get_{kind}_feed",
        "summary": f"What changed on a {kind}: an Atom feed",
        "parameters": [_IN_PATH],
        "responses": {
            "200": _response("The feed.", "application/atom+xml", _TEXT),
            "301": {"description": "It has another address now."},
            "404": {"description": "There is no such page."},
        },
    }


def _response(text: str, content_type: str, schema: _Schema) -> dict[str, Any]:
    return {"description": text, "content": {content_type: {"schema": schema}}}
