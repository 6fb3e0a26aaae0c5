"""The same document with other words before its lists of side effects."""

import re
from collections.abc import Callable
from itertools import cycle

from tests.importing.variants.text import on_lines, sections_of

_COMMON_LEADS = (
    "Common side effects include:",
    "The most common side effects are:",
    "Commonly reported adverse reactions:",
    "Frequently observed:",
    "Common side effects that some people may experience:",
    "The following side effects are common:",
    "Commonly reported side effects may include the following:",
    "Common adverse effects are listed below:",
)
_SERIOUS_LEADS = (
    "Serious side effects include:",
    "Call your doctor at once if you have any of these serious side effects:",
    "The following serious side effects have been reported:",
    "Seek medical help immediately if you notice any of these serious symptoms:",
)
_LEAD_END = r"(?: (?:(?:may|can|might|could) )?(?:include|are|be))?(?: the following)?:"
_PLAIN_COMMON = re.compile(
    rf"(?:the )?(?:most )?common (?:side|adverse) effects{_LEAD_END}", re.IGNORECASE
)
_PLAIN_SERIOUS = re.compile(
    rf"(?:more )?serious (?:side|adverse) effects{_LEAD_END}", re.IGNORECASE
)
_PEOPLE = r"(?: of (?:patients|people|users))?"
_TEN_PERCENT = re.compile(
    r"(?:(?:most )?common side effects )?"
    rf"\((?:occurring in )?(?:>|more than )10%{_PEOPLE}\){_LEAD_END}",
    re.IGNORECASE,
)
_TO_TEN_PERCENT = re.compile(
    rf"common side effects \((?:occurring in )?1-10%{_PEOPLE}\){_LEAD_END}",
    re.IGNORECASE,
)
_MORE_THAN_TEN_LEADS = (
    "Side effects that occur in more than 10% of patients:",
    "Common (affecting >10% of users):",
    "Adverse reactions with an incidence of >10% include:",
    "Common side effects (> 10 %) may include:",
    "Side effects reported by over 10% of people:",
    "Common side effects (incidence greater than 10%):",
)
_TO_TEN_LEADS = (
    "Side effects that occur in 1 to 10% of patients:",
    "Common (1%–10%):",
    "Affecting between 1% and 10% of users:",
    "Common side effects (may affect up to 1 in 10 people, at least 1 in 100):",
    "Common side effects (incidence 1% to 10%):",
    "Reported in 1–10 % of patients:",
)


def _leads(old: re.Pattern[str], leads: tuple[str, ...], form: str) -> Callable:
    """Put other words in the place of what leads in a list of side effects."""

    def change(lines: list[str]) -> list[str]:
        kinds, changed, leading = sections_of(lines), [], cycle(leads)
        for line, kind in zip(lines, kinds, strict=True):
            is_lead = kind == "side_effects" and old.fullmatch(line.strip(" *"))
            changed.append(form.format(next(leading)) if is_lead else line)
        return changed

    return on_lines(change)


LEADS: dict[str, Callable[[str], str]] = {
    "leads: common": _leads(_PLAIN_COMMON, _COMMON_LEADS, "{}"),
    "leads: common, bold": _leads(_PLAIN_COMMON, _COMMON_LEADS, "**{}**"),
    "leads: serious": _leads(_PLAIN_SERIOUS, _SERIOUS_LEADS, "{}"),
    "leads: serious, bold": _leads(_PLAIN_SERIOUS, _SERIOUS_LEADS, "**{}**"),
    "leads: >10%": _leads(_TEN_PERCENT, _MORE_THAN_TEN_LEADS, "{}"),
    "leads: >10%, bold": _leads(_TEN_PERCENT, _MORE_THAN_TEN_LEADS, "**{}**"),
    "leads: 1-10%": _leads(_TO_TEN_PERCENT, _TO_TEN_LEADS, "{}"),
    "leads: 1-10%, bold": _leads(_TO_TEN_PERCENT, _TO_TEN_LEADS, "**{}**"),
}
