"""Two entries of the vocabulary that mean the same become one, for good.

Sealed versions keep their words and their keys: a key of the entry that went leads to
the one that stayed, see `content/effect_keys.py`.
"""

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Concat, Lower, Substr
from django.utils import timezone

from monographs.frequency import Band
from monographs.models import (
    Effect,
    EffectSynonym,
    EffectTally,
    FormerEffect,
    PublishedFacet,
    PublishedSideEffect,
    SearchEffect,
    SideEffect,
)
from monographs.models.public import facets
from monographs.workflow.effect_tallies import change_tallies, tallies_when_merged
from monographs.workflow.effect_words import relearn_effect
from monographs.workflow.shared_uses import monographs_naming
from monographs.workflow.step import Person, TransitionRefused, require
from monographs.workflow.touch import touch_all


@transaction.atomic
def merge_effects(former: Effect, kept: Effect, *, by: Person) -> FormerEffect:
    """The kept entry takes over all that names the former one, and its words.

    Whoever does it becomes an author of each monograph that names the former one.
    """
    person = require(by, "change_effect")
    if former.pk == kept.pk:
        raise TransitionRefused(
            "An effect cannot be merged into itself. Choose another one."
        )
    touched = touch_all(monographs_naming(former), shared=former.key, by=person)
    former, kept = _lock(former, kept)
    if is_listed(former) or is_listed(kept):
        require(person, "publish_monograph")
    if touched != monographs_naming(former).count():
        raise TransitionRefused(
            f"Somebody has just used “{former}” in another monograph, so nothing was "
            "merged. Look again at what would happen."
        )
    _take_over_words(former, kept)
    _take_over_rows(former, kept)
    merged = FormerEffect.objects.create(
        key=former.key,
        name=former.name,
        slug=former.slug,
        number=former.pk,
        effect=kept,
        by=person,
        at=timezone.now(),
    )
    # What led to the former one has the end of the way as its place, too.
    FormerEffect.objects.filter(effect=former.pk).update(effect=kept)
    relearn_effect(kept)
    return merged


def is_listed(effect: Effect) -> bool:
    """By a page that readers see."""
    return PublishedSideEffect.objects.filter(effect=effect).exists()


def words_taken_over(former: Effect, kept: Effect) -> QuerySet[EffectSynonym]:
    """Synonyms of the former one that are neither its name nor the kept one's."""
    names = [Lower(Value(one.name)) for one in (former, kept)]
    return former.synonyms.annotate(lower=Lower("text")).exclude(lower__in=names)


def _lock(former: Effect, kept: Effect) -> tuple[Effect, Effect]:
    """As they are now; behind the monographs' locks, as everybody takes them.

    Nothing names the former one meanwhile; the kept one may be named by others, who
    would else wait for us while we wait for them.
    """
    found = {}
    for one in sorted((former, kept), key=lambda effect: effect.pk):
        locked = Effect.objects.select_for_update(no_key=one == kept)
        now = locked.filter(pk=one.pk).first()
        if now is None:
            raise TransitionRefused(_gone(one))
        found[one.pk] = now
    return found[former.pk], found[kept.pk]


def _gone(effect: Effect) -> str:
    merged = FormerEffect.objects.filter(key=effect.key).select_related("effect", "by")
    former = merged.first()
    if former is None:
        return f"“{effect}” is no longer in the vocabulary, so nothing was done."
    return (
        f"{former.by} merged “{former}” into “{former.effect}” after you opened it, so "
        "nothing was done. Look again at what you want to merge."
    )


def _take_over_words(former: Effect, kept: Effect) -> None:
    others = EffectSynonym.objects.annotate(lower=Lower("text")).filter(
        lower=Lower(Value(former.name))
    )
    other = others.exclude(effect__in=[former, kept]).select_related("effect").first()
    if other is not None:
        raise TransitionRefused(
            f"“{other}” is also a synonym of “{other.effect}”, so imports would not "
            f"find “{kept}” by it. Remove it there, then merge."
        )
    words_taken_over(former, kept).update(effect=kept)
    former.synonyms.all().delete()
    EffectSynonym.objects.bulk_create(
        [EffectSynonym(effect=kept, text=former.name)], ignore_conflicts=True
    )
    # Whoever merges into it has looked at it; undoing its import leaves it here.
    Effect.objects.filter(pk=kept.pk).update(proposed_in=None)


def _take_over_rows(former: Effect, kept: Effect) -> None:
    """The rows of drafts, and those that lists read."""
    before, after = tallies_when_merged(former, kept)
    change_tallies(before, after)
    for model in (SideEffect, PublishedSideEffect):
        model._default_manager.filter(effect=former).update(effect=kept)
    _take_over_facets(facets.of_effect(former.pk), facets.of_effect(kept.pk))
    for derived in (EffectTally, SearchEffect):
        derived._default_manager.filter(effect=former).delete()


def _take_over_facets(former: str, kept: str) -> None:
    """A page that has the kept one's already has it once."""
    asked = [
        facets.asked_of(former, band=band, is_serious=is_serious)
        for band in ("", *Band)
        for is_serious in (False, True)
    ]
    renamed = Concat(Value(kept), Substr("facet", len(former) + 1))
    own = PublishedFacet.objects.order_by().filter(facet__in=asked)
    own = own.annotate(renamed=renamed)
    there = PublishedFacet.objects.filter(
        publication=OuterRef("publication"), facet=OuterRef("renamed")
    )
    own.filter(Exists(there)).delete()
    own.update(facet=renamed)
