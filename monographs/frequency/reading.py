"""Read a phrase as a source wrote it: its figure, its word, and nothing more."""

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from monographs.frequency.context import figures_about_people
from monographs.frequency.figures import Figure
from monographs.frequency.interval import Interval
from monographs.frequency.sources import basis_of, says_not_known, serious_in
from monographs.frequency.statement import Basis, Frequency, Reading
from monographs.frequency.tokens import Tokens, plain, text_at, tokenise
from monographs.frequency.vocabulary import PLACEBO, word_set
from monographs.frequency.words import word_in, words_differ

_PLACEBO_JOINTS = word_set("with on for in of the")
_DECIMALS = re.compile(r"[0-9]+(?:[.,]([0-9]+))?")
# One for the drug in counts and once more in percent, and one for placebo.
_MOST_FIGURES = 3


@dataclass(frozen=True)
class Figures:
    """What all figures of a phrase say together."""

    is_any: bool = False
    interval: Interval | None = None
    affected: int | None = None
    total: int | None = None
    comparator: Fraction | None = None
    is_approximate: bool = False


def read(phrase: str) -> Reading:
    text = plain(phrase)
    tokens = tokenise(text)
    figures = _figures(tokens)
    word = word_in(tokens)
    is_not_known = says_not_known(text)
    basis = basis_of(text, has_figure=figures.is_any)
    if figures.comparator is not None and basis is Basis.NOT_STATED:
        basis = Basis.TRIAL
    # Of "<1 %, post-marketing reports" and "not known or <1 %" nobody can say which
    # of the effects the figure is for.
    is_usable = basis is not Basis.MIXED and not is_not_known
    interval = figures.interval if is_usable else None
    frequency = Frequency(
        interval=interval,
        phrase=phrase,
        word=word,
        is_not_known=is_not_known,
        basis=basis,
        affected=figures.affected if is_usable else None,
        total=figures.total if is_usable else None,
        comparator=figures.comparator,
    )
    return Reading(frequency, serious_in(tokens), words_differ(word, interval))


def figures_in(phrase: str) -> Figures:
    """The figures of a phrase, whatever else it says about them."""
    return _figures(tokenise(plain(phrase)))


def _figures(tokens: Tokens) -> Figures:
    found = figures_about_people(tokens, most=_MOST_FIGURES)
    if len(found) > _MOST_FIGURES:
        return Figures(is_any=True)
    placebo = _placebo_figures(tokens, found)
    others = [figure for figure in found if figure not in placebo]
    figure = _only_figure(tokens, others) if len(placebo) < 2 else None
    counts = figure.counts if figure else None
    return Figures(
        is_any=bool(others),
        interval=_without_zero(figure) if figure else None,
        affected=counts[0] if counts else None,
        total=counts[1] if counts else None,
        comparator=_rate(placebo[0]) if len(placebo) == 1 else None,
        is_approximate=bool(figure and figure.is_approximate),
    )


def _placebo_figures(tokens: Tokens, found: list[Figure]) -> list[Figure]:
    placebo = []
    free_from = 0
    for figure in found:
        owner = _placebo_after(tokens, figure.end)
        if owner or _placebo_before(tokens, figure.start, free_from):
            placebo.append(figure)
        free_from = owner or figure.end
    return placebo


def _placebo_after(tokens: Tokens, end: int) -> int | None:
    """Where "with placebo" or "(placebo)" behind a figure ends."""
    index = end
    while text_at(tokens, index) in _PLACEBO_JOINTS or (
        index == end and text_at(tokens, index) == "("
    ):
        index += 1
    # "In placebo-controlled trials" names the trial, not the group.
    if text_at(tokens, index) not in PLACEBO or text_at(tokens, index + 1) == "-":
        return None
    is_bracketed = text_at(tokens, end) == "("
    return None if is_bracketed and text_at(tokens, index + 1) != ")" else index + 1


def _placebo_before(tokens: Tokens, start: int, free_from: int) -> bool:
    nearby = [tokens[index].text for index in range(max(start - 3, free_from), start)]
    return any(word in PLACEBO for word in nearby) and ";" not in nearby


def _only_figure(tokens: Tokens, figures: list[Figure]) -> Figure | None:
    """The one thing that the figures say; None where they say several."""
    if len(figures) == 1:
        return figures[0]
    if len(figures) != 2:
        return None
    first, second = figures
    if first.interval is None or second.interval is None:
        return None
    for counted, other in ((first, second), (second, first)):
        if counted.counts and _rounds_to(tokens, counted, other):
            return counted
    if first.interval == second.interval:
        return first
    if _are_alternatives(tokens, first, second):
        hull = _hull(first.interval, second.interval)
        return replace(first, interval=hull, is_range=True)
    return None


def _are_alternatives(tokens: Tokens, first: Figure, second: Figure) -> bool:
    """ "≥10% or 1-10%", where the two leave no gap."""
    if first.interval is None or second.interval is None:
        return False
    is_or = second.start == first.end + 1 and text_at(tokens, first.end) == "or"
    return is_or and first.interval.touches(second.interval)


def _hull(first: Interval, second: Interval) -> Interval:
    low = min(first.low, second.low)
    high = max(first.high, second.high)
    parts = (first, second)
    return Interval(
        low,
        any(part.low_closed for part in parts if part.low == low),
        high,
        any(part.high_closed for part in parts if part.high == high),
    )


def _rounds_to(tokens: Tokens, counted: Figure, other: Figure) -> bool:
    """Whether "6.4%" is the rounded form of "3/47"."""
    match = _DECIMALS.fullmatch(tokens[other.start].text)
    if other.is_compared or other.first.unit != "percent" or match is None:
        return False
    half_a_digit = Fraction(1, 2 * 100 * 10 ** len(match.group(1) or ""))
    return abs(counted.first.share - other.first.share) <= half_a_digit


def _without_zero(figure: Figure) -> Interval | None:
    # None of 47 people is no ground to call an effect very rare.
    interval = figure.interval
    return None if interval is None or interval.high == 0 else interval


def _rate(figure: Figure) -> Fraction | None:
    if figure.interval is None or not figure.interval.is_point:
        return None
    return figure.interval.low
