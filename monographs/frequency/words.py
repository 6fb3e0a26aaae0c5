"""The frequency words that sources use, and whether a word fits a number."""

from monographs.frequency.interval import Band, Interval
from monographs.frequency.tokens import Tokens, text_at
from monographs.frequency.vocabulary import NEGATIONS, word_set

_OFTEN = frozenset({Band.VERY_COMMON, Band.COMMON})
_BELOW_COMMON = frozenset({Band.UNCOMMON, Band.RARE, Band.VERY_RARE})

# Only a check of words against numbers; no number or band is ever taken from here.
# The words that compare ("most", "less") leave open how far.
_FITTING_BANDS: dict[str, frozenset[Band]] = {
    "very common": frozenset({Band.VERY_COMMON}),
    "very frequent": frozenset({Band.VERY_COMMON}),
    "most common": _OFTEN,
    "most frequent": _OFTEN,
    "more common": _OFTEN,
    "more frequent": _OFTEN,
    "common": frozenset({Band.COMMON}),
    "frequent": _OFTEN,
    "less common": _BELOW_COMMON,
    "less frequent": _BELOW_COMMON,
    "uncommon": frozenset({Band.UNCOMMON}),
    "infrequent": frozenset({Band.UNCOMMON}),
    "occasional": frozenset({Band.UNCOMMON}),
    "rare": frozenset({Band.RARE}),
    "very rare": frozenset({Band.VERY_RARE}),
    "extremely rare": frozenset({Band.VERY_RARE}),
}
WORDS: tuple[str, ...] = tuple(_FITTING_BANDS)

_BASES = {
    form: base
    for base in ("common", "frequent", "uncommon", "infrequent", "occasional", "rare")
    for form in (base, base + "ly")
} | {"rarely": "rare"}
_DEGREES = word_set("very most more less extremely")

_EFFECTS = word_set(
    "effect effects reaction reactions event events symptom symptoms issue issues "
    "problem problems complaint complaints complication complications ones one "
    "occurrence occurrences case cases instance instances occasion occasions side "
    "adverse concern concerns"
)
_AFTER_WORD = word_set(
    "but and or though although yet while whereas may can could might will would "
    "include includes including included are is was were in with at among especially "
    "particularly when if during after following mostly usually generally typically "
    "than as on due because requiring require reported observed seen possibly "
    "potentially since these they unless side experienced noted occurring occur "
    "occurs affecting affects mild mildly the"
)
_RELATIVE_TO = word_set(
    "than with in at among when if after during for as compared on because due"
)
_NEVER_AFTER = word_set(
    "cold colds bile table salt hereditary genetic inherited congenital used "
    "prescribed recommended available needed necessary marketed sold called known"
)
_DISEASES = word_set(
    "disorder disorders disease diseases condition conditions syndrome syndromes form "
    "forms type types tumour tumor cancer cancers"
)
_BODY_FREQUENCY = word_set(
    "urination urinate urinating stool stools bowel movements urge urges urgency need "
    "awakening awakenings headaches infections monitoring dosing testing checks meals "
    "constipation heartburn bowels waking"
)
_REACH = 6
_SENTENCE_PARTS = frozenset("()[]:;.")


def word_in(tokens: Tokens) -> str:
    """The frequency word of a phrase; none where two words contradict each other."""
    found = {
        word: index
        for index, token in reversed(list(enumerate(tokens)))
        if token.text in _BASES and (word := _word_at(tokens, index))
    }
    if not found:
        return ""
    first = min(found, key=lambda word: found[word])
    agree = frozenset.intersection(*(_FITTING_BANDS[word] for word in found))
    return first if agree or _is_label(tokens, found[first]) else ""


def words_differ(word: str, interval: Interval | None) -> bool:
    """Whether no value of the interval fits the word."""
    fitting = _FITTING_BANDS.get(word)
    if fitting is None or interval is None:
        return False
    return not fitting & interval.bands


def _is_label(tokens: Tokens, index: int) -> bool:
    """ "Common side effects are mild and infrequent" still calls them common."""
    index += 1 + (text_at(tokens, index + 1) in ("side", "adverse"))
    return text_at(tokens, index) in _EFFECTS and text_at(tokens, index + 1) == "are"


def _word_at(tokens: Tokens, index: int) -> str:
    base = _BASES[tokens[index].text]
    degree = text_at(tokens, index - 1)
    word = f"{degree} {base}"
    is_graded = degree in _DEGREES and word in _FITTING_BANDS
    start = index - is_graded
    if _is_denied(tokens, start) or _is_only_some(tokens, start, index):
        return ""
    if not _speaks_of_effects(tokens, index, base):
        return ""
    if degree in ("more", "less") and text_at(tokens, index + 1) in _RELATIVE_TO:
        return ""
    # "1-10% or less frequently" widens the figure.
    if (
        degree == "less"
        and text_at(tokens, start - 1) == "or"
        and _follows_figure(tokens, start - 2)
    ):
        return ""
    return word if is_graded else base


def _follows_figure(tokens: Tokens, index: int) -> bool:
    near = range(max(index - 3, 0), max(index + 1, 0))
    return any(tokens[position].text in ("%", "percent") for position in near)


def _is_denied(tokens: Tokens, start: int) -> bool:
    before = [text_at(tokens, position) for position in range(start - 3, start)]
    for word in reversed(before):
        if word in _SENTENCE_PARTS or word in (",", "but"):
            return False
        if word in NEGATIONS or word.endswith("n't"):
            return True
    return False


def _is_only_some(tokens: Tokens, start: int, index: int) -> bool:
    """ "Some common and others serious" names no effect; "in common" neither."""
    before = text_at(tokens, start - 1)
    after = text_at(tokens, index + 1)
    if before == "some":
        return after in ("and", "or", ",", "but")
    if before == "in":
        return tokens[index].text == "common"
    return before in ("other", "others")


def _speaks_of_effects(tokens: Tokens, index: int, base: str) -> bool:
    if text_at(tokens, index + 1) in _NEVER_AFTER:
        return False
    following = _same_clause(tokens, index + 1)
    if base in ("rare", "uncommon"):
        return not _names_a_disease(following)
    if base != "common" and _BODY_FREQUENCY & set(_comma_clause(tokens, index + 1)):
        return False
    if not following or following[0] in _AFTER_WORD:
        return True
    return bool(_EFFECTS & set(following[:4]))


def _names_a_disease(following: list[str]) -> bool:
    for word in following:
        if word in _EFFECTS:
            return False
        if word in _DISEASES:
            return True
    return False


def _same_clause(tokens: Tokens, start: int) -> list[str]:
    """The next words, up to the first sign that is not a hyphen."""
    words = []
    for token in tokens[start : start + _REACH]:
        if not token.is_word and not (token.text == "-" and token.is_tight):
            break
        words.append(token.text)
    return words


def _comma_clause(tokens: Tokens, start: int) -> list[str]:
    words = []
    for token in tokens[start : start + _REACH]:
        if token.text in _SENTENCE_PARTS:
            break
        words.append(token.text)
    return words
