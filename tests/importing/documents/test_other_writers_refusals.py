"""Documents that are no monograph, in other words than we have seen."""

import pytest

from monographs.importing.documents import parse
from monographs.importing.documents.draft import Status
from tests.importing.kept_words import faults

REFUSALS = {
    "an apology": "I'm sorry, but I can't write about a medicine that I don't know.",
    "a request": "Could you tell me which medicine you mean? Then I'll write the page.",
    "a template": "### Generic Name\n[Insert name]\n\n### Usage\nTo be added.\n",
    "headings only": "### Usage\n\n### Dosage\n\n### Side Effects\n\n### FAQs\n",
    "no such medicine": (
        "There is no medicine of this name in any source that is known to me. It may "
        "be misspelt, or be sold only in some countries. Please check the name."
    ),
    "a list of what is missing": (
        "To write this page I need:\n\n1. The generic name\n2. The strength\n3. The "
        "route by which it is given\n\nPlease send me these."
    ),
    "the same sentence everywhere": (
        "### Usage\nInformation not available.\n\n### Dosage\nInformation not "
        "available.\n\n### Side Effects\nInformation not available.\n"
    ),
    "not a medicine": (
        "This is the name of a place and of no medicine, so there is nothing to say "
        "about how it is used or what it does to anybody."
    ),
}


@pytest.mark.parametrize("text", REFUSALS.values(), ids=REFUSALS)
def test_refusals_are_known_in_other_words(text):
    page = f"---\ntitle: Examplazole\n---\n\n# Examplazole\n\n{text}\n"

    parsed = parse(page.encode(), "e/examplazole.md")

    assert parsed.status is Status.REJECTED
    assert faults(page, parsed) == {}
