"""Tell a name from a sentence, a remark or advice."""

import re

from monographs.importing.documents.patterns import spaced
from monographs.importing.documents.side_effects.cutting import words
from monographs.importing.documents.side_effects.vocabulary import (
    NAMES_OF_EFFECTS,
    word_set,
)

_VERB = spaced(
    r"\b(?:is|are|was|were|has|have|had|may|might|can|could|will|would|should|must|"
    r"include[sd]?|occurs?|occurred|causes?|caused|requires?|experience[sd]?|leads? to|"
    r"needs?|knows?|makes?|gets?|resolves?|disappears?|subsides?|improves?|persists?|"
    r"affects?|involves?|indicates?|seems?|shows?|becomes?|takes?|goes|means|exists?|"
    r"does|do|vary|varies|tends?|depends?|appears?|warrants?|"
    r"isn't|aren't|don't|doesn't|cannot|can't)\b"
)
# From here on, what stands behind a name only explains it.
_RELATIVE = re.compile(
    r"(?<=[\w\0])(?:[,;]?\s+(?:that|which|who|where|when|if|although|though|because|unless|"
    r"while|since|(?<!such\s)as))\b|\s[-–—]\s|[–—](?=[a-z])|;|:\s",
    re.IGNORECASE,
)
# "More serious, though less common, side effects include".
_INSERTED = re.compile(r",\s+(?:though|although|while|even)\b[^,.]{0,60},")
_TELLS = spaced(r"\beffects?,? (?:like|such as|including)\b")
_NONE = spaced(
    r"\b(?:well[-\s]\s?tolerated"
    r"|no (?:known|significant|reported|specific|serious|common|side|adverse|major)"
    r"|not (?:known|applicable|available|established|reported|specified|well)"
    r"|\Anone\b|none (?:known|reported|listed)"
    r"|n/a|minimal|few side|exhaustive|unlikely to)\b"
)
_ADVICE = spaced(
    r"\b(?:seek|contact (?:your|a|the|an|their|our|emergency|medical)|consult|inform|"
    r"tell your|call your|talk to|speak to|stop (?:taking|using)|discontinue|doctor|"
    r"physician|pharmacist|health\s?care|if you|should be|must be|not exhaustive|"
    r"exhaustive list|monitor(?:ed|ing) (?:is|closely)|do not|avoid)\b"
)
_EFFECT_ENDING = re.compile(
    r"(?:itis|a?emia|osis|pathy|algia|penia|uria|rrho?ea|spasms?|toxicity|tension|cardia"
    r"|o?edema|opia|esia|ening|ation|ness|ache|aches)\Z"
)
_IMPERATIVES = word_set(
    "seek consult inform tell call report stop discontinue avoid always do "
    "never take use please remember note ask talk see follow keep store notify "
    "monitor drink eat consider get limit if most many some there this these it they "
    "not"
)


def is_clause(mask: str) -> bool:
    """Whether the text outside its brackets and side remarks has a verb."""
    if _TELLS.search(mask):
        return True
    mask = _INSERTED.sub(" ", mask)
    relative = _RELATIVE.search(mask)
    main = mask[: relative.start()] if relative else mask
    return bool(_VERB.search(main))


def is_advice(mask: str) -> bool:
    return bool(_ADVICE.search(mask))


def names_nothing(mask: str) -> bool:
    """ "Generally well tolerated", "No known side effects"."""
    return bool(_NONE.search(mask))


def is_imperative(mask: str) -> bool:
    found = words(mask[:200])
    return bool(found) and found[0] in _IMPERATIVES


def is_like_effect(text: str) -> bool:
    """Whether a word of it is one that only effects have."""
    return any(
        word in NAMES_OF_EFFECTS or _EFFECT_ENDING.search(word) for word in words(text)
    )
