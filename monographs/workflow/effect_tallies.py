"""Counting the pages that list each side effect, by what a page brings and takes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import connection, transaction
from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from monographs.models import Effect, EffectTally, Publication, PublishedSideEffect
from monographs.models.public.effect_order import listed_as
from monographs.workflow.insert_rows import insert_rows

Kind = EffectTally.Kind
# Of an effect and a kind, how many pages.
Tallies = Counter[tuple[int, str]]


def tallies_of(publication: Publication) -> Tallies:
    """What the stored rows of one page count for."""
    rows = PublishedSideEffect.objects.filter(publication=publication)
    return tallies_of_rows(rows.values("effect", "band", "word", "serious"))


def tallies_of_rows(rows: Iterable[Mapping[str, Any]]) -> Tallies:
    """Of one page, which may list an effect twice."""
    return Counter(set(_counted(rows)))


def _counted(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[int, str]]:
    for row in rows:
        yield row["effect"], Kind.PAGES.value
        yield row["effect"], str(listed_as(row["band"], row["word"]))
        if row["serious"] == "yes":
            yield row["effect"], Kind.SERIOUS.value


def change_tallies(before: Tallies, after: Tallies) -> None:
    """One statement; in an order in which two writers never block each other."""
    change = after.copy()
    change.subtract(before)
    insert_rows(
        EffectTally,
        [
            {"effect": effect, "kind": kind, "number": number}
            for (effect, kind), number in sorted(change.items())
            if number
        ],
        on_conflict="(effect_id, kind) DO UPDATE SET number = "
        f"{EffectTally._meta.db_table}.number + excluded.number",
    )


@transaction.atomic
def rebuild_effect_tallies() -> None:
    if connection.vendor == "postgresql":
        # Whoever publishes meanwhile adds to the new numbers, not to the old.
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {EffectTally._meta.db_table} IN EXCLUSIVE MODE")
    EffectTally.objects.all().delete()
    insert_rows(
        EffectTally,
        [
            {"effect": effect, "kind": kind, "number": number}
            for (effect, kind), number in sorted(counted_anew().items())
        ],
    )


def counted_anew() -> Tallies:
    """From all rows that lists read."""
    return _tallies(PublishedSideEffect.objects.order_by(), F("effect"))


def tallies_when_merged(former: Effect, kept: Effect) -> tuple[Tallies, Tallies]:
    """Of the kept one, on pages that list the former one: before, and afterwards."""
    naming = PublishedSideEffect.objects.filter(
        publication=OuterRef("publication"), effect=former
    )
    rows = PublishedSideEffect.objects.order_by().filter(Exists(naming))
    return (
        _tallies(rows.filter(effect=kept), Value(kept.pk)),
        _tallies(rows.filter(effect__in=[former, kept]), Value(kept.pk)),
    )


def tally_differences() -> Iterator[str]:
    stored = {
        (effect, kind): number
        for effect, kind, number in EffectTally.objects.exclude(number=0).values_list(
            "effect", "kind", "number"
        )
    }
    if stored != dict(counted_anew()):
        yield "How many pages list a side effect is counted wrongly."


def _tallies(rows: QuerySet[Any, Any], counts_for: F | Value) -> Tallies:
    rows = rows.annotate(counts_for=counts_for)
    serious = rows.filter(serious="yes")
    return Counter(
        {
            **_count(rows.annotate(listed=Value(Kind.PAGES.value))),
            **_count(serious.annotate(listed=Value(Kind.SERIOUS.value))),
            **_count(rows.annotate(listed=_listed_as())),
        }
    )


def _count(rows: QuerySet[Any, Any]) -> dict[tuple[int, str], int]:
    counted = rows.values("counts_for", "listed").annotate(
        number=Count("publication", distinct=True)
    )
    return {(row["counts_for"], row["listed"]): row["number"] for row in counted}


def _listed_as() -> Case:
    """As `listed_as` says it, by the database."""
    is_stated = ~Q(band=Kind.NOT_STATED)
    return Case(
        When(band="", then=Value(Kind.FIGURE.value)),
        When(is_stated, then=F("band")),
        When(word="", then=Value(Kind.NOT_STATED.value)),
        default=Value(Kind.WORD.value),
        output_field=CharField(),
    )
