"""Where on its page a part stands: the same word in a page's link and in the search."""

from collections import Counter
from collections.abc import Iterator

from monographs.content.document import Document, DocumentSection


def section_anchor(kind: str, number: int) -> str:
    """Of the first, second, … section of a kind."""
    anchor = kind.replace("_", "-")
    return anchor if number == 1 else f"{anchor}-{number}"


def faq_anchor(number: int) -> str:
    return f"faq-{number}"


def disagreement_anchor(number: int) -> str:
    return f"disagreement-{number}"


FEATURE_TABLE_ANCHOR = "feature-table"


def anchored_sections(document: Document) -> Iterator[tuple[DocumentSection, str]]:
    count: Counter[str] = Counter()
    for section in document.sections:
        count[section.kind] += 1
        yield section, section_anchor(section.kind, count[section.kind])
