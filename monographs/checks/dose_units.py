import re
from collections.abc import Iterator

from monographs.checks.amounts import amounts_in
from monographs.checks.page import Page
from monographs.checks.patterns import phrase
from monographs.checks.registry import Remark, Severity, register
from monographs.checks.texts import Text, quote_around

# Written so, doses have been misread: "U" as a zero, "5.0 mg" as 50 mg, ".5" as 5.
_MISREAD = re.compile(
    r"(?P<unit>(?<![\w.])\d+(?:[.,]\d+)?\s?(?:U|u|gm|gms|mgs|mgm|mcgs|cc|ug|gr)\b"
    r"(?!\s?/\s?[lL]))"
    r"|(?P<zero>(?<![\d.,])\d+\.0\s?(?:mg|mcg|g|units)\b)"
    r"|(?P<point>(?<![\d\w.,])\.\d+\s?(?:mg|mcg|g|ml|mL|units)\b)"
    r"|(?P<unknown>(?<![\w.])\d+(?:\.\d+)?\s?(?:grains?|drams?|minims?)\b)"
)
_WHY = {
    "unit": "is a unit that has been misread",
    "zero": "is read as ten times as much where the point is overlooked",
    "point": "is read as ten times as much where the point is overlooked",
    "unknown": "is not a unit that doses are measured in",
}
_DOSED = phrase(r"\b(?:tablets?|capsules?|injections?|pills?|once|twice|daily)\b")
_GRAMS = re.compile(r"\bg(?:ram)?s?$", re.IGNORECASE)
_LARGEST = 30 * 1_000_000  # micrograms in one tablet, capsule or dose
_REACH = 40
_KINDS = frozenset({"dosage", "answer", "usage", "precautions"})


@register(
    code="dose_unit",
    severity=Severity.WARNING,
    about="A dose has a unit that is unusual, or written so that it is misread.",
)
def dose_unit(page: Page) -> Iterator[Remark]:
    """“10 U” has been taken for 100, and “500 g” is a slip for mg."""
    for text in page.prose:
        if text.kind not in _KINDS:
            continue
        for start, end, why in _unusual(text):
            found = text.plain[start:end].strip()
            yield Remark.on(
                text,
                f"{found} {why}: {quote_around(text.plain, start, end)}. Write it in "
                "full, in mg, micrograms, mL or units, after looking the dose up.",
                found,
            )
            break


def _unusual(text: Text) -> Iterator[tuple[int, int, str]]:
    if text.kind == "dosage":
        for match in _MISREAD.finditer(text.plain):
            yield *match.span(), _WHY[str(match.lastgroup)]
    for amount in amounts_in(text.plain):
        around = text.plain[max(0, amount.start - _REACH) : amount.end + _REACH]
        is_large = amount.micrograms > _LARGEST and _GRAMS.search(amount.written)
        if is_large and _DOSED.search(around):
            yield amount.start, amount.end, "is a great deal for one dose"
