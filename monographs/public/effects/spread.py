"""In which ways the pages that list an effect say how often it happens."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from monographs.frequency import BAND_NAMES, BAND_SENTENCES, Band
from monographs.models.public import EffectTally
from monographs.models.public.effect_order import NOT_STATED, WORD

_Kind = EffectTally.Kind
_BANDS = (Band.VERY_COMMON, Band.COMMON, Band.UNCOMMON, Band.RARE, Band.VERY_RARE)
# Every way, from figures to nothing, in the words of the page.
WAYS: dict[str, str] = {
    **{band.value: BAND_SENTENCES[band] for band in _BANDS},
    _Kind.FIGURE.value: "a figure that fits in none of these, such as “up to 1 in 10”",
    _Kind.WORD.value: "a word, such as “common”, and no figure",
    _Kind.NOT_KNOWN.value: "the source says that it is not known",
    _Kind.NOT_STATED.value: "no frequency given",
}
# Of the rows that lists read; an index serves each together with the order.
CONDITIONS: dict[str, Q] = {
    **{band.value: Q(band=band.value) for band in _BANDS},
    _Kind.FIGURE.value: Q(band=""),
    _Kind.WORD.value: Q(
        band=_Kind.NOT_STATED.value, order_key__gte=WORD, order_key__lt=NOT_STATED
    ),
    _Kind.NOT_KNOWN.value: Q(band=_Kind.NOT_KNOWN.value),
    _Kind.NOT_STATED.value: Q(band=_Kind.NOT_STATED.value, order_key__gte=NOT_STATED),
}


@dataclass(frozen=True)
class Way:
    name: str
    sentence: str
    band: str  # its name, where it has one
    pages: int
    share: int  # of the longest bar, in hundredths


def spread(tallies: Mapping[str, int]) -> tuple[Way, ...]:
    longest = max((tallies.get(name, 0) for name in WAYS), default=0)
    return tuple(
        Way(
            name,
            sentence,
            BAND_NAMES[Band(name)] if name in {band.value for band in _BANDS} else "",
            pages,
            # What is there is seen, however little it is.
            max(1, round(100 * pages / longest)),
        )
        for name, sentence in WAYS.items()
        if (pages := tallies.get(name, 0)) > 0
    )
