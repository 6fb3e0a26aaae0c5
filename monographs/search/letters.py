"""Letters that stand for others when somebody looks for a word. Pure."""

import re
import unicodedata

_LATIN = {
    "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h",
    "ı": "i", "ŋ": "ng",
}  # fmt: skip
_GREEK = {
    "α": "a", "β": "b", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "e", "θ": "th",
    "ι": "i", "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p",
    "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "ph", "χ": "ch", "ψ": "ps",
    "ω": "o",
}  # fmt: skip
# The decomposed "й" and "ё" are "и" and "е" by the time that they are looked up.
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z",
    "и": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "і": "i",
    "є": "ie", "ґ": "g",
}  # fmt: skip
_TRANSLITERATED = str.maketrans(_LATIN | _GREEK | _CYRILLIC)
_GREEK_NAMES = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon",
    "κ": "kappa", "λ": "lambda", "μ": "mu", "ω": "omega",
}  # fmt: skip
# "β-blocker" is looked for as "beta blocker"; a letter inside a word is only a letter.
_GREEK_ALONE = re.compile(
    rf"(?<![^\W\d_])[{''.join(_GREEK_NAMES)}](?![^\W\d_])",
)
# "µg" without its sign would read "mg", which is a thousand times as much.
_MICRO = re.compile(r"(?<![^\W\d_])μ(?=[glm])")
# "Crohn’s" is one word; soft hyphens and joiners are none.
_DROPPED = re.compile("['’ʼ`´\u00ad\u200b-\u200d\u2060\ufeff]")


def plain_letters(text: str) -> str:
    """Lower case, without accents, Greek and Cyrillic letters in Latin ones."""
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "")
    text = unicodedata.normalize("NFKD", _DROPPED.sub("", text).casefold())
    bare = "".join(char for char in text if not unicodedata.combining(char))
    bare = _MICRO.sub("mc", bare)
    bare = _GREEK_ALONE.sub(lambda letter: _GREEK_NAMES[letter[0]], bare)
    return bare.translate(_TRANSLITERATED)
