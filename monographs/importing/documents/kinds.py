"""Which kind of section a heading's words name."""

import html
import re
from collections.abc import Collection, Sequence, Set

from monographs.importing.documents.blocks import words_of

OTHER = "other"
CONTENT_KINDS = (
    "usage",
    "dosage",
    "side_effects",
    "how_it_works",
    "precautions",
    "faqs",
)
KINDS = ("generic_name", *CONTENT_KINDS)

# Whoever writes one of these means the section, in a heading and in a bold label.
_NAMES = {
    "generic_name": (
        "generic name",
        "generic names",
        "generic medicine name",
        "generic drug name",
        "drug name",
        "medicine name",
    ),
    "usage": (
        "usage",
        "usages",
        "uses",
        "indications",
        "medical uses",
        "therapeutic uses",
        "common uses",
        "primary uses",
        "therapeutic indications",
    ),
    "dosage": (
        "dosage",
        "dosages",
        "dosing",
        "dosage and administration",
        "dosage information",
        "dosage instructions",
        "dosage guidelines",
        "recommended dosage",
        "posology",
    ),
    "side_effects": (
        "side effects",
        "side effect",
        "possible side effects",
        "potential side effects",
        "adverse effects",
        "adverse reactions",
        "adverse events",
        "undesirable effects",
    ),
    "how_it_works": (
        "mechanism of action",
        "mechanisms of action",
        "mode of action",
    ),
    "precautions": (
        "precautions",
        "precaution",
        "precautions and warnings",
        "warnings and precautions",
        "precautions and contraindications",
        "contraindications and precautions",
        "special precautions",
        "safety precautions",
    ),
    "faqs": (
        "faqs",
        "faq",
        "faq s",
        "frequently asked questions",
        "common questions",
        "questions and answers",
    ),
}
# These are often labels inside a section; they name one only as a whole heading.
_NAMES_OF_HEADINGS = {
    "generic_name": ("generic", "name"),
    "usage": ("use", "indication", "what is it used for"),
    "dosage": ("dose", "doses", "administration", "how to use", "how to take"),
    "how_it_works": ("mechanism", "pharmacology", "pharmacodynamics"),
    "precautions": ("warnings", "warning", "contraindications"),
    "faqs": ("questions", "q a"),
}


def _by_words(names: dict[str, tuple[str, ...]]) -> dict[tuple[str, ...], str]:
    return {
        tuple(name.split()): kind for kind, group in names.items() for name in group
    }


_LABELS = _by_words(_NAMES)
_HEADINGS = _LABELS | _by_words(_NAMES_OF_HEADINGS)
_LONGEST = max(len(words) for words in _LABELS)
# "How to take Examplazole".
_LONGEST_HOW_TO = 6
# Between two names of one kind: "Uses and Indications".
_JOINING = {"and", "or"}
# Between a kind and what it is about: "Side Effects of Examplazole".
_ABOUT = {"of", "for", "in", "with", "about", "regarding", "on", "when", "while"}
# Between "how" and "works".
_SUBJECTS = {
    *("it", "they", "this", "these", "the", "does", "do"),
    *("medicine", "medicines", "medication", "drug", "drugs", "combination"),
}

_PARENTHESES = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)?|\[[^\[\]]*\]")
_NUMBER = re.compile(r"\A\s*(?:\d{1,2}|[ivxIVX]{1,4})[.)]\s+")


def heading_words(text: str, *, all_of_it: bool = False) -> list[str]:
    """Its words; but for `all_of_it` without number and parentheses."""
    if "&" in text:
        text = html.unescape(text).replace("&", " and ")
    if not all_of_it:
        text = _PARENTHESES.sub(" ", _NUMBER.sub("", text, count=1))
    return words_of(text)


def kind_of_heading(text: str) -> str:
    """The kind that a heading names; "other" where it names none or several."""
    words = heading_words(text)
    if kind := _HEADINGS.get(tuple(words)):
        return kind
    if words[:2] == ["how", "to"] and len(words) <= _LONGEST_HOW_TO:
        return _HEADINGS.get(tuple(words[:3]), OTHER)
    kinds = kinds_named(words)
    return kinds.pop() if len(kinds) == 1 else OTHER


def kind_of_label(text: str, *, medicines: Collection[str] = ()) -> str:
    """As for a heading, but a label must be nothing but the kind's name.

    `medicines` are words that may stand beside it: "Examplazole Usage".
    """
    words = heading_words(text)
    kinds, others = _divide(words)
    if len(kinds) == 1 and _are_about(others, words, medicines):
        return kinds.pop()
    return OTHER


def is_whole_name(text: str) -> bool:
    """Whether the words are a kind's name and nothing else."""
    words = heading_words(text)
    kinds, others = _divide(words)
    return tuple(words) in _HEADINGS or (len(kinds) == 1 and others <= _JOINING)


def kinds_named(words: Sequence[str]) -> set[str]:
    """Each kind whose name is among the words."""
    return _divide(words)[0]


def _divide(words: Sequence[str]) -> tuple[set[str], set[str]]:
    """The kinds that are named, and the words that name none."""
    if len(words) > 2 and words[0] == "how" and words[-1] in ("works", "work"):
        return {"how_it_works"}, set(words[1:-1]) - _SUBJECTS
    if len(words) > 2 and words[0] == "what" and words[-2:] == ["used", "for"]:
        return {"usage"}, set(words[1:-2]) - _SUBJECTS - {"is", "are"}
    kinds = set()
    others = set()
    index = 0
    while index < len(words):
        size, kind = _name_at(words, index)
        if kind:
            kinds.add(kind)
        else:
            others.add(words[index])
        index += size
    return kinds, others


def _name_at(words: Sequence[str], index: int) -> tuple[int, str]:
    for size in range(min(_LONGEST, len(words) - index), 0, -1):
        if kind := _LABELS.get(tuple(words[index : index + size])):
            return size, kind
    return 1, ""


def _are_about(
    others: Set[str], words: Sequence[str], medicines: Collection[str]
) -> bool:
    """Whether at most a medicine stands beside the kind."""
    if others <= {*medicines, *_JOINING}:
        return True
    follows = next((word for word in words if word in others), "")
    return follows in _ABOUT and not others.isdisjoint(medicines)
