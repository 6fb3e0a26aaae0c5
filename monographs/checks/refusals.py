from collections.abc import Iterator

from monographs.checks.page import Page
from monographs.checks.patterns import first_in_each, phrase
from monographs.checks.registry import Remark, Severity, register

_CANNOT = (
    r"\bI (?:cannot|can't|can not|could not|couldn't|will not|won't|"
    r"am (?:not able|unable) to|'m (?:not able|unable) to)"
)
_REFUSALS = phrase(
    rf"{_CANNOT} (?:provide|give|offer|generate|create|write|fulfill?|find|answer|"
    r"produce|complete|supply|present|confirm|verify)\b(?! (?:you |any )?(?:with )?"
    r"(?:personal |individual )?(?:medical )?advice)",
    r"\bplease (?:provide|specify|clarify|share|give me|tell me) (?:me )?(?:with )?"
    r"(?:the|a|an|more|which|what) (?:\w+ ){0,3}(?:name|names|title|information|"
    r"details|text|document|source|question|medicine|medication|drug)\b[^.!?\n]{0,60}"
    r"\b(?:you|so that I|to proceed|I can|for me)\b",
    r"\bI (?:need|require|would need) (?:the|a|more|further)\b",
    r"\b(?:providing|giving|offering) [^.!?\n]{0,120}\bwould be (?:irresponsible|"
    r"inaccurate|misleading|unethical|inappropriate)\b",
    r"\bin the requested (?:format|form|structure)\b",
)


@register(
    code="refusal",
    severity=Severity.ERROR,
    about="The text refuses to answer, or asks for what to write about.",
)
def refusal(page: Page) -> Iterator[Remark]:
    """Such words were meant for whoever asked a program for the text. Where they
    stand, the content is missing."""
    for text, found in first_in_each(page.prose, _REFUSALS):
        yield Remark.on(
            text,
            f"Here the text refuses or asks back: {found}. Write what readers need to "
            "know, or delete the passage.",
            found,
        )
