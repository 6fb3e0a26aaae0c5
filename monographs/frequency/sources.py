"""What a phrase says about itself: not known, from reports, serious or not."""

import re

from monographs.frequency.statement import Basis, Serious
from monographs.frequency.tokens import Tokens, text_at
from monographs.frequency.vocabulary import NEGATIONS, word_set

_NOUN = (
    r"\b(?:frequenc(?:y|ies)|incidences?|prevalence)\b"
    r"(?!\sof\s(?:application|dosing|use|administration|monitoring|treatment))"
)
_BLANK = r"(?:unknown|undefined|unspecified|undetermined|indeterminate)"
_NOT = r"(?:\bnot|\bnever|n't|\bcannot|\bnot been)"
_DONE = (
    r"(?:known|defined|specified|established|determined|quantified|stated|reported"
    r"|available|described|estimated|clear|documented|given|provided|assessed)\b"
)
_NOT_DONE = rf"{_NOT}\s(?:\w{{1,20}}\s){{0,3}}{_DONE}"
_NOT_KNOWN = (
    re.compile(rf"{_NOUN}[^.;()]{{0,80}}?(?:\b{_BLANK}\b|{_NOT_DONE})"),
    re.compile(rf"\b(?:{_BLANK}|not known)\s(?:frequency|incidence|prevalence)\b"),
    re.compile(rf"{_NOT_DONE}\s(?:in|by)\s(?:terms\sof\s)?frequency\b"),
    re.compile(r"\A\W{0,20}(?:not known|unknown)(?:\W{0,20}\Z|\s{0,3}[(:,;])"),
    re.compile(r"\(\s{0,3}(?:not known|unknown)\s{0,3}\)"),
)
_POST_MARKETING = re.compile(
    r"\bpost[- ]?(?:marketing|approval)\b|\bafter (?:market release|marketing|approval)"
    r"|\bspontaneous(?:ly)? report|\bsurveillance\b"
)
_CASE_REPORTS = re.compile(r"\bcase[- ]reports?\b|\breports? of (?:single )?cases\b")
_TRIAL = re.compile(
    r"(?<!pre-)(?<!non-)\bclinical (?:trials?|stud(?:y|ies))\b"
    r"|\bplacebo-controlled\b|\b(?:in|from|during) (?:[\w-]{1,30} ){0,3}trials?\b"
)

_HEDGES = word_set(
    "usually generally typically mostly often rarely sometimes largely mainly "
    "predominantly frequently normally"
)
_CONDITIONS = word_set("any if some others particularly")
_EFFECTS = word_set("effect effects reaction reactions event events ones side")
_CLAUSE_ENDS = frozenset("()[]:;.,")


def says_not_known(text: str) -> bool:
    """Whether the phrase says that how often is not known."""
    return any(pattern.search(text) for pattern in _NOT_KNOWN)


def basis_of(text: str, *, has_figure: bool) -> Basis:
    bases = []
    if _POST_MARKETING.search(text):
        bases.append(Basis.POST_MARKETING)
    if _CASE_REPORTS.search(text):
        bases.append(Basis.CASE_REPORTS)
    if bases and has_figure:
        return Basis.MIXED
    if _TRIAL.search(text):
        bases.append(Basis.TRIAL)
    if len(bases) > 1:
        return Basis.MIXED
    return bases[0] if bases else Basis.NOT_STATED


def serious_in(tokens: Tokens) -> Serious:
    """Only where the phrase says so; neither rarity nor a bad effect does."""
    answers = {
        answer
        for index, token in enumerate(tokens)
        if (answer := _serious_at(tokens, index, token.text))
    }
    if Serious.YES in answers:
        return Serious.YES
    return Serious.NO if Serious.NO in answers else Serious.NOT_STATED


def _serious_at(tokens: Tokens, index: int, word: str) -> Serious | None:
    if word == "mild":
        return Serious.NO if _calls_effects_mild(tokens, index) else None
    if word == "nonserious":
        return Serious.NO
    if word != "serious":
        return None
    before = _clause_before(tokens, index)
    if "non" in before[:2]:
        return Serious.NO
    if denials := NEGATIONS & set(before[:3]):
        # "No serious effects" and "usually not serious" say it of no effect.
        is_plain = "no" not in denials and not _HEDGES & set(before)
        return Serious.NO if is_plain else None
    # "Less serious", "If you notice any serious effect", "some common and some
    # serious" and "from mild to serious" say of no effect that it is serious.
    if before[:1] in (["less"], ["rarely"], ["seldom"]) or _CONDITIONS & set(
        before[:2]
    ):
        return None
    if before[1:2] == ["mild"] or "if" in before:
        return None
    return Serious.YES


def _calls_effects_mild(tokens: Tokens, index: int) -> bool:
    """ "Mild side effects", "are mild", "(mild)", but not "mild fever"."""
    before = _clause_before(tokens, index)
    if (_HEDGES | NEGATIONS | {"from"}) & set(before[:3]):
        return False
    following = text_at(tokens, index + 1)
    if following in _EFFECTS:
        return True
    is_said = before[:1] in (["are"], ["is"], ["but"]) or (
        not before and text_at(tokens, index - 1) in ("(", "", ",")
    )
    return is_said and (not following or following in _CLAUSE_ENDS | {"and", "but"})


def _clause_before(tokens: Tokens, index: int) -> list[str]:
    """The words before this one, nearest first, back to the last sign."""
    words = []
    for position in range(index - 1, max(index - 6, -1), -1):
        text = tokens[position].text
        if text in _CLAUSE_ENDS:
            break
        words.append(text)
    return [word for word in words if word != "-"]
