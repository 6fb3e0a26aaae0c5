from collections.abc import Iterator

from monographs.checks.page import Page
from monographs.checks.patterns import phrase
from monographs.checks.registry import Remark, Severity, register

_DISCLAIMS = phrase(
    r"\bnot (?:be (?:considered|taken as|used as|a substitute for) )?"
    r"(?:(?:a )?substitute for |intended as |constitute |provide |offer )?"
    r"(?:\w+ ){0,3}medical advice\b",
    r"\bcannot provide medical advice\b",
)


@register(
    code="disclaimer_missing",
    severity=Severity.WARNING,
    about="Nothing says that the page does not replace medical advice.",
)
def disclaimer_missing(page: Page) -> Iterator[Remark]:
    """Readers act on what they read. The page has to send them to somebody who knows
    them."""
    for text in page.prose:
        if text.kind == "disclaimer" and text.words or _DISCLAIMS.search(text.plain):
            return
    yield Remark(
        None,
        "Disclaimer",
        "The page has no disclaimer. Add a section of the kind “disclaimer”.",
        "disclaimer",
    )
