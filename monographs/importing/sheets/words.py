"""The words of spreadsheets in the shared vocabulary; unknown ones are proposed."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.text import slugify

from monographs.content import EffectEntry, effects_by_key
from monographs.importing.effects import CLASS_NAMESPACE, EFFECT_NAMESPACE
from monographs.importing.sheets.new_names import NewNames
from monographs.importing.vocabulary import (
    known_effect,
    known_effects,
    normal_form,
)
from monographs.models import BodySystem, DrugClass, Effect, EffectSynonym

LONGEST_SLUG = 200


@dataclass(frozen=True, slots=True)
class KnownEffect:
    pk: int | None  # None: it is not here yet
    key: UUID
    name: str
    body_system: str

    @property
    def entry(self) -> EffectEntry:
        return EffectEntry(self.key, self.name, self.body_system)

    @property
    def is_unknown(self) -> bool:
        """Neither the vocabulary has it nor the word table."""
        return self.pk is None and known_effect(self.name) is None


@dataclass(frozen=True, slots=True)
class KnownClass:
    pk: int | None
    key: UUID
    name: str
    slug: str
    atc_code: str | None


class Effects:
    """By name, else by synonym; looked up at once for many texts."""

    def __init__(self, texts: Iterable[str]) -> None:
        texts = set(texts)
        known = {text: entry.name for text in texts if (entry := known_effect(text))}
        names = texts | set(known.values())
        lower = {name.lower() for name in names}
        keys = {_key_of(name) for name in names}
        self._known = known
        self._by_word: dict[str, KnownEffect] = {}
        self._by_key: dict[UUID, KnownEffect] = {}
        self.new_names = NewNames(
            _effect_names,
            'The vocabulary does not have "{}", so it becomes a new effect.',
        )
        if texts:
            self._look_up_synonyms(names, lower)
            self._look_up_names(names, lower)
            self._look_up_keys(keys)

    def called(self, text: str, body_system: str = "") -> KnownEffect:
        """The vocabulary's entry; else the word table's; else a new one."""
        found = self._by_word.get(text.lower())
        if found is None and text in self._known:
            found = self._by_word.get(self._known[text].lower())
        if found is None:
            found = self._new(text, body_system)
        return found

    def _new(self, text: str, body_system: str) -> KnownEffect:
        known = known_effect(text)
        name = known.name if known else text
        system = known.body_system if known else body_system
        key = _key_of(name)
        if key in self._by_key:  # proposed before, under nearly the same name
            return self._by_key[key]
        new = KnownEffect(None, key, name, system or BodySystem.OTHER)
        # The next line that says so means the same.
        return self._by_word.setdefault(text.lower(), new)

    def _look_up_names(self, names: set[str], lower: set[str]) -> None:
        effects = Effect.objects.annotate(lower=Lower("name")).filter(
            Q(name__in=names) | Q(lower__in=lower)
        )
        for row in effects.values_list("pk", "key", "name", "body_system"):
            effect = KnownEffect(*row)
            self._by_word[effect.name.lower()] = effect

    def _look_up_keys(self, keys: set[UUID]) -> None:
        for key, effect in effects_by_key(keys).items():
            self._by_key[key] = KnownEffect(
                effect.pk, effect.key, effect.name, effect.body_system
            )

    def _look_up_synonyms(self, names: set[str], lower: set[str]) -> None:
        synonyms = EffectSynonym.objects.annotate(lower=Lower("text")).filter(
            Q(text__in=names) | Q(lower__in=lower)
        )
        fields = ("pk", "key", "name", "body_system")
        for text, *row in synonyms.values_list(
            "text", *(f"effect__{f}" for f in fields)
        ):
            self._by_word[text.lower()] = KnownEffect(*row)


class Classes:
    """By name, as it is unique; looked up at once for many."""

    def __init__(
        self, names: Iterable[str], slugs: Iterable[str], codes: Iterable[str]
    ) -> None:
        names, slugs, codes = set(names), set(slugs), set(codes)
        found = DrugClass.objects.filter(
            Q(name__in=names) | Q(slug__in=slugs) | Q(atc_code__in=codes)
        )
        fields = ("pk", "key", "name", "slug", "atc_code")
        entries = (
            [KnownClass(*row) for row in found.values_list(*fields)]
            if names | slugs | codes
            else []
        )
        self._by_name = {entry.name: entry for entry in entries}
        self.by_slug = {entry.slug: entry for entry in entries}
        self.by_code = {entry.atc_code: entry for entry in entries if entry.atc_code}
        self.new_names = NewNames(
            _class_names, 'There is no class "{}" yet, so it becomes a new one.'
        )

    def called(self, name: str, slug: str | None, atc_code: str | None) -> KnownClass:
        """The entry of this name; else a new one, which the next line finds as well."""
        known = self._by_name.get(name)
        if known is None:
            key = uuid5(CLASS_NAMESPACE, name.casefold())
            slug = slug or slugify(name)[:LONGEST_SLUG] or "class"
            known = KnownClass(None, key, name, slug, atc_code)
            self._by_name[name] = known
        return known


def _effect_names() -> list[str]:
    """Also those of the word table that no page has used yet."""
    names = Effect.objects.order_by().values_list("name", flat=True)
    synonyms = EffectSynonym.objects.order_by().values_list("text", flat=True)
    here = list(names.union(synonyms))
    written = {name.lower() for name in here}
    table = (effect.name for effect in known_effects())
    return here + [name for name in table if name.lower() not in written]


def _class_names() -> list[str]:
    return list(DrugClass.objects.order_by().values_list("name", flat=True))


def _key_of(name: str) -> UUID:
    """The same as a document's word has; signs alone have no other form."""
    return uuid5(EFFECT_NAMESPACE, normal_form(name) or name.lower())
