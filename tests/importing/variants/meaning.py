"""What a document says, in a form that its rewriting must not change."""

import html
import re
from typing import Any

from monographs.frequency import Serious
from monographs.importing.documents.contract_class import class_of
from monographs.importing.documents.draft import Parsed, Status

_JOINTS = re.compile(r"(?:,\s*)?(?:\bas well as\b|\band\b|\bor\b|&)")
_LIST_SIGN = re.compile(r"(?m)^[\s>]*(?:[*+•-]|\d{1,2}[.)])\s+")
_MARKS = re.compile(r"[*_`]+")
_LABELS = re.compile(r"\A(?:q|a|question|answer)\d*[:.]\s*", re.IGNORECASE)


def plain(text: str) -> str:
    """The words alone: no marks, signs, capitals, and one joint for all joints."""
    text = _MARKS.sub("", html.unescape(_LIST_SIGN.sub(" ", text))).casefold()
    text = _JOINTS.sub(" and ", text.replace("’", "'").replace("'", ""))
    return " ".join(re.findall(r"[^\W_]+", text))


def meaning(parsed: Parsed, *, is_renamed: bool = False) -> dict[str, Any]:
    """`is_renamed`: medicines' names may differ, and with them what says them."""
    draft = parsed.draft
    if draft is None or parsed.status is Status.REJECTED:
        return {"rejected": True}
    if is_renamed:
        return {
            "kinds": [x.kind for x in draft.sections],
            "faqs": [bool(x.answer) for x in draft.faqs],
            "effects": [
                (class_of(row.frequency), row.serious, row.scope, bool(row.group))
                for row in draft.side_effects
            ],
        }
    return {
        "kinds": [x.kind for x in draft.sections],
        "faqs": [
            (plain(x.question), plain(_LABELS.sub("", x.answer))) for x in draft.faqs
        ],
        "effects": [
            (
                plain(row.name),
                class_of(row.frequency),
                row.serious is Serious.YES,
                plain(row.group),
            )
            for row in draft.side_effects
        ],
    }


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """In words, part by part."""
    found = []
    for part in sorted({*before, *after}):
        old, new = before.get(part), after.get(part)
        if old != new:
            found.append(f"{part}: {_apart(old, new)}")
    return found


def _apart(old: Any, new: Any) -> str:
    if not (isinstance(old, list) and isinstance(new, list)):
        return f"{old} became {new}"
    gone = [one for one in old if one not in new]
    come = [one for one in new if one not in old]
    return f"lost {gone}, got {come}" if gone or come else "another order or number"
