from collections.abc import Iterator

from monographs.checks.page import Page
from monographs.checks.registry import Remark, Severity, register
from monographs.checks.texts import ANSWER, CELL, CONTENT_KINDS, Text, words_of

SUBJECTS = {
    "usage": "what the drug is used for",
    "dosage": "how much of it is taken",
    "side_effects": "its side effects",
    "how_it_works": "how it works",
    "precautions": "who must be careful with it",
}


@register(
    code="missing_section",
    severity=Severity.WARNING,
    about="A section that every drug should have is not there, or a table is.",
)
def missing_section(page: Page) -> Iterator[Remark]:
    """Readers take a silent page for a page with nothing to say: no precautions
    written is not the same as no precautions needed."""
    if not page.is_drug:
        if not page.document.comparison_rows:
            yield Remark(None, "Feature table", _NO_TABLE, "table")
        return
    there = {text.kind for text in page.sections}
    if page.document.side_effects:
        there.add("side_effects")
    if not there:  # then it is no monograph at all, which another check says
        return
    for kind in CONTENT_KINDS:
        if kind not in there:
            yield Remark(
                None,
                kind.replace("_", " ").capitalize(),
                f"Nothing says {SUBJECTS[kind]}. Write this section, or say in a "
                "reason why the page does without.",
                kind,
            )


@register(
    code="empty_section",
    severity=Severity.WARNING,
    about="A heading stands above nothing, or a question has no answer.",
)
def empty_section(page: Page) -> Iterator[Remark]:
    """A heading without text looks as if something had been lost, and it often was."""
    document = page.document
    filled = {"side_effects": document.side_effects, "faqs": document.faqs}
    for text in page.prose:
        if text.words or filled.get(text.kind) or text.kind == CELL:
            continue
        if text.kind == ANSWER:
            yield Remark.on(text, "This question has no answer. Answer or delete it.")
        elif not _heads_a_component(text, page):
            yield Remark.on(
                text, "Nothing stands below this heading. Write the text, or delete it."
            )


def _heads_a_component(text: Text, page: Page) -> bool:
    """The sections about one drug of a combination stand below its name."""
    names = {word for part in page.parts for word in _single_words(part)}
    return page.is_combination and bool(names & _single_words(text.place))


def _single_words(name: str) -> set[str]:
    return set(words_of(name.replace("-", " ")))


_NO_TABLE = "The feature table has no rows. Fill it: it is what readers came for."
