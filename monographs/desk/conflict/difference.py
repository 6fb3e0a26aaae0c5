"""What differs between the saved text and a page that was opened before it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from monographs.content.word_diff import Piece, diff_words
from monographs.content.word_merge import merge_words
from monographs.desk.conflict.ancestor import Ancestor
from monographs.desk.conflict.choice import (
    MERGED,
    PICK,
    SHOWN,
    Sent,
    Side,
    merged_text,
    row_name,
    shown_mark,
    side_chosen,
    side_of,
)
from monographs.desk.conflict.unit import AnyForm, Unit, units_of
from monographs.desk.monograph_form import MonographForm
from monographs.desk.row_form import RowForm
from monographs.desk.row_formset import RowFormSet
from monographs.models import Event, Monograph
from monographs.workflow.snapshot import text_at
from monographs.workflow.touch import last_change

# Shorter texts are compared at a glance.
SHORTEST_MARKED = 40


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class FieldDifference:
    label: str
    base: str | None  # None: not kept
    theirs: str
    yours: str
    their_marks: list[Piece] | None
    your_marks: list[Piece] | None
    input_id: str = ""
    pick: str = ""
    options: tuple[Option, ...] = ()
    merged_name: str = ""
    merged: str | None = None
    shown_name: str = ""
    shown: str = ""


@dataclass(frozen=True)
class RowDifference:
    place: str
    outcome: str
    fields: tuple[FieldDifference, ...] = ()
    pick: str = ""
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class Conflict:
    """`version` is what a save of the chosen sides would build on."""

    version: int
    is_accepted: bool
    last_event: Event | None
    is_base_kept: bool
    differences: list[RowDifference]


def conflict_of(
    monograph: Monograph, form: MonographForm, formsets: Iterable[RowFormSet]
) -> Conflict | None:
    if not form.is_bound or monograph.edit_version == form.first_version:
        return None
    document = text_at(monograph, form.first_version)
    compare = _Comparing(Ancestor(document), form.data)
    return Conflict(
        version=monograph.edit_version,
        is_accepted=form.seen_version == monograph.edit_version,
        last_event=last_change(monograph),
        is_base_kept=document is not None,
        differences=[
            *compare.header(form),
            *(row for one in formsets for row in compare.rows(one)),
        ],
    )


class _Comparing:
    def __init__(self, ancestor: Ancestor, sent: Sent) -> None:
        self.ancestor = ancestor
        self.sent = sent

    def header(self, form: MonographForm) -> Iterator[RowDifference]:
        if units := list(units_of(form)):
            fields = tuple(self._field(unit) for unit in units)
            yield RowDifference("The page itself", _who(units), fields)

    def rows(self, formset: RowFormSet) -> Iterator[RowDifference]:
        kind = formset.model._meta.verbose_name
        for form in formset.initial_forms:
            # A changed row knows what was typed; its saved name is in its first values.
            yield from self._row(form, f'{kind} "{_name(form)}"')
        for row in formset.rows_of_others():
            yield RowDifference(f'{kind} "{row}"', "Somebody added it; it stays.")
        for form in formset.extra_forms:
            if form.has_changed() and not _is_deleted(form):
                yield self._whole(
                    form,
                    f'{kind} "{_name(form)}"',
                    "You added it.",
                    mine="Add it",
                    theirs="Leave it out",
                )

    def _row(self, form: RowForm, place: str) -> Iterator[RowDifference]:
        units = list(units_of(form))
        if form.is_gone and not form.has_changed():
            yield RowDifference(place, "Somebody deleted it; it stays deleted.")
        elif form.is_gone:
            yield self._whole(
                form,
                place,
                "Somebody deleted it; you changed it.",
                mine="Add yours again",
                theirs="Leave it deleted",
                units=units,
            )
        elif _is_deleted(form):
            yield self._whole(
                form,
                place,
                "You delete it.",
                mine="Delete it",
                theirs="Keep it as saved",
                units=units,
            )
        elif units:
            fields = tuple(self._field(unit) for unit in units)
            yield RowDifference(place, _who(units), fields)

    def _whole(
        self,
        form: RowForm,
        place: str,
        outcome: str,
        *,
        mine: str,
        theirs: str,
        units: Iterable[Unit] = (),
    ) -> RowDifference:
        """The row is there or it is not; its fields are shown, and not chosen."""
        name = row_name(form)
        labels = {Side.THEIRS: theirs, Side.MINE: mine}
        chosen = side_chosen(self.sent, name) or Side.MINE
        return RowDifference(
            place,
            outcome,
            tuple(self._texts(unit) for unit in units),
            pick=f"{PICK}{name}",
            options=_options(labels, chosen),
        )

    def _texts(self, unit: Unit, **choice: Any) -> FieldDifference:
        base = unit.base(self.ancestor)
        return FieldDifference(
            label=unit.label,
            base=base,
            theirs=unit.theirs,
            yours=unit.mine,
            their_marks=_marks(base, unit.theirs),
            # Without an ancestor, yours is marked against theirs.
            your_marks=_marks(unit.theirs if base is None else base, unit.mine),
            **choice,
        )

    def _field(self, unit: Unit) -> FieldDifference:
        proposal = self._proposal(unit)
        merged = merged_text(self.sent, unit, proposal)
        labels = {Side.THEIRS: "Theirs", Side.MINE: "Yours"}
        if merged is not None:
            labels[Side.MERGED] = "Both, merged"
        chosen = side_of(self.sent, unit) or _unasked(unit)
        if chosen not in labels:
            chosen = Side.MINE
        return self._texts(
            unit,
            input_id=unit.input_id,
            pick=f"{PICK}{unit.input}",
            options=_options(labels, chosen),
            merged_name=f"{MERGED}{unit.input}",
            merged=merged,
            shown_name=f"{SHOWN}{unit.input}",
            shown=f"{shown_mark(unit.mine)} {shown_mark(proposal or '')}",
        )

    def _proposal(self, unit: Unit) -> str | None:
        base = unit.base(self.ancestor)
        if base is None or not unit.is_free_text:
            return None
        if not (unit.is_changed_here and unit.is_changed_there):
            return None
        return merge_words(base, unit.theirs, unit.mine)


def _unasked(unit: Unit) -> Side:
    return Side.MINE if unit.is_changed_here else Side.THEIRS


def _options(labels: dict[Side, str], chosen: Side) -> tuple[Option, ...]:
    return tuple(
        Option(side.value, label, is_chosen=side == chosen)
        for side, label in labels.items()
    )


def _marks(old: str | None, new: str) -> list[Piece] | None:
    if old is None or old == new or max(len(old), len(new)) < SHORTEST_MARKED:
        return None
    return diff_words(old, new)


def _who(units: Iterable[Unit]) -> str:
    here = any(unit.is_changed_here for unit in units)
    there = any(unit.is_changed_there for unit in units)
    if here and there:
        return "You and somebody else changed this."
    return "Only you changed this." if here else "Only somebody else changed this."


def _is_deleted(form: RowForm) -> bool:
    return bool(form.data.get(form.add_prefix("DELETE")))


def _name(form: AnyForm) -> str:
    is_typed = isinstance(form, RowForm) and form.instance._state.adding
    read = form.posted if is_typed else form.saved
    for name in ("effect", "drug_class", "heading", "question", "text", "name"):
        if name in form.fields and (text := read(name)):
            return text[:80]
    return read("feature" if "feature" in form.fields else "position")[:80]
