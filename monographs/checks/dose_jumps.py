from collections.abc import Iterator

from monographs.checks.amounts import Amount, amounts_in
from monographs.checks.page import Page
from monographs.checks.patterns import phrase
from monographs.checks.registry import Remark, Severity, register
from monographs.checks.texts import Text, quote_around

_JUMPS = frozenset({10, 100, 1_000, 10_000})
# So near to another amount of the dosage section, a figure is just another dose.
_NEAR = 4
_ABOUT_A_DOSE = phrase(
    r"\b(?:doses?|dosages?|tablets?|capsules?|take|taken|taking|daily|once|twice|"
    r"strengths?|maximum|start(?:ing|ed)?)\b"
)
_REACH = 80


@register(
    code="dose_jump",
    severity=Severity.WARNING,
    about="A dose elsewhere on the page is ten, a hundred or a thousand times that of "
    "the dosage section, or that part of it.",
)
def dose_jump(page: Page) -> Iterator[Remark]:
    """A slipped decimal point or mg for micrograms is the mistake that kills."""
    if page.is_combination:  # its parts have doses of their own
        return
    usual = [
        amount
        for text in page.texts
        if text.kind == "dosage"
        for amount in amounts_in(text.plain)
    ]
    if not usual:
        return
    for text in page.texts:
        if text.kind == "dosage" or not text.words:
            continue
        for amount in amounts_in(text.plain):
            like = _jumps_from(amount, usual)
            if like and _is_about_a_dose(text, amount):
                found = quote_around(text.plain, amount.start, amount.end)
                yield Remark.on(
                    text,
                    f"{amount.written} here, {like.written} in the dosage section: "
                    f"{found}. Look the dose up, then correct the wrong one.",
                    f"{amount.written}|{like.written}",
                )
                break


def _jumps_from(amount: Amount, usual: list[Amount]) -> Amount | None:
    times = {one: amount.micrograms / one.micrograms for one in usual}
    if any(1 / _NEAR <= time <= _NEAR for time in times.values()):
        return None
    for one, time in times.items():
        if time in _JUMPS or 1 / time in _JUMPS:
            return one
    return None


def _is_about_a_dose(text: Text, amount: Amount) -> bool:
    around = text.plain[max(0, amount.start - _REACH) : amount.end + _REACH]
    return bool(_ABOUT_A_DOSE.search(around))
