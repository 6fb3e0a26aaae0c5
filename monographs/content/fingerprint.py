"""What a monograph says, whoever wrote it down and wherever it came from."""

import json
from typing import Any

from monographs.content.document import (
    ONLY_WHERE_STATED,
    ROW_TYPES,
    Document,
    dumps,
    sha256,
)

# A row's identity and provenance, and what belongs to the vocabulary.
_NOT_SAID = frozenset(
    {"key", "origin", "source", "line_from", "line_to"}
    | {"effect_key", "class_key", "drug_key", "body_system", "slug"}
)


def fingerprint(document: Document) -> str:
    """The same for two documents that say the same."""
    data = json.loads(dumps(document))
    header = ("kind", "title", "slug", "is_listed", *ONLY_WHERE_STATED)
    said = {name: data[name] for name in header if name in data}
    rows = {field: [_said(row) for row in data[field]] for field in ROW_TYPES}
    return sha256(json.dumps([said, rows], sort_keys=True))


def _said(row: dict[str, Any]) -> dict[str, Any]:
    said = {name: value for name, value in row.items() if name not in _NOT_SAID}
    if "cells" in said:
        said["cells"] = [cell["text"] for cell in said["cells"]]
    return said
