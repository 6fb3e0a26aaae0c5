"""Monographs of drugs that do not exist: the same seed gives the same text. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from random import Random
from typing import Any, TypeVar
from uuid import UUID

from django.utils.text import slugify

from benchmarks import vocabulary
from benchmarks.prose import section, sentence
from benchmarks.titles import brand, titles
from monographs.content import (
    Document,
    DocumentCitation,
    DocumentClass,
    DocumentFAQ,
    DocumentName,
    DocumentSection,
    DocumentSideEffect,
    dumps,
)

T = TypeVar("T")

SEED = 2
TEXTS = 200
# What stands in a text for that which is each monograph's own.
TITLE = "Titlezolamine"
BRAND = "Brandzolamine"
SLUG = "titlezolamine"
KEY_START = "beefbeef"

# How many side effects a drug has: as in real documents, and in rich ones.
USUAL, RICH = range(4, 17), range(22, 43)
UNLISTED = 0.02
# How many list the first side effect, and are in the first class.
FREQUENT = 0.2
SERIOUS = {"not_stated": 70, "no": 20, "yes": 10}
SECTIONS = {
    "usage": "Usage",
    "dosage": "Dosage",
    "side_effects": "Side effects",
    "how_it_works": "How it works",
    "precautions": "Precautions",
    "disclaimer": "Disclaimer",
}
QUESTIONS = (
    "May I drive with {}?",
    "How do I keep {}?",
    "What if I forget {}?",
    "How long do I need {}?",
    "Is {} invented?",
)


@dataclass(frozen=True)
class Text:
    document: Document
    serialised: str


@dataclass(frozen=True)
class Monograph:
    """One of the texts under a title, an address and keys of its own."""

    number: int
    title: str
    slug: str
    text: Text

    @property
    def content(self) -> str:
        """Canonical JSON, filled in instead of serialised: 100,000 take seconds."""
        return (
            self.named(self.text.serialised)
            .replace(SLUG, self.slug)
            .replace(KEY_START, self._key_start)
        )

    @property
    def key(self) -> UUID:
        return self.own(self.text.document.key)

    @cached_property
    def brand(self) -> str:
        return brand(self.title)

    def named(self, text: str) -> str:
        return text.replace(TITLE, self.title).replace(BRAND, self.brand)

    def own(self, key: UUID) -> UUID:
        return UUID(self._key_start + key.hex[8:])

    @property
    def _key_start(self) -> str:
        return f"{self.number:08x}"


def monographs(
    count: int, *, seed: int = SEED, side_effects: range = USUAL
) -> Iterator[Monograph]:
    """The first of a long list: fewer are the beginning of more."""
    texts = _texts(Random(seed), side_effects)
    slugs: set[str] = set()
    for number, title in enumerate(islice(titles(Random(seed)), count), 1):
        slug = slugify(title)
        if slug in slugs:  # differs from another title only by an accent
            slug = f"{slug}-{number}"
        slugs.add(slug)
        yield Monograph(number, title, slug, texts[number % len(texts)])


def document(random: Random, *, title: str, slug: str, side_effects: int) -> Document:
    return Document(
        **_row(random),
        kind="drug",
        title=title,
        slug=slug,
        is_listed=random.random() >= UNLISTED,
        names=tuple(_names(random, title)),
        classes=tuple(_classes(random)),
        sections=tuple(_sections(random, title)),
        side_effects=tuple(_side_effects(random, side_effects)),
        faqs=tuple(_faqs(random, title)),
        citations=tuple(_citations(random)),
    )


def _texts(random: Random, side_effects: range) -> list[Text]:
    documents = [
        document(
            random,
            title=TITLE,
            slug=SLUG,
            side_effects=random.randrange(side_effects.start, side_effects.stop),
        )
        for _ in range(TEXTS)
    ]
    return [Text(document, dumps(document)) for document in documents]


def _names(random: Random, title: str) -> Iterator[DocumentName]:
    for kind, text in (("generic", title), ("brand", BRAND)):
        yield DocumentName(**_row(random), kind=kind, text=text)


def _classes(random: Random) -> Iterator[DocumentClass]:
    entries = random.sample(vocabulary.CLASSES, random.randint(1, 2))
    for entry in _with_a_frequent_one(random, entries, vocabulary.CLASSES[0]):
        yield DocumentClass(
            **_row(random),
            class_key=entry.key,
            name=entry.name,
            slug=entry.slug,
            atc_code=entry.atc_code,
        )


def _sections(random: Random, title: str) -> Iterator[DocumentSection]:
    for kind, heading in SECTIONS.items():
        body = section(random, title)
        yield DocumentSection(**_row(random), kind=kind, heading=heading, body=body)


def _side_effects(random: Random, count: int) -> Iterator[DocumentSideEffect]:
    """Beyond the vocabulary's size effects come again, as in long sources."""
    vocabularies = -(-count // len(vocabulary.EFFECTS))
    entries = random.sample(vocabulary.EFFECTS * vocabularies, count)
    for entry in _with_a_frequent_one(random, entries, vocabulary.EFFECTS[0]):
        frequency = vocabulary.frequency(random)
        yield DocumentSideEffect(
            **_row(random),
            effect_key=entry.key,
            effect=entry.name,
            body_system=entry.body_system,
            wording=entry.name.lower(),
            frequency=frequency,
            serious=random.choices(list(SERIOUS), list(SERIOUS.values()))[0],
            group=frequency.phrase,
            scope="product",
            scope_name="",
        )


def _faqs(random: Random, title: str) -> Iterator[DocumentFAQ]:
    for question in QUESTIONS:
        yield DocumentFAQ(
            **_row(random),
            question=question.replace("{}", title),
            answer=sentence(random, title),
        )


def _citations(random: Random) -> Iterator[DocumentCitation]:
    for number in (1, 2, 3):
        yield DocumentCitation(
            **_row(random),
            number=number,
            text=f"Journal of Examples, volume {random.randint(1, 90)}",
            url=f"https://example.org/{random.randint(1, 10**6)}",
        )


def _with_a_frequent_one(random: Random, entries: list[T], frequent: T) -> list[T]:
    """As headache is among side effects: a list of it fills a page at every size."""
    if frequent in entries or random.random() >= FREQUENT:
        return entries
    return [frequent, *entries[1:]]


def _row(random: Random) -> dict[str, Any]:
    return {"key": UUID(KEY_START + vocabulary.uuid(random).hex[8:])}
