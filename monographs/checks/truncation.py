import re
from collections.abc import Iterator

from monographs.checks.page import Page
from monographs.checks.registry import Remark, Severity, register
from monographs.checks.texts import CELL, Text, quote, word_set

# After one of these, something has to follow.
_GOES_ON = word_set(
    "a an the of and or nor but that which who whose whom because although though "
    "while if unless whether when where than as with without from into onto upon "
    "between among during such its their your this these those is are was were be "
    "been being has have had may might must can could should would will shall to for "
    "by at not very more most less e.g i.e including include includes"
)
# These also end sentences: "the one to look for", "as soon as you can".
_MAY_END = word_set(
    "to for by at not this these those is are was were be can could should may "
    "might must will would have has had do more most less who which when where with "
    "without such as of"
)
_CLOSING_MARKS = " \t*_`~\"'”’»)]}>\N{NO-BREAK SPACE}"
_ITEM = re.compile(r"(?:[*+-]|\d{1,9}[.)])\s")
_NAMES = frozenset({CELL, "generic_name"})
_FEWEST_WORDS = 4
_LONG_SENTENCE = 12  # words


@register(
    code="truncated",
    severity=Severity.ERROR,
    about="A text stops in mid-sentence.",
)
def truncated(page: Page) -> Iterator[Remark]:
    """What came after is lost, and it may have been the warning."""
    for text in page.prose:
        if text.kind in _NAMES:
            continue
        last = _last_line(text)
        if last and stops_short(last):
            yield Remark.on(
                text,
                f"The text stops in mid-sentence: {quote(last[-100:])}. Complete it "
                "from the source, or take the unfinished sentence out.",
                last,
            )


def stops_short(line: str) -> bool:
    bare = line.strip().rstrip(_CLOSING_MARKS)
    if not bare or line.rstrip().endswith("|"):  # a row of a table
        return False
    if bare[-1] in ".!?…。:":
        return False
    item = _ITEM.match(bare)
    words = bare[item.end() if item else 0 :].split()
    if len(words) < _FEWEST_WORDS:
        return False
    last = words[-1].casefold()
    if last.startswith(("http://", "https://")):
        return False
    if bare[-1] in ",;(" or bare.endswith((" –", " —")):
        return True
    if last in _GOES_ON and (last not in _MAY_END or len(words) >= _LONG_SENTENCE):
        return True
    if line.rstrip().endswith((")", "]")):  # a remark, or a link
        return False
    return not item and len(words) >= _LONG_SENTENCE


def _last_line(text: Text) -> str:
    return text.body.rstrip().rsplit("\n", 1)[-1]
