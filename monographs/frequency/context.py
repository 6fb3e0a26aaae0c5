"""Whether a figure, where it stands, says how many people are affected."""

from monographs.frequency.figures import Figure, figure_at
from monographs.frequency.tokens import Token, Tokens, text_at
from monographs.frequency.vocabulary import (
    AFTER_FIGURE,
    APPROXIMATIONS,
    BEFORE_FIGURE,
    BEFORE_OF,
    CHANGES,
    COMPARISONS,
    NEGATIONS,
    STRENGTHS,
    UNITS,
)

_FIGURE_STARTS = (
    {words[0] for words in COMPARISONS} | APPROXIMATIONS | set(UNITS) | {"between"}
)
_OPENING = frozenset("([{:;,.|=•?!")
_CLOSING = frozenset(")]}:;,.|?!&")
_CLAUSE_ENDS = frozenset("()[]:;.")
_SENTENCE_ENDS = frozenset(")]:;.")
_POWERS_OF_TEN = frozenset(10**exponent for exponent in range(1, 10))
_REACH = 6
# Strengths of two drugs are written "5/10"; a group of this size is not a strength.
_SMALLEST_GROUP = 1_000


def figures_about_people(tokens: Tokens, *, most: int) -> list[Figure]:
    """The figures in their order, and none behind the first that is one too many."""
    found: list[Figure] = []
    index = 0
    while index < len(tokens) and len(found) <= most:
        figure = figure_at(tokens, index) if _may_start(tokens[index]) else None
        if figure is None:
            index += 1
            continue
        if _is_about_people(tokens, figure):
            found.append(figure)
        index = figure.end
    return found


def _may_start(token: Token) -> bool:
    return token.is_number or token.text in _FIGURE_STARTS


def _is_about_people(tokens: Tokens, figure: Figure) -> bool:
    if _continues_a_number(tokens, figure) or _is_negated(tokens, figure.start):
        return False
    if figure.first.unit == "slash" and not _is_share(tokens, figure):
        return False
    if figure.first.in_words and not _counts_in_words(figure):
        return False
    if figure.has_people:
        return True
    if _is_strength(tokens, figure.start):
        return False
    return _fits_before(tokens, figure) and _fits_after(tokens, figure.end)


def _continues_a_number(tokens: Tokens, figure: Figure) -> bool:
    """ "3-4 5%", "-5%", "1.5½%" and "> >5%" hold no figure that we understand."""
    before = figure.start - 1
    if before < 0:
        return False
    if tokens[before].is_number or tokens[before].text in ("<", ">", "≤", "≥", "/"):
        return True
    is_dash = tokens[before].text == "-"
    return is_dash and (tokens[figure.start].is_tight or _is_number(tokens, before - 1))


def _is_number(tokens: Tokens, index: int) -> bool:
    return 0 <= index < len(tokens) and tokens[index].is_number


def _is_negated(tokens: Tokens, start: int) -> bool:
    words = _clause_before(tokens, start, ends=_CLAUSE_ENDS)
    return any(word in NEGATIONS or word.endswith("n't") for word in words)


def _is_strength(tokens: Tokens, start: int) -> bool:
    return not STRENGTHS.isdisjoint(_clause_before(tokens, start, ends=_SENTENCE_ENDS))


def _clause_before(tokens: Tokens, start: int, *, ends: frozenset[str]) -> list[str]:
    words = []
    for index in range(start - 1, max(start - 1 - _REACH, -1), -1):
        if tokens[index].text in ends:
            break
        words.append(tokens[index].text)
    return words


def _is_share(tokens: Tokens, figure: Figure) -> bool:
    """Whether a slash divides people: not tablets, strengths, grades or dates."""
    value = figure.first
    if figure.has_people or figure.is_compared or value.whole in _POWERS_OF_TEN:
        return value.amount == 1 or figure.has_people or figure.is_compared
    is_alone = figure.start == 0 and figure.end == len(tokens)
    return is_alone or value.whole >= _SMALLEST_GROUP or _has_percent(tokens, figure)


def _has_percent(tokens: Tokens, figure: Figure) -> bool:
    """3/47 (6.4%), 6.4% (3/47)."""
    around = (
        (text_at(tokens, figure.end), text_at(tokens, figure.end + 2)),
        (text_at(tokens, figure.start - 1), text_at(tokens, figure.start - 2)),
    )
    return any(sign in ("(", ",", ";") and unit == "%" for sign, unit in around)


def _counts_in_words(figure: Figure) -> bool:
    unit = figure.first.unit
    return figure.has_people or unit in ("percent", "rate")


def _fits_before(tokens: Tokens, figure: Figure) -> bool:
    before = figure.start - 1
    word = text_at(tokens, before)
    if before < 0 or word in _OPENING or word == "-":
        return True
    if word == "of":
        return text_at(tokens, before - 1) in BEFORE_OF
    if word in ("with", "to"):
        return text_at(tokens, before - 1) == "compared"
    if figure.is_compared:
        return tokens[before].is_word and word not in CHANGES
    return word in BEFORE_FIGURE or figure.first.has_people


def _fits_after(tokens: Tokens, end: int) -> bool:
    word = text_at(tokens, end)
    if word == "-":
        return not _is_number(tokens, end + 1)
    return word in AFTER_FIGURE or not word or word in _CLOSING or word == "("
