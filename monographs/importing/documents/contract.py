"""The line of JSON by which an import reports one document."""

import json
from typing import Any

from monographs.frequency import Serious
from monographs.importing.documents.contract_class import class_of
from monographs.importing.documents.draft import (
    Draft,
    DraftSection,
    DraftSideEffect,
    Parsed,
)


def contract_line(parsed: Parsed) -> str:
    return json.dumps(contract_object(parsed), ensure_ascii=False)


def contract_object(parsed: Parsed) -> dict[str, Any]:
    draft = parsed.draft or Draft()
    titles = [draft.title] if draft.title else []
    return {
        "source": parsed.path,
        "status": parsed.status.value,
        "flags": list(parsed.flags),
        "title": draft.title or None,
        "generic_name": draft.generic_name,
        "components": [part.name for part in draft.components] or titles,
        "sections": [_section(section) for section in draft.sections],
        "side_effects": [_side_effect(row) for row in draft.side_effects],
        "faqs": [{"question": q.question, "answer": q.answer} for q in draft.faqs],
        "disclaimer": "\n\n".join(_texts(draft, "disclaimer")) or None,
        "notes": _texts(draft, "note"),
    }


def _texts(draft: Draft, kind: str) -> list[str]:
    return [section.whole for section in draft.sections if section.kind == kind]


def _section(section: DraftSection) -> dict[str, str]:
    return {"kind": section.kind, "heading": section.heading, "body": section.whole}


def _side_effect(row: DraftSideEffect) -> dict[str, Any]:
    return {
        "name": row.name,
        "frequency": class_of(row.frequency),
        "frequency_text": row.frequency.phrase or None,
        "serious": row.serious is Serious.YES,
        "group": row.group or None,
    }
