import hashlib
import re
from collections.abc import Iterator

from monographs.checks.page import Page
from monographs.checks.registry import Remark, Severity, register
from monographs.checks.texts import Text, quote, words_of

# What these sections say is about one drug; shorter passages are alike by chance.
_KINDS = frozenset({"usage", "dosage", "how_it_works", "precautions", "side_effects"})
_FEWEST_WORDS = 30
_MOST_NAMED = 3
_PARAGRAPH = re.compile(r"\n\s*\n")


def passages_of(page: Page) -> dict[str, tuple[Text, str]]:
    """The longer paragraphs of a drug's page by their digest: same words, same one."""
    if not page.is_drug:
        return {}
    return {
        _digest(words): (text, paragraph)
        for text in page.texts
        if text.kind in _KINDS
        for paragraph in _PARAGRAPH.split(text.plain)
        if len(words := words_of(paragraph)) >= _FEWEST_WORDS
    }


@register(
    code="shared_text",
    severity=Severity.WARNING,
    about="A passage is word for word the same on another drug's page.",
)
def shared_text(page: Page) -> Iterator[Remark]:
    """Two drugs are seldom alike in so many words: one of them has the other's text,
    or both have a text about none."""
    for digest, (text, paragraph) in passages_of(page).items():
        others = page.context.holders.get(digest, ())
        others = tuple(title for title in others if not _is_akin(title, page))
        if others:
            yield Remark.on(
                text,
                f"{_named(others)} has the same words: {quote(paragraph)}. Read for "
                "which drug they are true, and rewrite the other.",
                digest,
            )


def _is_akin(title: str, page: Page) -> bool:
    """A combination and its part may share what is said of that part."""
    return bool(set(words_of(title)) & page.own_words)


def _named(titles: tuple[str, ...]) -> str:
    named = ", ".join(map(quote, titles[:_MOST_NAMED]))
    more = len(titles) - _MOST_NAMED
    return f"{named} and {more} more" if more > 0 else named


def _digest(words: list[str]) -> str:
    joined = " ".join(words).encode()
    return hashlib.blake2b(joined, digest_size=16).hexdigest()
