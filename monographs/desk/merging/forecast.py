"""What merging two effects would do, as things are now."""

import hashlib
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from monographs.desk.verb_page import page_of
from monographs.models import Effect, EffectTally, Monograph, SideEffect
from monographs.workflow.merge_effects import words_taken_over
from monographs.workflow.shared_uses import monographs_naming

MOST_NAMED = 10


@dataclass(frozen=True)
class Forecast:
    former: Effect
    kept: Effect
    drafts: int
    live_pages: int
    touched: int
    own_words: tuple[str, ...]  # synonyms of the one that stays
    new_words: tuple[str, ...]
    with_both: int
    some_with_both: tuple[tuple[str, str], ...]  # the first by title, with addresses

    @property
    def seen(self) -> str:
        """Differs where somebody who looked at it would read something else."""
        names = (
            *(self.former.name, self.former.body_system),
            *(self.kept.name, self.kept.body_system),
        )
        counts = (self.drafts, self.live_pages, self.touched, self.with_both)
        said = repr((names, counts, self.own_words, self.new_words))
        return hashlib.sha256(said.encode()).hexdigest()

    @property
    def further_with_both(self) -> int:
        return self.with_both - len(self.some_with_both)


def forecast(former: Effect, kept: Effect) -> Forecast:
    """The queries have a fixed number."""
    both = Monograph.objects.filter(_names(former), _names(kept))
    pages = EffectTally.objects.filter(effect=former, kind=EffectTally.Kind.PAGES)
    words = words_taken_over(former, kept)
    own = list(kept.synonyms.values_list("text", flat=True))
    lower = {word.lower() for word in own}
    return Forecast(
        former=former,
        kept=kept,
        drafts=Monograph.objects.filter(_names(former)).count(),
        live_pages=pages.values_list("number", flat=True).first() or 0,
        touched=monographs_naming(former).count(),
        own_words=tuple(own),
        # Its name may be one of them already.
        new_words=tuple(
            word
            for word in [former.name, *words.values_list("text", flat=True)]
            if word.lower() not in lower
        ),
        with_both=both.count(),
        some_with_both=tuple(
            (one.title, page_of(one))
            for one in both.order_by("title", "pk")[:MOST_NAMED]
        ),
    )


def _names(effect: Effect) -> Exists:
    return Exists(SideEffect.objects.filter(monograph=OuterRef("pk"), effect=effect))
