"""In which order pages stand that list one side effect, and as what. Pure."""

from monographs.frequency import WORDS, Band, Frequency
from monographs.models.public.effect_tally import EffectTally

# The first sign of an order key.
FIGURE, WORD, NOT_KNOWN, NOT_STATED = "0123"
_Kind = EffectTally.Kind
# Fine enough to tell 1 in 10,000,000 people from none.
_STEPS = 10**7
_DIGITS = 8


def order_key(frequency: Frequency, title_key: str) -> str:
    """Sorts figures from often to seldom, and what is equal by title.

    All before the title has the same length, so any collation sorts it alike.
    """
    if interval := frequency.interval:
        ends = (int((1 - end) * _STEPS) for end in (interval.high, interval.low))
        often = FIGURE + "".join(f"{end:0{_DIGITS}}" for end in ends)
    elif frequency.is_not_known:
        often = _filled(NOT_KNOWN, 0)
    elif frequency.word:
        often = _filled(WORD, WORDS.index(frequency.word))
    else:
        often = _filled(NOT_STATED, 0)
    return f"{often} {title_key}"


def _filled(group: str, place: int) -> str:
    return f"{group}{place:0{2 * _DIGITS}}"


def listed_as(band: str, word: str) -> str:
    """The kind of tally that a published side effect counts for."""
    if band == Band.NOT_STATED:
        return _Kind.WORD if word else _Kind.NOT_STATED
    return _Kind(band) if band else _Kind.FIGURE
