"""Text that would keep a careless pattern busy for minutes."""

import pytest

from monographs.checks import find_all
from tests.checks.documents import drug, question, section
from tests.pace import within

SIZE = 20_000
SECONDS = 8  # what grows with the square takes minutes
HOSTILE = ["1-", " ", "[", "*", "is not a ", "I can ", "avoid ", "AB (", "a\n\n", "12 "]


@pytest.mark.parametrize("piece", HOSTILE)
def test_checks_take_time_in_proportion_to_the_text(piece):
    text = piece * SIZE + "x"
    document = drug(
        section(text, "dosage"), section(text, "usage"), question("Can I drink?", text)
    )

    with within(SECONDS):
        find_all(document)
