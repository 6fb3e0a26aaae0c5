"""The names that were typed into a formset's rows, looked up together.

A name that a vocabulary lacks is an error with the near ones, or, where the row says
so, a new entry: made here, saved with the rows, in the same transaction.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.text import slugify

from monographs.content import taken_slugs
from monographs.desk.lookup import Found, NameField, Vocabulary, name_of
from monographs.models import Effect, Row
from monographs.near_names import NearNames
from monographs.workflow.step import Person, require

MAY_NOT = (
    "Your account may not add to the vocabulary. Choose one from the suggestions, or "
    "ask an administrator for the right."
)
SEVERAL = 'Several are called "{}". Type the address of the one you mean.'
# Each looks through the whole vocabulary.
MOST_GUESSES = 20


class Names:
    def __init__(self, wanted: Mapping[Vocabulary, set[str]], by: Person | None):
        self.by = by
        self.found: dict[Vocabulary, Found] = {
            vocabulary: vocabulary.find(texts) for vocabulary, texts in wanted.items()
        }
        self.added: dict[Vocabulary, dict[str, Model]] = {}
        self.guesses = 0
        self.near: dict[Vocabulary, NearNames] = {}

    def record(self, field: NameField, text: str, row: Row) -> Model | None:
        """The record that the text stands for, if there is one."""
        current = field.record_of(row)
        # Titles may repeat; one that nobody changed stays with its record.
        if current is not None and name_of(current) == text:
            return current
        found = self.found.get(field.vocabulary, {}).get(text.lower(), [])
        records = {record.pk: record for record in found}
        if len(records) > 1:
            raise ValidationError(SEVERAL.format(text))
        return next(iter(records.values()), None)

    def refusal(self, vocabulary: Vocabulary, text: str) -> ValidationError:
        near = self._near_to(vocabulary, text)
        asked = " or ".join(f'"{name}"' for name in near)
        parts = (
            vocabulary.missing.format(text),
            f"Did you mean {asked}?" if near else "",
            vocabulary.advice,
        )
        return ValidationError(" ".join(part for part in parts if part))

    def add(self, vocabulary: Vocabulary, text: str, **fields: Any) -> Model:
        """A new entry, not saved yet; two rows that name it get the same one."""
        if not (self.by and self.by.has_perm(f"monographs.{vocabulary.right}")):
            raise ValidationError(MAY_NOT)
        entries = self.added.setdefault(vocabulary, {})
        if text.lower() not in entries:
            entry = vocabulary.model(name=text, **fields)
            try:
                entry.clean_fields(exclude=["slug"])
            except ValidationError as error:
                raise ValidationError(error.messages) from error
            entries[text.lower()] = entry
        return entries[text.lower()]

    def _near_to(self, vocabulary: Vocabulary, text: str) -> list[str]:
        self.guesses += 1
        if self.guesses > MOST_GUESSES:
            return []
        if vocabulary not in self.near:
            self.near[vocabulary] = NearNames(vocabulary.names())
        return self.near[vocabulary].to(text)

    def save_added(self, used: Iterable[Model]) -> list[Model]:
        """Two statements for each vocabulary that grew."""
        used = list(used)
        saved: list[Model] = []
        for vocabulary, entries in self.added.items():
            new = [entry for entry in entries.values() if entry in used]
            if new and self.by:
                require(self.by, vocabulary.right)
                _give_slugs(vocabulary.model, new)
                saved += vocabulary.model._default_manager.bulk_create(new)
        return saved


def _give_slugs(model: type[Model], entries: list[Any]) -> None:
    slug: Any = model._meta.get_field("slug")
    longest = slug.max_length
    for entry in entries:
        entry.slug = slugify(entry.name)[: longest - 9] or "entry"
    wanted = [entry.slug for entry in entries]
    taken = _taken(model, wanted)
    for entry in entries:
        if entry.slug in taken:
            entry.slug = f"{entry.slug}-{entry.key.hex[:8]}"
        taken.add(entry.slug)


def _taken(model: type[Model], slugs: list[str]) -> set[str]:
    if model is Effect:
        return taken_slugs(slugs)
    found = model._default_manager.filter(slug__in=slugs)
    return set(found.values_list("slug", flat=True))
