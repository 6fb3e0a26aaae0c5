"""All rows of one kind of a monograph: found, checked and saved in a few queries."""

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django import forms
from django.db.models import Model, QuerySet
from django.forms.formsets import BaseFormSet
from django.forms.models import BaseInlineFormSet
from django.utils import timezone
from django.utils.functional import cached_property

from monographs.desk.bulk_rows import update_rows
from monographs.desk.long_list import Part, part_of, wanted_part
from monographs.desk.lookup import Vocabulary
from monographs.desk.names import Names
from monographs.desk.row_form import RowForm
from monographs.models import Monograph, Row, User
from monographs.workflow.step import Person

# What a form never writes: identity, owner, provenance, verification, who edited.
KEPT = {
    *("id", "key", "monograph", "origin", "source", "line_from", "line_to"),
    *("verified_by", "verified_at", "edited_by", "edited_at"),
}


if TYPE_CHECKING:
    InlineFormSet = BaseInlineFormSet[Row, Monograph, RowForm]
else:
    InlineFormSet = BaseInlineFormSet


# Rows that a script took out of the page leave gaps in the numbers.
FEW_GAPS = 500


class RowFormSet(InlineFormSet):
    """Rows are known by their key, which survives parking, merging and resetting."""

    unique: tuple[str, ...] = ()
    # While several rows change at once, two of them may hold the same value for a
    # moment: this field then takes a value of its own first.
    swapped = ""
    twice = "This is listed twice."

    model: type[Row]

    def __init__(
        self, *args: Any, by: Person | None = None, rows: str = "", **kwargs: Any
    ) -> None:
        self.by = by
        self.wanted = rows
        super().__init__(*args, **kwargs)

    # --- Rows -------------------------------------------------------------------------

    def get_queryset(self) -> QuerySet[Any]:
        """Those on the page; while saving, all of them."""
        if self.is_bound:
            return super().get_queryset()
        return self._part[0]

    @property
    def part(self) -> Part:
        if self.is_bound:
            return Part(
                wanted_part(str(self.prefix), self.wanted),
                len(self.get_queryset()) if self._newest else 0,
                self._newest or 0,
            )
        return self._part[1]

    @cached_property
    def _part(self) -> tuple[QuerySet[Any], Part]:
        number = wanted_part(str(self.prefix), self.wanted)
        return part_of(super().get_queryset(), number)

    @property
    def _newest(self) -> int | None:
        """Where the page held a part of the list."""
        text = self.data.get(f"{self.prefix}-NEWEST", "")
        is_number = text.isascii() and text.isdigit() and len(text) < 19
        return int(text) if is_number else None

    def rows_elsewhere(self) -> list[Row]:
        """Rows that are not on the page."""
        shown = {form.instance.pk for form in self.initial_forms}
        return [row for row in self.get_queryset() if row.pk not in shown]

    def rows_of_others(self) -> list[Row]:
        """Rows that others added since the page was opened."""
        newest = self._newest
        return [
            row for row in self.rows_elsewhere() if newest is None or row.pk > newest
        ]

    # --- Forms ------------------------------------------------------------------------

    def _construct_form(self, i: int, **kwargs: Any) -> RowForm:
        if i < self.initial_form_count():
            kwargs["instance"] = self._instance_at(i)
        form: RowForm = BaseFormSet._construct_form(self, i, **kwargs)  # type: ignore[attr-defined]
        setattr(form.instance, self.fk.attname, self.instance.pk)
        return form

    def add_fields(self, form: RowForm, index: int | None) -> None:
        # Not Django's hidden primary key and parent, whose cleaning asks for each row.
        form.fields["key"] = forms.CharField(required=False, widget=forms.HiddenInput)
        form.fields["key"].initial = (
            None if form.instance._state.adding else str(form.instance.key)
        )
        BaseFormSet.add_fields(self, form, index)

    def _instance_at(self, i: int) -> Row:
        if not self.is_bound:
            return self._shown[i]
        key = _as_key(self.data.get(f"{self.add_prefix(i)}-key", ""))
        # A row that is gone keeps its key, in case it is saved again.
        return self.rows_by_key.get(key) or self.model(key=key or uuid4())

    @cached_property
    def _shown(self) -> list[Row]:
        return list(self.get_queryset())

    @cached_property
    def rows_by_key(self) -> dict[UUID | None, Row]:
        return {row.key: row for row in self.get_queryset()}

    def total_form_count(self) -> int:
        """No more forms than were sent, whatever the page's counter says."""
        count = super().total_form_count()
        return min(count, self._most_forms) if self.is_bound else count

    @cached_property
    def _most_forms(self) -> int:
        """Counted once: each form asks for it, and the fields of them all are read."""
        start = f"{self.prefix}-"
        sent = {
            int(number)
            for name in self.data
            if name.startswith(start)
            and (number := name[len(start) :].partition("-")[0]).isdecimal()
            and len(number) < 6
        }
        return min(max(sent, default=-1) + 1, len(sent) + FEW_GAPS)

    def initial_form_count(self) -> int:
        count = super().initial_form_count()
        return min(count, self.total_form_count()) if self.is_bound else count

    # --- Checks -----------------------------------------------------------------------

    def full_clean(self) -> None:
        if self.is_bound:
            self._look_names_up()
        super().full_clean()

    def clean(self) -> None:
        if self.unique:
            self._refuse_twice()

    def _look_names_up(self) -> None:
        wanted: dict[Vocabulary, set[str]] = {}
        for form in self._forms_to_clean():
            for name, field in form.name_fields():
                text = form.posted(name)
                if text and "\x00" not in text:
                    wanted.setdefault(field.vocabulary, set()).add(text)
        self.names = Names(wanted, by=self.by)
        for form in self._forms_to_clean():
            form.names = self.names

    def _forms_to_clean(self) -> list[RowForm]:
        return [form for form in self.forms if form.has_changed()]

    def _refuse_twice(self) -> None:
        seen = {self._identity(row) for row in self.rows_elsewhere()}
        for form in sorted(self._forms_to_keep(), key=RowForm.has_changed):
            identity = self._identity(form.instance)
            if identity in seen and form.has_changed():
                form.add_error(self._named(form), self.twice)
            seen.add(identity)

    def _forms_to_keep(self) -> list[RowForm]:
        return [
            form
            for form in self.forms
            if form.is_valid()
            and not self.is_dropped(form)
            and (form.has_changed() or not form.instance._state.adding)
        ]

    def is_dropped(self, form: RowForm) -> bool:
        return bool(form.cleaned_data.get("DELETE"))

    def _identity(self, row: Row) -> tuple[Any, ...]:
        return tuple(getattr(row, name) for name in self.unique)

    def _named(self, form: RowForm) -> str | None:
        name = self.unique[-1].removesuffix("_id")
        return name if name in form.fields else None

    # --- Saving -----------------------------------------------------------------------

    def save(self, commit: bool = True) -> list[Row]:
        """Delete, change, add: a statement each, whatever the number of rows."""
        dropped = [
            form.instance
            for form in self.initial_forms
            if not form.is_gone and self.is_dropped(form)
        ]
        kept = [form for form in self._forms_to_keep() if form.has_changed()]
        changed = [form for form in kept if not form.instance._state.adding]
        added = [form for form in kept if form.instance._state.adding]
        self._save_new_names(kept)
        self._place_behind(kept, dropped)
        if dropped:
            self.model._default_manager.filter(
                pk__in=[row.pk for row in dropped]
            ).delete()
        self._make_way(changed)
        for form in added:
            # Perhaps saved just now.
            setattr(form.instance, self.fk.attname, self.instance.pk)
        update_rows(self.model, [form.instance for form in changed], self._columns())
        self.model._default_manager.bulk_create([form.instance for form in added])
        self.save_parts(kept)
        return [form.instance for form in kept]

    def _save_new_names(self, kept: list[RowForm]) -> None:
        """Before the rows, which then know the entries' primary keys."""
        self.new_names: list[Model] = []
        if not self.names.added:
            return
        named = [
            (form.instance, field.source)
            for form in kept
            for _, field in form.name_fields()
        ]
        used = [record for row, name in named if (record := getattr(row, name, None))]
        self.new_names = self.names.save_added(used)
        for row, name in named:
            if (record := getattr(row, name, None)) in self.new_names:
                setattr(row, name, record)

    def note_edits(self, *, by: User) -> None:
        """After saving: whose words the changed imported rows now are. A row that was
        only moved says what it said."""
        rows = [
            form.instance
            for form in self._forms_to_keep()
            if form.instance.origin == Row.Origin.IMPORT
            and not {"position"} >= set(form.changed_data)
        ]
        if rows:
            self.model._default_manager.filter(pk__in=[row.pk for row in rows]).update(
                edited_by=by, edited_at=timezone.now()
            )

    def remarks(self) -> list[str]:
        """After saving: at most ten, so that a long table stays readable."""
        kept = [form for form in self._forms_to_keep() if form.has_changed()]
        return [remark for form in kept if (remark := form.remark())][:10]

    def save_parts(self, saved: list[RowForm]) -> None:
        """For rows that consist of several records."""

    def _columns(self) -> list[str]:
        return [
            field.name
            for field in self.model._meta.concrete_fields
            if field.name not in KEPT
        ]

    def _place_behind(self, kept: list[RowForm], dropped: list[Row]) -> None:
        last = max(
            (row.position for row in self.get_queryset() if row not in dropped),
            default=0,
        )
        for form in kept:
            if form.cleaned_data.get("position") is None:
                last += 1
                form.instance.position = last

    def _make_way(self, changed: list[RowForm]) -> None:
        moved = [form.instance for form in changed if self.swapped in form.changed_data]
        if not moved:
            return
        meant = [getattr(row, self.swapped) for row in moved]
        for number, row in enumerate(moved):
            setattr(row, self.swapped, self.passing_value(row, number))
        update_rows(self.model, moved, [self.swapped])
        for row, value in zip(moved, meant, strict=True):
            setattr(row, self.swapped, value)

    def passing_value(self, row: Row, number: int) -> Any:
        return str(row.key)


def _as_key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
