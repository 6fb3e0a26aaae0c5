from collections.abc import Iterator

from monographs.checks.page import Page
from monographs.checks.patterns import first_in_each, phrase
from monographs.checks.registry import Remark, Severity, register

_CHAT = phrase(
    r"\bas an? (?:AI|artificial intelligence|large language model|language model)\b",
    r"\b(?:AI|large) language model\b",
    r"\bI(?: a|')m (?:an? |just an? )?(?:AI|assistant|language model|chatbot|bot)\b",
    r"\bI(?: a|')m sorry\b",
    r"\bI (?:apologi[sz]e|hope this helps)\b",
    r"\bI (?:cannot|can't|can not|am (?:unable|not able) to) (?:provide|give|offer)"
    r" (?:you |any )?(?:with )?(?:personal |individual )?(?:medical )?advice\b",
    r"\bI can (?:provide|help|give|offer|assist|tell|explain)\b",
    r"\b(?:my|the model's) (?:knowledge cut-?off|training data|last update)\b",
    r"\b(?:certainly|sure|absolutely|of course)! here(?:'s| is| are)\b",
    r"\b^(?:certainly|sure|sure thing|great question|of course)[!,]",
    r"\bhere(?:'s| is| are) (?:the|an?|your) (?:\w+ ){0,4}(?:you (?:requested|asked)|"
    r"as requested)\b",
    r"\bas (?:you )?requested\b",
    r"\bper your request\b",
    r"\byou(?:'ve| have)? requested\b",
    r"\bthe requested information\b",
    r"\blet me know if\b",
    r"\bfeel free to ask\b",
    r"\bwould you like me to\b",
    r"\b(?:generate|regenerate) (?:the|this|a) (?:response|answer|article|document)\b",
    r"\b(?:system|user|the following|given|above) prompt\b",
    r"\b(?:in|with) (?:the )?(?:markdown|JSON|YAML) format\b",
    r"\b^(?:assistant|user|system|prompt) ?:",
)


@register(
    code="chat_phrase",
    severity=Severity.ERROR,
    about="Words of a conversation with a program are left in the text.",
)
def chat_phrase(page: Page) -> Iterator[Remark]:
    """A page speaks to its readers; nobody on it says “I”. Where somebody does, the
    text around was perhaps not written for readers either."""
    for text, found in first_in_each(page.prose, _CHAT):
        yield Remark.on(
            text,
            f"These words belong to a conversation, not on a page: {found}. Delete "
            "them, and read what stands around them.",
            found,
        )
