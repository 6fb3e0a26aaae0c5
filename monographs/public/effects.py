"""Which medicines list a side effect: figures first, then words, then the rest."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, IntegerField, Value, When

from monographs.frequency import BAND_SENTENCES, Band
from monographs.models.public import PublishedSideEffect
from monographs.public.addresses import page_url

PAGE_SIZE = 200
FIGURE, WORD, UNKNOWN = range(3)
HEADINGS = {
    FIGURE: "With a figure",
    WORD: "With a word, and no figure",
    UNKNOWN: "Without a frequency",
}


@dataclass(frozen=True)
class ListedBy:
    title: str
    url: str
    how_often: str
    is_serious: bool


@dataclass(frozen=True)
class EffectPage:
    name: str
    groups: tuple[tuple[str, tuple[ListedBy, ...]], ...]
    next: int | None  # how many were shown up to here, where there are more


def effect_page(slug: str, *, after: int = 0) -> EffectPage | None:
    """None where no live page lists it."""
    rows = list(_statements(slug)[after : after + PAGE_SIZE + 1])
    if not rows:
        return None
    shown = rows[:PAGE_SIZE]
    groups = tuple(
        (heading, tuple(_listed_by(row) for row in shown if row["known"] == known))
        for known, heading in HEADINGS.items()
    )
    return EffectPage(
        name=rows[0]["effect__name"],
        groups=tuple(group for group in groups if group[1]),
        next=after + PAGE_SIZE if len(rows) > PAGE_SIZE else None,
    )


def _statements(slug: str) -> Any:
    known = Case(
        When(low__isnull=False, then=Value(FIGURE)),
        When(word="", then=Value(UNKNOWN)),
        default=Value(WORD),
        output_field=IntegerField(),
    )
    return (
        PublishedSideEffect.objects.filter(
            effect__slug=slug, publication__withdrawn_at=None
        )
        .annotate(known=known)
        .order_by(
            "known",
            F("high").desc(nulls_last=True),
            F("low").desc(nulls_last=True),
            "publication__sort_key",
            "id",
        )
        .values(
            *("known", "band", "word", "serious", "effect__name"),
            *("publication__title", "publication__slug", "publication__kind"),
        )
    )


def _listed_by(row: dict[str, Any]) -> ListedBy:
    return ListedBy(
        title=row["publication__title"],
        url=page_url(row["publication__kind"], row["publication__slug"]),
        how_often=_how_often(row),
        is_serious=row["serious"] == "yes",
    )


def _how_often(row: dict[str, Any]) -> str:
    """No more than the projection knows; the exact figure stands on the drug's page."""
    if row["known"] == FIGURE:
        is_band = row["band"] in set(Band) - {Band.NOT_KNOWN, Band.NOT_STATED}
        return BAND_SENTENCES[Band(row["band"])] if is_band else "see its page"
    return f"its source calls this {row['word']}" if row["word"] else ""
