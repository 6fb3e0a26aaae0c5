"""A document as the checks read it: its pieces of text and its own names, once."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from monographs.checks.context import NOTHING_ELSE, Context
from monographs.checks.texts import (
    ANSWER,
    CONTENT_KINDS,
    QUESTION,
    Text,
    texts_of,
    words_of,
)
from monographs.content import Document

_JOINT = re.compile(r" \+ ")
_BRACKETED = re.compile(r"\([^()]*\)")


@dataclass(frozen=True)
class Page:
    document: Document
    context: Context = NOTHING_ELSE

    @property
    def is_drug(self) -> bool:
        return self.document.kind == "drug"

    @cached_property
    def texts(self) -> list[Text]:
        return texts_of(self.document)

    @cached_property
    def sections(self) -> list[Text]:
        return [text for text in self.texts if text.kind in CONTENT_KINDS]

    @cached_property
    def prose(self) -> list[Text]:
        """All but the questions, which speak in the reader's voice."""
        return [text for text in self.texts if text.kind != QUESTION]

    @cached_property
    def word_counts(self) -> Counter[str]:
        return Counter(word for text in self.prose for word in text.words)

    @cached_property
    def questions(self) -> list[tuple[Text, Text]]:
        """Each question with its answer."""
        asked = [text for text in self.texts if text.kind == QUESTION]
        answers = [text for text in self.texts if text.kind == ANSWER]
        return list(zip(asked, answers, strict=True))

    @cached_property
    def parts(self) -> list[str]:
        """The names of the drugs in a combination; of any other drug, its title."""
        if self.document.components:
            return [row.name for row in self.document.components]
        title = _BRACKETED.sub("", self.document.title)
        return [part for part in _JOINT.split(title) if part] or [title]

    @property
    def is_combination(self) -> bool:
        return self.is_drug and len(self.parts) > 1

    @cached_property
    def own_words(self) -> frozenset[str]:
        """The words of all its names."""
        document = self.document
        names = [document.title, *(row.name for row in document.components)]
        names += [row.text for row in document.names]
        names += [row.name for row in document.classes]
        return frozenset(word for name in names for word in words_of(name))
