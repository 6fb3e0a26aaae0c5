"""The effects that a sentence names: "Common side effects include a, b, and c."."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from monographs.importing.documents.patterns import spaced
from monographs.importing.documents.side_effects.clauses import (
    is_advice,
    is_clause,
    is_like_effect,
)
from monographs.importing.documents.side_effects.cutting import words
from monographs.importing.documents.side_effects.groups import is_generic
from monographs.importing.documents.side_effects.names import name_of
from monographs.importing.documents.side_effects.pairs import listed_apart
from monographs.importing.documents.side_effects.piece import Piece, outer

_EFFECTS = spaced(
    r"\b(?:effects?|reactions?|symptoms?|events?|complications?|problems|issues|these|"
    r"they|signs|concerns|ones|risks)\b"
)
_SIDE_EFFECTS = spaced(r"\b(?:side|adverse) (?:effects?|reactions?)\b")
_INCLUDE = spaced(
    r"\b(?:include[sd]?|including|such as|namely|(?<=effects\s)like)\b"
    r"(?:,? but (?:are|is|were) not limited to,?)?:?\s*(?:things like\s+)?"
)


_OFTEN = r"(?:also|potentially|sometimes|rarely|occasionally|possibly|infrequently)"
_CAUSE = spaced(
    rf"\b(?:can|may|might|could|will|would) (?:{_OFTEN} )*"
    r"(?:cause|experience|produce|lead to|trigger|develop|result in|induce|involve|"
    r"(?:increase|raise) (?:the |your )?(?=risk of))\s*|\b(?:causes|experience)\s+",
)
_PREDICATE = spaced(
    r"(?:,? (?:although|though|while) (?:rare|uncommon|infrequent|less common),?)?"
    rf"(?: (?:can|may|might|could) (?:{_OFTEN} )*"
    r"(?:occur|happen|appear|develop|arise|be (?:experienced|seen|observed|noticed))"
    r"| (?:is|are|was|were|has been|have been|had been) (?:[\w-]+ ){0,3}?"
    r"(?:rare|uncommon|infrequent|frequent|common|commonly|possible|reported|observed|"
    r"seen|noted|potential|side effects?)\b"
    r"| (?:requires?|occurs?|occurred|warrants?)\b)",
)
# "The likelihood depends on many factors, including the dose" names no effect.
_DEPENDS = spaced(
    r"\b(?:depends?|var(?:y|ies)|influenced?)\b[^,;]*,\s*(?:including|such as)\b"
)
_NO_NAME = spaced(
    r"\b(?:side|adverse) (?:effects?|reactions?|events?)\b|\A(?:wide |full )?(?:range|"
    r"spectrum|variety|number) of\b|\A(?:any|this|these|those|it|they|all|most|"
    r"none|no|in|at|by|for|from|with|depending|particularly|especially|possibly)\b"
    r"|\A(?:potential )?interactions?\b"
)
_LEADING = spaced(
    r"[*_]*(?:(?:however|also|additionally|in addition|more rarely|very rarely|rarely|"
    r"occasionally|sometimes|(?:less |more |un)?commonly|(?:in)?frequently|"
    r"(?:although|though|while) (?:very |extremely )?(?:rare|uncommon|infrequent)|"
    r"in (?:\w+ )?(?:\w+ )?(?:cases|instances|people|patients|individuals)),?\s+"
    r"|(?:generally |usually )?well-?\s*tolerated,?\s+(?:but|although|though)\s+"
    r"|rare(?: cases of)?\s+"
    r"|(?:at|when|while|because|since|as|if|although|though|depending|due|with|given|"
    r"after|during)\b[^,]{0,150},\s+)",
)
_TAIL = spaced(
    r"(?<!\s)[,;]?\s+(?:(?:have|has|had|are|is|was|were|may|can|could|might|requires?|"
    r"should|will|would|occurs?|although|though|but|which|that|who|when|if|because|since|"
    r"while|especially|particularly|depending|due to|such as|including|like|"
    r"in (?:some|certain|rare|sensitive|susceptible|a small|most|many)|"
    r"at (?:the )?(?:high|higher|start|beginning)|during the|"
    r"with (?:high|prolonged|long|excessive)|as (?:well(?! as)|the|your|a result))\b"
    r"|[–—-]\s)"
)
_SAYS_OF_ALL = spaced(
    r"[,;]?\s+(?:have|has|had|are|is|was|were|may|can|could|might|though|although|but)\b"
)
_ARTICLE = spaced(
    r"(?:and\s+)?(?:the|an?|some|even|also|various types of|other|or|and)\s+"
)
_LAST_JOINT = re.compile(r"\s+(?:or|and)[,\s]*\Z", re.IGNORECASE)
_LONGEST_NAME = 9
_LONGEST_SENTENCE = 2_000
_ITS_SYMPTOMS = spaced(
    r"(?:the |its )?(?:symptoms|signs)(?: and (?:symptoms|signs))?"
    r" (?:can|may|might|could|include)\b"
)


@dataclass(frozen=True)
class Told:
    """The effects with their names, and the words before and behind them."""

    parts: tuple[tuple[Piece, str], ...]
    subject: Piece
    predicate: Piece


_ARE = spaced(r"(?:\A|, )[^,.;:]{0,120}?\b(?:effects|reactions|symptoms) (?:are|were) ")


def effects_told(sentence: Piece) -> Told | None:
    if len(sentence.raw) > _LONGEST_SENTENCE:
        return None
    mask = outer(sentence.raw)
    if is_advice(mask) or _DEPENDS.search(mask) or mask.rstrip("*_ ").endswith("?"):
        return None
    for place in (_behind_include, _behind_cause, _before_predicate, _behind_are):
        first, last, behind = place(mask) or (0, 0, 0)
        parts = tuple(_named(sentence.cut(first, last)))
        if place is _behind_are and not all(is_like_effect(name) for _, name in parts):
            continue
        if parts:
            return Told(parts, sentence.cut(0, first), sentence.cut(behind))
    return None


def tells_symptoms(sentence: Piece) -> bool:
    """ "Symptoms may include" describes the effect of the sentence before."""
    return bool(_ITS_SYMPTOMS.match(sentence.raw))


def _behind_include(mask: str) -> tuple[int, int, int] | None:
    match = _INCLUDE.search(mask)
    if match is None:
        return None
    cause = _CAUSE.search(mask, 0, match.start())
    subject = mask[cause.end() if cause else 0 : match.start()]
    if is_generic(subject):
        return _list_from(mask, match.end())
    # "Allergic reactions, including rash" names the reactions, not the rash.
    is_verb = match.group().lower().startswith(("include ", "includes", "included"))
    names = _EFFECTS if is_verb else _SIDE_EFFECTS
    if cause or not names.search(subject):
        return None
    return _list_from(mask, match.end())


def _behind_cause(mask: str) -> tuple[int, int, int] | None:
    match = _CAUSE.search(mask)
    return _list_from(mask, match.end()) if match else None


def _behind_are(mask: str) -> tuple[int, int, int] | None:
    """ "The most common side effects are a and b"; they may also be "usually mild"."""
    match = _ARE.search(mask)
    if match is None or not is_generic(match.group()):
        return None
    return _list_from(mask, match.end())


def _before_predicate(mask: str) -> tuple[int, int, int] | None:
    match = _PREDICATE.search(mask)
    if match is None:
        return None
    start = 0
    while (leading := _LEADING.match(mask, start)) and leading.end() < match.start():
        start = leading.end()
    tail = _TAIL.search(mask, start, match.start())
    return start, tail.start() if tail else match.start(), match.start()


def _list_from(mask: str, start: int) -> tuple[int, int, int]:
    """The list, and where something is said of it behind it."""
    tail = _TAIL.search(mask, start)
    if tail is None:
        return start, len(mask), len(mask)
    says_of_all = _SAYS_OF_ALL.match(mask, tail.start())
    return start, tail.start(), tail.start() if says_of_all else len(mask)


def _named(piece: Piece) -> Iterator[tuple[Piece, str]]:
    for part in listed_apart(piece):
        article = _ARTICLE.match(part.raw)
        part = part.cut(article.end()) if article else part
        joint = _LAST_JOINT.search(part.raw)
        part = part.cut(0, joint.start()) if joint else part
        mask = outer(part.raw)
        name = name_of(part)
        is_none = is_generic(name) or _NO_NAME.search(name)
        is_no_list = is_clause(mask) or is_advice(mask)
        if not (is_none or is_no_list) and len(words(name)) <= _LONGEST_NAME:
            yield part, name
