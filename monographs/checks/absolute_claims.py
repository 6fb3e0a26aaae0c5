import re
from collections.abc import Iterator

from monographs.checks.page import Page
from monographs.checks.patterns import phrase
from monographs.checks.registry import Remark, Severity, register
from monographs.checks.texts import quote

_CLAIMS = phrase(
    r"\b(?:completely|totally|perfectly|absolutely|entirely|100 ?%|wholly|always) "
    r"(?:safe|harmless|effective|risk-free)\b",
    r"\b(?:has|have|with|without|causes?) (?:absolutely )?(?:no|any|zero) side "
    r"effects\b(?! (?:or|that|which|from|you|at all\?))",
    r"\bno side effects (?:at all|whatsoever)\b",
    r"\b(?:never|cannot|can't) (?:harm|hurt)s?\b",
    r"\bno risks? (?:at all|whatsoever|of any kind)\b",
    r"\b(?:is|are) (?:free of|without) (?:any )?risks?\b",
    r"\brisk-free\b",
    r"\bguarantee[sd]? (?:to|a cure|results|that|complete|full|100)\b",
    r"\balways (?:works|cures|helps)\b",
    r"\bworks (?:for everyone|every time)\b",
    r"\bsafe for (?:everyone|everybody|all people|anyone)\b",
    r"\b(?:miracle|wonder) (?:drug|cure|medicine)\b",
)
_DENIED = re.compile(
    r"\b(?:not|no|never|nor|neither|cannot|nothing|none|nobody|without)\b|n['’]t\b",
    re.IGNORECASE,
)
# "If you have no side effects, …" claims nothing.
_CONDITIONAL = re.compile(r"\b(?:if|whether|when|unless|until|some)\b", re.IGNORECASE)
_REACH = 60


@register(
    code="absolute_claim",
    severity=Severity.WARNING,
    about="A promise that no medicine keeps, such as “completely safe”.",
)
def absolute_claim(page: Page) -> Iterator[Remark]:
    """Nothing that works is safe for everybody; who believes it does not watch for
    the first sign of harm."""
    for text in page.prose:
        for sentence in text.sentences:
            match = _CLAIMS.search(sentence)
            if match and not _is_denied(sentence[: match.start()]):
                yield Remark.on(
                    text,
                    f"No medicine keeps this promise: {quote(sentence)}. Say what is "
                    "known, for whom, and what is not.",
                    sentence,
                )
                break


def _is_denied(before: str) -> bool:
    return bool(_DENIED.search(before[-_REACH:]) or _CONDITIONAL.search(before))
