"""Documents that are no monograph: a refusal, a request for input, a stub.

Decided by what a document lacks. Its phrases decide nothing: many good monographs say
"this is not a standard combination" or "I cannot provide medical advice".
"""

import re
from collections.abc import Sequence
from itertools import chain, islice

from monographs.importing.documents.blocks import Line, beginning
from monographs.importing.documents.draft import Issue, SectionText, Severity
from monographs.importing.documents.kinds import (
    CONTENT_KINDS,
    heading_words,
    kinds_named,
)
from monographs.importing.documents.labels import bold_label

# With fewer words below all its headings together, a document is a stub. The same
# sentence below each of them counts once.
_FEWEST_WORDS = 25

_WORD = re.compile(r"\S+")


def find_refusal(
    sections: Sequence[SectionText], lines: Sequence[Line]
) -> Issue | None:
    """A text that has content in a form of its own is irregular, and no refusal."""
    content = {section.text for section in sections if section.kind in CONTENT_KINDS}
    words = chain.from_iterable(_WORD.finditer(text) for text in content)
    if next(islice(words, _FEWEST_WORDS - 1, None), None):
        return None
    first = next((section for section in sections if section.text), None)
    place = first.first if first else 1
    found = beginning(first.text) if first else ""
    if not content and any(_is_label_of_content(line) for line in lines):
        return Issue("irregular", Severity.WARNING, place, _IRREGULAR, found)
    message = _STUB if content else _NO_CONTENT
    return Issue("not_monograph", Severity.WARNING, place, message, found)


def _is_label_of_content(line: Line) -> bool:
    label = bold_label(line) if "**" in line.text else None
    return bool(label and label.has_colon and kinds_named(heading_words(label.text)))


_NO_CONTENT = (
    "The document says nothing of a medicine's use, dosage, side effects, effect or "
    "precautions. Discard it, or make a drug of it and write these parts."
)
_STUB = (
    "Hardly a word stands below the headings. Discard the document, or make a drug of "
    "it and write the missing parts."
)
_IRREGULAR = (
    "The document speaks of a medicine, but not in sections that can be told apart. "
    "Its text was kept whole; divide it by hand."
)
