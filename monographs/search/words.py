"""Text as words that can be compared, the same for both databases. Pure."""

import re

from monographs.search.letters import plain_letters

# What a database's index of words can hold of one entry.
_LONGEST_WORD = 60
_LONGEST_ENTRY = 100_000
_WORD = re.compile(r"[^\W_]+")
# They stand in every text, so they tell nothing; a drug may still be called so.
_STOP_WORDS = """
    a about am an and any are as at be been but by can could did do does for from had
    has have how i if in into is it its may me my of on or our should so some such than
    that the their them then there these they this those to was we were what when where
    which while who why will with would you your
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())


def words_of(text: str) -> list[str]:
    """Bare letters and digits: no sign with a meaning to any database is left."""
    return [word[:_LONGEST_WORD] for word in _WORD.findall(plain_letters(text))]


def fold(text: str) -> str:
    """A name, to be compared as a whole or by its beginning."""
    return " ".join(words_of(text))


def fold_stems(*texts: str) -> str:
    """Running text, to be found by its words."""
    words = " ".join(stem(word) for text in texts for word in words_of(text))
    return words[:_LONGEST_ENTRY]


def stem(word: str) -> str:
    """The singular, where plain rules give it; both sides are treated alike."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us")):
        return word
    if word.endswith("ies") and not word.endswith(("eies", "aies")):
        return f"{word[:-3]}y"
    return word[:-1]
