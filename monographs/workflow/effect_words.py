"""The words by which the search knows the side effects that a live page lists."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction

from monographs.models import Effect, PublishedSideEffect, SearchEffect
from monographs.search.words import fold
from monographs.workflow.insert_rows import insert_rows

Words = list[dict[str, Any]]


def effect_words(effects: Iterable[int]) -> Words:
    """The name and synonyms of each, in an order in which two writers never block."""
    found = Effect.objects.filter(pk__in=list(effects)).prefetch_related("synonyms")
    rows = {
        (effect.pk, fold(text)): text
        for effect in found
        for text in reversed(_texts(effect))  # of two that read alike, the name stays
    }
    return [
        {"effect": pk, "text": text, "folded": folded}
        for (pk, folded), text in sorted(rows.items())
        if folded
    ]


@transaction.atomic
def relearn_effect(effect: Effect) -> None:
    """After a word of it was changed: publishing only adds what is missing."""
    SearchEffect.objects.filter(effect=effect).delete()
    insert_rows(SearchEffect, effect_words([effect.pk]), keep_existing=True)


@transaction.atomic
def rebuild_effect_words() -> None:
    SearchEffect.objects.all().delete()
    insert_rows(SearchEffect, effect_words(_listed()), keep_existing=True)


def effect_word_differences() -> Iterator[str]:
    wanted = {(row["effect"], row["text"]) for row in effect_words(_listed())}
    stored = set(SearchEffect.objects.values_list("effect", "text"))
    if wanted - stored:
        yield "The search lacks words for side effects that live pages list."


def _texts(effect: Effect) -> list[str]:
    return [effect.name, *(synonym.text for synonym in effect.synonyms.all())]


def _listed() -> list[int]:
    pages = PublishedSideEffect.objects.order_by()
    return list(pages.values_list("effect", flat=True).distinct())
