"""What a question or a statement is about: its words without what every one has."""

import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


def words_of(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(text.replace("’", "'")))


_SMALL = words_of(
    """a an the and or of to in on at by for with while when if this these that it its
    is are be been being was were as you your i i'm my me we they their them one may can
    could must should do does did will would what how there any some have has had take
    takes taken taking use used using get so such also however after during other
    medicine medicines medication medications drug drugs product products combination
    tablet tablets supplement supplements inhaler people patients patient someone"""
)
# "Is it dangerous?" and "Is it safe?" are answered the other way round.
_TURNING = words_of(
    """dangerous harmful unsafe avoid not shouldn't cannot can't risk risks risky bad
    worse never without"""
)
# By its stem, what is asked about in other words.
_SAME = {
    "addictiv": "habit",
    "addict": "habit",
    "addiction": "habit",
    "dependenc": "habit",
    "dependency": "habit",
    "form": "habit",
    "abruptly": "suddenly",
    "breastfe": "breastfeeding",
    "pregnancy": "pregnant",
    "discontinu": "stop",
    "stopp": "stop",
    "driv": "driv",
    "drinks": "drink",
}


@dataclass(frozen=True)
class Topic:
    words: frozenset[str]
    turning: frozenset[str]

    def likeness(self, other: "Topic") -> float:
        """From 0 to 1; what turns a question makes it another one."""
        every = self.words | other.words
        if not every or self.turning != other.turning:
            return 0.0
        return len(self.words & other.words) / len(every)


def topic_of(text: str, *, without: frozenset[str] = frozenset()) -> Topic:
    words = words_of(text)
    about = words - _SMALL - _TURNING - without
    return Topic(frozenset(map(stem, about)), words & _TURNING)


def stem(word: str) -> str:
    """Enough to tell "driving" and "drive" as one."""
    for ending in ("ing", "es", "ed", "e", "s"):
        if word.endswith(ending) and len(word) - len(ending) > 3:
            word = word.removesuffix(ending)
            break
    return _SAME.get(word, word)
