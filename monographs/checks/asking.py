"""What the checks would like to know of other monographs."""

from dataclasses import dataclass

from monographs.checks.drug_names import wanted_names
from monographs.checks.page import Page
from monographs.checks.shared_text import passages_of
from monographs.content import Document


@dataclass(frozen=True)
class Questions:
    names: frozenset[str]  # last parts of addresses: is one of these a drug?
    passages: frozenset[str]  # digests: who else holds one of these?


def questions_of(document: Document) -> Questions:
    page = Page(document)  # one for both: what it has read of a long text stays with it
    return Questions(
        names=frozenset(wanted_names(page)), passages=frozenset(passages_of(page))
    )


def passages_in(document: Document) -> frozenset[str]:
    return frozenset(passages_of(Page(document)))
