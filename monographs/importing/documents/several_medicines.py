"""Whether a document is about several medicines, one after the other."""

from collections import Counter
from collections.abc import Iterable, Sequence

from monographs.importing.documents.blocks import words_of
from monographs.importing.documents.draft import Issue, SectionText, Severity
from monographs.importing.documents.kinds import CONTENT_KINDS, OTHER, heading_words
from monographs.importing.documents.sections import Cut


def find_repeats(found: Cut, medicines: Sequence[str]) -> list[Issue]:
    """One issue for several medicines, or one for each kind that comes twice."""
    counts = Counter(section.kind for section in found.sections)
    repeated = [kind for kind in CONTENT_KINDS if counts[kind] > 1]
    second = _second_medicine(found.sections, medicines) if repeated else None
    if second:
        return [_several(second.heading_line, second.heading)]
    if found.blocks:
        return [_several(found.blocks[1])]
    return [_twice(kind, found.sections) for kind in repeated]


def _second_medicine(
    sections: Sequence[SectionText], medicines: Sequence[str]
) -> SectionText | None:
    """Where the second generic name is given, or the second medicine named."""
    names = set()
    generic_names = 0
    for section in sections:
        generic_names += section.kind == "generic_name"
        if name := medicine_in(section.heading, medicines):
            names.add(name)
        if generic_names > 1 or len(names) > 1:
            return section
    return None


def _several(line: int, heading: str = "") -> Issue:
    return Issue(
        "multi_component",
        Severity.WARNING,
        line,
        "The document describes several drugs one after the other. Check which "
        "part is about which, or cut it into one document for each.",
        heading,
    )


def _twice(kind: str, sections: Sequence[SectionText]) -> Issue:
    section = [section for section in sections if section.kind == kind][1]
    return Issue(
        f"duplicate_section:{kind}",
        Severity.WARNING,
        section.heading_line,
        "The document has this section twice. Merge the two, or delete one.",
        section.heading,
    )


def name_words(medicines: Iterable[str]) -> set[str]:
    """The words by which a heading can name one of the medicines."""
    words = {word for name in medicines for word in words_of(name)}
    return {word for word in words if len(word) > 2 and not word.isdecimal()}


def medicine_in(heading: str, medicines: Sequence[str]) -> str:
    """The one medicine of several that a heading names."""
    if len(medicines) < 2:
        return ""
    words = heading_words(heading, all_of_it=True)
    named = [name for name in medicines if set(words_of(name)) <= set(words)]
    named = named or [name for name in medicines if words_of(name)[:1] == words[:1]]
    return named[0] if len(named) == 1 else ""


def medicine_of_each(
    sections: Sequence[SectionText], medicines: Sequence[str]
) -> list[str]:
    """The medicine that each section is about by its heading, or by one above it."""
    found = []
    above = ""
    for section in sections:
        named = medicine_in(section.heading, medicines)
        if section.kind == OTHER:
            above = named
        found.append(named or above)
    return found
