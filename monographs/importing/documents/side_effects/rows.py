"""From found effects to the draft's rows: how often, how serious, in which group."""

from dataclasses import replace

from monographs.frequency import Frequency, Serious
from monographs.importing.documents.draft import DraftSideEffect, Lines, SectionText
from monographs.importing.documents.side_effects.found import Effect
from monographs.importing.documents.side_effects.groups import Group
from monographs.importing.documents.side_effects.labels import Label
from monographs.importing.documents.side_effects.statements import said


def row_of(effect: Effect, section: SectionText) -> DraftSideEffect:
    label = group_label(effect)
    scope = _scope(effect)
    return DraftSideEffect(
        name=effect.name,
        wording=effect.wording,
        frequency=_frequency(effect),
        serious=_serious(effect),
        group=label.group.words if label and label.group else "",
        scope=scope.scope if scope else "product",
        scope_name=scope.name if scope else "",
        is_from_sentence=effect.is_from_sentence,
        lines=_lines(effect, section),
    )


def stating_label(effect: Effect) -> Label | None:
    """The label whose words become the row's phrase."""
    if effect.own.says_frequency:
        return None
    inwards = effect.labels[::-1]
    telling = [label for label in inwards if label.says_frequency]
    telling += [label for label in inwards if label.says_serious]
    return next(iter(telling), None)


def group_label(effect: Effect) -> Label | None:
    return next((label for label in reversed(effect.labels) if label.group), None)


def _scope(effect: Effect) -> Group | None:
    groups = (label.group for label in reversed(effect.labels))
    return next((one for one in groups if one and one.scope != "product"), None)


def labels_kept_by(effect: Effect) -> list[Label]:
    """The labels all of whose words are in the row."""
    group = group_label(effect)
    kept = [stating_label(effect)]
    if group and group.group and group.group.words == group.words:
        kept.append(group)
    return [label for label in kept if label]


def _frequency(effect: Effect) -> Frequency:
    label = stating_label(effect)
    if label is None:
        return said(effect.own.phrase).frequency
    frequency = label.reading.frequency
    is_verbatim = frequency.phrase == label.words
    return frequency if is_verbatim else replace(frequency, phrase=label.words)


def _serious(effect: Effect) -> Serious:
    if effect.own.serious is not Serious.NOT_STATED:
        return effect.own.serious
    for label in reversed(effect.labels):
        if label.says_serious or label.says_mild:
            return label.reading.serious
    return Serious.NOT_STATED


def _lines(effect: Effect, section: SectionText) -> Lines:
    source = effect.piece.source
    first = section.line(source.count("\n", 0, effect.piece.start))
    return Lines(first, first + effect.piece.raw.count("\n"))
