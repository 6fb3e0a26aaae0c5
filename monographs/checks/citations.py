import re
from collections.abc import Iterator

from monographs.checks.page import Page
from monographs.checks.registry import Remark, Severity, register
from monographs.checks.texts import Text, quote

# As a page links them: "[3]", "[1, 2]", "[4-6]".
_CITED = re.compile(r"\[ ?(\d{1,4}(?: ?[,;–-] ?\d{1,4})*) ?\](?!\()", re.ASCII)
_RANGE = re.compile(r"(\d+)(?: ?[–-] ?(\d+))?")
_LONGEST_RANGE = 50
_YEARS = 1800  # "[2026]" is no citation


@register(
    code="citation_not_listed",
    severity=Severity.WARNING,
    about="The text refers to a number that the references do not have.",
)
def citation_not_listed(page: Page) -> Iterator[Remark]:
    """A claim with a number looks proven. If nothing stands behind it, it is not."""
    listed = {row.number for row in page.document.citations}
    for text in page.texts:
        missing = sorted(numbers_in(text) - listed)
        if missing:
            named = ", ".join(f"[{number}]" for number in missing[:10])
            yield Remark.on(
                text,
                f"The text refers to {named}, which the references do not have. Add "
                "the source, or take the number out.",
                named,
            )


@register(
    code="citation_not_used",
    severity=Severity.HINT,
    about="A reference is listed, and no text refers to it.",
)
def citation_not_used(page: Page) -> Iterator[Remark]:
    """It may be the proof of a sentence that has lost its number."""
    used = set().union(*map(numbers_in, page.texts))
    for row in page.document.citations:
        if row.number not in used:
            yield Remark(
                row,
                f"Citation [{row.number}]",
                f"Nothing refers to {quote(row.text)}. Put [{row.number}] where it "
                "belongs, or delete it.",
                "unused",
            )


def numbers_in(text: Text) -> set[int]:
    if "[" not in text.body:
        return set()
    return {
        number
        for cited in _CITED.findall(text.body)
        for first, last in _RANGE.findall(cited)
        for number in _numbers(int(first), int(last or first))
        if number < _YEARS
    }


def _numbers(first: int, last: int) -> range:
    is_range = first <= last <= first + _LONGEST_RANGE
    return range(first, last + 1) if is_range else range(first, first + 1)
