"""A side effect: its wording from the text, how often and where from the comment.

The words in brackets behind the wording say the same again for people. Nothing is read
from them, because a frequency in words is less exact; they are only compared.
"""

from monographs.exporting.notation import as_written, side_effect_note
from monographs.frequency import WORDS, Basis, Frequency, Serious
from monographs.importing.documents.draft import DraftSideEffect, Lines
from monographs.importing.documents.exported.values import (
    Values,
    count,
    interval,
    one_of,
    share,
    text,
    yes_or_no,
)

SCOPES = ("product", "component", "route", "dose", "population")
BODY_SYSTEMS = (
    *("whole_body", "immune", "infections", "blood", "hormones", "body_chemistry"),
    *("mood", "nerves", "eyes", "ears", "heart", "blood_vessels", "breathing"),
    *("bowel", "liver", "skin", "muscles", "kidneys", "sexual", "pregnancy"),
    *("site", "tests", "other"),
)
_SERIOUS, _BASIS, _WORD = one_of(tuple(Serious)), one_of(tuple(Basis)), one_of(WORDS)
_SCOPE, _BODY_SYSTEM = one_of(SCOPES), one_of(BODY_SYSTEMS)


def read_side_effect(
    visible: str, values: Values, lines: Lines
) -> DraftSideEffect | None:
    shown, note = _cut_note(visible)
    wording = as_written(shown)
    effect = values.get("effect", text, None)
    if effect is None and not wording:
        return None
    row = DraftSideEffect(
        lines=lines,
        key=values.own_key(),
        name=wording if effect is None else effect,
        wording=wording,
        frequency=_frequency(values),
        serious=Serious(values.get("serious", _SERIOUS, Serious.NOT_STATED)),
        group=values.text("group"),
        scope=values.get("scope", _SCOPE, "product"),
        scope_name=values.text("scope_name"),
        effect=effect or "",
        effect_key=values.key("effect_key"),
        body_system=values.get("body_system", _BODY_SYSTEM, ""),
    )
    if values.notes.compares_words:
        _compare(row, note, values)
    return row


def _cut_note(visible: str) -> tuple[str, str]:
    start = visible.rfind("*(") if visible.endswith(")*") else -1
    return (visible, "") if start < 0 else (visible[:start], visible[start:])


def _compare(row: DraftSideEffect, note: str, values: Values) -> None:
    expected = side_effect_note(
        effect=row.name,
        wording=row.wording,
        group=row.group,
        scope=row.scope,
        scope_name=row.scope_name,
        serious=row.serious,
        frequency=row.frequency,
    )
    if note == expected:
        return
    values.notes.add(
        "exported_contradiction",
        row.lines.last,
        "The words in brackets differ from what the medsite comment of this row says. "
        f"The comment counts; in words it says {expected}. Change both or neither.",
        note,
    )


def _frequency(values: Values) -> Frequency:
    phrase = values.text("phrase")
    figure = values.get("interval", interval, None)
    is_not_known = values.get("not_known", yes_or_no, False)
    try:
        frequency = Frequency(
            phrase=phrase,
            interval=figure,
            word=values.get("word", _WORD, ""),
            is_not_known=is_not_known,
            basis=Basis(values.get("basis", _BASIS, Basis.NOT_STATED)),
            affected=values.get("affected", count, None),
            total=values.get("total", count, None),
            comparator=values.get("comparator", share, None),
        )
        if figure is not None and is_not_known:
            raise ValueError("Either there is an interval, or none is known.")
    except ValueError as reason:
        values.refuse("frequency", str(reason), phrase)
        return Frequency(phrase=phrase)
    return frequency
