from collections.abc import Iterator

from monographs.checks.page import Page
from monographs.checks.patterns import phrase
from monographs.checks.registry import Remark, Severity, register
from monographs.checks.texts import quote

_NOT_A_MEDICINE = phrase(
    r"(?<![\w-])([\w-]{1,60}) (?:is|are)(?:n't| not) (?:itself |actually |really |"
    r"considered |currently )?an? (?:recogni[sz]ed |real |actual |true |"
    r"pharmaceutical |generic )?(?:medicine|medication|drug|medicinal product)\b"
    r"(?! (?:ingredient|interaction|of|for|to|with|name|that|which|you|used|usually|"
    r"commonly))"
)
_WHERE_IT_IS_SAID = frozenset({"generic_name", "usage", "note", "other", "answer"})


@register(
    code="not_a_medicine",
    severity=Severity.ERROR,
    about="The page says nothing of a medicine at all.",
)
def not_a_medicine(page: Page) -> Iterator[Remark]:
    """Neither its use nor a dose, an effect or a precaution: whatever the text is, it
    is no monograph."""
    says_something = any(text.words for text in page.sections)
    if page.is_drug and not says_something and not page.document.side_effects:
        yield Remark(None, "Whole page", _SAYS_NOTHING, "nothing")


@register(
    code="said_not_a_medicine",
    severity=Severity.WARNING,
    about="The page itself says that its subject is not a medicine.",
)
def said_not_a_medicine(page: Page) -> Iterator[Remark]:
    """Solvents, fillers and invented names came in among the medicines. Some belong
    here all the same; somebody should have decided that."""
    if not page.is_drug:
        return
    for text in page.prose:
        if text.kind not in _WHERE_IT_IS_SAID:
            continue
        if said := next((one for one in text.sentences if _says_so(one, page)), None):
            yield Remark.on(
                text,
                f"By its own words this is not a medicine: {quote(said)}. Discard the "
                "page, or say in a reason why it belongs here.",
                said,
            )
            return


def _says_so(sentence: str, page: Page) -> bool:
    match = _NOT_A_MEDICINE.search(sentence)
    return match is not None and match[1].casefold() in {"this", "it", *page.own_words}


_SAYS_NOTHING = (
    "No section says anything of a medicine: no use, dosage, side effect, action or "
    "precaution. If the text stands below other headings, divide it; else write these "
    "sections, or discard the page as not a monograph."
)
