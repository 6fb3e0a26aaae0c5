"""How often, as an editor types it: a band from the list, a figure, or both alike."""

from collections.abc import Collection
from dataclasses import replace
from fractions import Fraction

from monographs.frequency import (
    BAND_INTERVALS,
    BAND_NAMES,
    Band,
    Basis,
    Frequency,
    interval_as_text,
    interval_from_text,
    phrase_against_figure,
    read,
    word_against_figure,
)

AS_TYPED = ("", "as typed")
BAND_CHOICES = [
    AS_TYPED,
    *((band.value, BAND_NAMES[band].capitalize()) for band in BAND_INTERVALS),
    (Band.NOT_KNOWN.value, "Said to be not known"),
]
_BANDS = {value for value, _ in BAND_CHOICES}
_BASES = set(Basis)
_BAND_BY_INTERVAL = {interval: band for band, interval in BAND_INTERVALS.items()}


def frequency_inputs(frequency: Frequency) -> dict[str, str]:
    """What the inputs of a row show of it."""
    return {
        "band": band_shown(frequency),
        "figure": figure_shown(frequency),
        "frequency_word": frequency.word,
        "frequency_phrase": frequency.phrase,
        "basis": frequency.basis.value,
        "comparator": comparator_shown(frequency),
    }


def band_shown(frequency: Frequency) -> str:
    if frequency.is_not_known:
        return Band.NOT_KNOWN.value
    if frequency.interval is None:
        return ""
    band = _BAND_BY_INTERVAL.get(frequency.interval)
    return band.value if band else ""


def figure_shown(frequency: Frequency) -> str:
    if frequency.affected is not None:
        return f"{frequency.affected} of {frequency.total}"
    return interval_as_text(frequency.interval) if frequency.interval else ""


def comparator_shown(frequency: Frequency) -> str:
    share = frequency.comparator
    if share is None:
        return ""
    in_percent = share * 100
    return (
        f"{in_percent.numerator} %"
        if in_percent.denominator == 1
        else f"{share.numerator}/{share.denominator}"
    )


def typed_frequency(
    *,
    band: str,
    figure: str,
    changed: str,
    comparator: str,
    basis: str,
    frequency_word: str,
    frequency_phrase: str,
) -> Frequency:
    """All that a row says of it; `changed` names the last touched of its inputs."""
    if (band and band not in _BANDS) or basis not in _BASES:
        raise ValueError("Choose the band and the basis from their lists.")
    return replace(
        typed_rate(band, figure, {changed}),
        comparator=typed_comparator(comparator),
        basis=Basis(basis),
        word=frequency_word.lower(),
        phrase=frequency_phrase,
    )


def typed_rate(band: str, figure: str, changed: Collection[str]) -> Frequency:
    """Whichever of list and figure was changed counts; the other follows."""
    changed = {"band", "figure"} & set(changed)
    if changed == {"figure"} or not band:
        return _from_text(figure) if figure else Frequency()
    if changed == {"band"} or not figure:
        return _from_band(band)
    typed = _from_text(figure)
    if typed.interval != BAND_INTERVALS.get(Band(band)):
        raise ValueError(
            f'"{BAND_NAMES[Band(band)]}" and "{figure}" say different things. Pick '
            "from the list or type a figure, not both."
        )
    return typed


def typed_comparator(text: str) -> Fraction | None:
    if not text:
        return None
    interval = interval_from_text(text)
    if not interval.is_point:
        raise ValueError(f'"{text}" is a range. Type one figure, such as "5 %".')
    return interval.low


def remark_about(frequency: Frequency) -> str:
    """What does not fit together, though each part of it could be meant."""
    quoted = read(frequency.phrase).frequency.interval
    if quoted and (remark := phrase_against_figure(frequency)):
        return remark
    against = word_against_figure(frequency.word, frequency.interval)
    return f"It is {against}" if against else ""


def _from_band(band: str) -> Frequency:
    if band == Band.NOT_KNOWN:
        return Frequency(is_not_known=True)
    return Frequency(interval=BAND_INTERVALS[Band(band)])


def _from_text(text: str) -> Frequency:
    interval = interval_from_text(text)
    said = read(text).frequency
    # Counts are kept only where they are this figure's.
    if said.interval == interval and said.affected is not None:
        return Frequency(interval=interval, affected=said.affected, total=said.total)
    return Frequency(interval=interval)
