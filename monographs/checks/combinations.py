import re
from collections.abc import Iterator

from monographs.checks.page import Page
from monographs.checks.registry import Remark, Severity, register
from monographs.checks.texts import Text, quote, word_set, words_of

_SHORTEST = 4
_LONG = 12
_LETTERS = re.compile(r"\b[A-Z]{3,}\b")
_RUN_TOGETHER = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MEANS_LITTLE = word_set(
    "acid vitamin extract powder oil sodium potassium calcium magnesium hydrochloride "
    "sulphate sulfate maleate citrate monohydrate dihydrate succinate phosphate "
    "tartrate oxide carbonate hydrobromide mesylate acetate chloride nitrate base "
    "human vaccine light heavy dried liquid"
)


@register(
    code="component_missing",
    severity=Severity.WARNING,
    about="The page of a combination says nothing of one of its drugs.",
)
def component_missing(page: Page) -> Iterator[Remark]:
    """Each drug of a combination brings its own doses and dangers. A page that names
    three and speaks of two is about another product."""
    if not page.is_combination:
        return
    if not page.document.components:
        yield Remark(
            None,
            "Components",
            f"{quote(page.document.title)} names several drugs, and none is listed as "
            "a component. List them, so that each can be told apart.",
            page.document.title,
        )
    texts = [text for text in page.texts if text.kind != "generic_name"]
    words = {word for text in texts for word in text.words}
    if not words:
        return
    unsaid = [
        part
        for part in page.parts
        if not _is_named(part, words) and not _is_spelt_apart(part, texts)
    ]
    if unsaid:
        named = ", ".join(map(quote, unsaid))
        yield Remark(
            None,
            "Components",
            f"No section speaks of {named}. Say what it does here, and what to watch "
            "for, or take it off the components.",
            named,
        )


def _is_named(part: str, words: set[str]) -> bool:
    # Sources run names together: "Docosahexanoic acidDHA".
    apart = _RUN_TOGETHER.sub(" ", part)
    own = words_of(apart)
    telling = [
        word
        for word in own
        if len(word) >= _SHORTEST and word.isalpha() and word not in _MEANS_LITTLE
    ]
    telling += [word.casefold() for word in _LETTERS.findall(apart)]
    return any(_is_among(word, words) for word in telling or own)


def _is_among(word: str, words: set[str]) -> bool:
    stem = word[: max(_SHORTEST, len(word) - 2)]
    return word in words or any(stem in other for other in words)


def _is_spelt_apart(part: str, texts: list[Text]) -> bool:
    """ "Hydroxypropyl methylcellulose" for "Hydroxypropylmethylcellulose"."""
    name = "".join(words_of(part))
    return len(name) >= _LONG and any(name in "".join(text.words) for text in texts)
