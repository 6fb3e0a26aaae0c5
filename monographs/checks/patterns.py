"""How the checks' patterns are written: a space stands for a line's end too."""

import re
from collections.abc import Iterable, Iterator

from monographs.checks.texts import Text, quote_around


def phrase(*alternatives: str) -> re.Pattern[str]:
    """Any of these, in whatever case; "can't" is found with either apostrophe.

    Where every alternative begins with a word's edge, the search asks for that once
    and passes quickly over a long text.
    """
    joined = "|".join(f"(?:{one})" for one in alternatives)
    spaced = joined.replace(" ", r"\s").replace("'", "['’]")
    return re.compile(spaced, re.IGNORECASE)


def first_in_each(
    texts: Iterable[Text], pattern: re.Pattern[str]
) -> Iterator[tuple[Text, str]]:
    """Each text that has such words, and these words with some around them."""
    for text in texts:
        if match := pattern.search(text.plain):
            yield text, quote_around(text.plain, *match.span())
