import re
from collections.abc import Iterator

from django.utils.text import slugify

from monographs.checks.page import Page
from monographs.checks.registry import Remark, Severity, register
from monographs.checks.texts import quote, words_of

_FEWEST_WORDS = 60  # a shorter text may do without the name
_SHORTEST_NAME = 5
# Named so often while its own name is not, another drug is what the text is about.
_OFTEN = 3
_SUBJECT = re.compile(
    r"\b(?:is|does|can|will|how does|what is|while (?:taking|using|on)|"
    r"stop (?:taking|using)|dose of) (?:this |the )?$",
    re.IGNORECASE,
)


def wanted_names(page: Page) -> set[str]:
    """Which words may be the names of other drugs: the last parts of addresses."""
    if not page.is_drug:
        return set()
    words = {word for word, count in page.word_counts.items() if count >= _OFTEN}
    for question, _ in page.questions:
        words.update(question.words)
    slugs = {slugify(word) for word in words if len(word) >= _SHORTEST_NAME}
    return slugs - {slugify(word) for word in page.own_words} - {""}


@register(
    code="own_name_missing",
    severity=Severity.WARNING,
    about="The text never names the drug that the page is about.",
)
def own_name_missing(page: Page) -> Iterator[Remark]:
    """It may have been written about another drug, or about drugs in general."""
    if not page.is_drug or _other_subject(page):
        return
    texts = [text for text in page.texts if text.kind != "generic_name"]
    words = {word for text in texts for word in text.words}
    if sum(len(text.words) for text in texts) < _FEWEST_WORDS:
        return
    if not any(_is_named(word, words) for word in _telling(page)):
        yield Remark(
            None,
            "Whole page",
            f"None of the text names {quote(page.document.title)}. Read whether it is "
            "about this drug, and name it.",
            page.document.title,
        )


@register(
    code="other_name",
    severity=Severity.WARNING,
    about="Another drug's name stands where this drug's should.",
)
def other_name(page: Page) -> Iterator[Remark]:
    """Text that was copied from another page keeps that page's doses and dangers."""
    if not page.is_drug:
        return
    if other := _other_subject(page):
        yield Remark(
            None,
            "Whole page",
            f"The text names {quote(other)} and never {quote(page.document.title)}. "
            "Read which of the two it is about.",
            other,
        )
        return
    for question, _ in page.questions:
        if other := _asked_about_another(question.plain, page):
            yield Remark.on(
                question,
                f"The question is about {quote(other)}, and the page about "
                f"{quote(page.document.title)}. Read which of the two the answer is "
                "about.",
                other,
            )


def _telling(page: Page) -> list[str]:
    return [word for word in page.own_words if len(word) >= 4] or list(page.own_words)


def _is_named(word: str, words: set[str]) -> bool:
    """Also in a compound, or without its last letters: "penicillins"."""
    stem = word[: max(4, len(word) - 2)]
    return word in words or any(stem in other for other in words)


def _other_subject(page: Page) -> str:
    """The drug that is named often, where the own name never is."""
    counts = page.word_counts
    words = set(counts)
    if any(_is_named(word, words) for word in _telling(page)):
        return ""
    for word, count in counts.most_common():
        if count < _OFTEN:
            break
        if title := page.context.drugs.get(slugify(word)):
            return title
    return ""


def _asked_about_another(question: str, page: Page) -> str:
    words = words_of(question)
    if any(_is_named(word, set(words)) for word in _telling(page)):
        return ""
    for word in words:
        title = page.context.drugs.get(slugify(word))
        if title and _SUBJECT.search(question[: question.casefold().find(word)]):
            return title
    return ""
