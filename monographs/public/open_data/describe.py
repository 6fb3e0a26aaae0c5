"""What a set says of itself to programs: datapackage.json, SHA256SUMS."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings

from monographs.models.public import NOT_STATED
from monographs.public.addresses import absolute_url, site_url
from monographs.public.formats.status import NOTICE, as_text
from monographs.public.open_data.files import Written
from monographs.public.open_data.side_effect_table import COLUMNS

FORMAT = 1
DESCRIPTION, README, SUMS = "datapackage.json", "README.md", "SHA256SUMS"

CONTENTS: Mapping[str, tuple[str, str]] = {
    "versions.jsonl": (
        "application/jsonl",
        "Every version of every page that readers were shown, one a line: its status "
        "(current or not, who signed and when), what its frequencies mean, and the "
        "sealed content whose SHA-256 the signers signed.",
    ),
    "side-effects.csv": (
        "text/csv",
        "Each side-effect statement of the current versions, one a row, with exact "
        "fractions.",
    ),
    "medsite.sqlite": (
        "application/vnd.sqlite3",
        "The current versions as tables of SQLite, with a full-text search.",
    ),
    "pages.jsonl": (
        "application/jsonl",
        "Each page: its addresses, now and before, the days of its reviews, and the "
        "safety notices that it shows.",
    ),
    "changes.jsonl": (
        "application/jsonl",
        "What readers were told of each page, the first first.",
    ),
    "effects.jsonl": (
        "application/jsonl",
        "The side effects that current versions list, with their other words, and the "
        "entries that were merged into each: older versions name these by their keys.",
    ),
    "classes.jsonl": ("application/jsonl", "The classes that drugs belong to."),
    "sources.csv": (
        "text/csv",
        "The source documents that the versions rest on, by their SHA-256, each with "
        "the licence that was stated for it. Their texts and names are not public.",
    ),
}
_SOURCE_COLUMNS = (
    ("sha256", "string", "The SHA-256 of the file as it was taken in."),
    ("form", "string", "document or spreadsheet; empty where that is not known."),
    ("taken_in_on", "date", "The day on which it was taken in."),
    (
        "licence",
        "string",
        f'Its own licence, as somebody stated it; "{NOT_STATED}" where nobody did. The '
        "licence of the set is another matter.",
    ),
    ("licence_address", "string", "Where that licence can be read; may be empty."),
)
SOURCE_NAMES = tuple(name for name, _, _ in _SOURCE_COLUMNS)
_TABLES = {"side-effects.csv": COLUMNS, "sources.csv": _SOURCE_COLUMNS}
# Made from the others; another release of SQLite writes other bytes.
_DERIVED = {"medsite.sqlite"}


def content_hash(files: Iterable[Written]) -> str:
    """The same for two sets that say the same."""
    said = [f"format {FORMAT}", f"licence {settings.DATA_LICENCE}"]
    said += [
        f"{file.sha256}  {file.name}" for file in files if file.name not in _DERIVED
    ]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def described(
    name: str, made_at: datetime, files: list[Written], counts: Mapping[str, int]
) -> str:
    package = {
        "name": f"medsite-{name}",
        "title": f"Drug monographs as of {name}",
        "description": NOTICE,
        "homepage": absolute_url(site_url("data")),
        "created": as_text(made_at),
        "format": FORMAT,
        "contentHash": content_hash(files),
        "counts": dict(counts),
        "licenses": _licences(),
        "licenseStated": settings.DATA_LICENCE is not None,
        "sources": [
            {
                "title": f"{counts['sources']} source documents, each with its form, "
                f"its day, its SHA-256 and its licence, which is {NOT_STATED} for "
                f"{counts['sources'] - counts['sources_with_licence']} of them",
                "path": "sources.csv",
            }
        ],
        "resources": [_resource(file) for file in files],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _licences() -> list[dict[str, str]]:
    """The standard knows no word for "not stated": then there is none."""
    if not settings.DATA_LICENCE:
        return []
    name, path = settings.DATA_LICENCE
    return [{"name": name, "path": path}]


def _resource(file: Written) -> dict[str, Any]:
    mediatype, description = CONTENTS[file.name]
    resource: dict[str, Any] = {
        "name": file.name.replace(".", "-"),
        "path": file.name,
        "description": description,
        "format": file.name.rpartition(".")[2],
        "mediatype": mediatype,
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
    }
    if licences := _licences():
        resource["licenses"] = licences
    if columns := _TABLES.get(file.name):
        resource |= {
            "profile": "tabular-data-resource",
            "encoding": "utf-8",
            "schema": {
                "fields": [
                    {"name": name, "type": kind, "description": meaning}
                    for name, kind, meaning in columns
                ],
                "missingValues": [""],
            },
        }
    return resource


def sums(files: Iterable[Written]) -> str:
    """As `sha256sum --check` reads them."""
    return "".join(f"{file.sha256}  {file.name}\n" for file in files)
