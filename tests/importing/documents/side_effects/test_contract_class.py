import pytest

from monographs.frequency import read
from monographs.importing.documents.contract_class import class_of


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        # A number beats a word.
        ("Common (>10%)", "very_common"),
        ("Common (≥10%)", "very_common"),
        ("Less common (1-10%)", "common"),
        ("0.1–1%", "uncommon"),
        ("0.01-0.1%", "rare"),
        ("0.001%", "very_rare"),
        ("12%", "very_common"),
        ("3 of 47 patients", "common"),
        # Open or wide: the band beside the limit, or a rarer one if a word names it.
        ("<1%", "uncommon"),
        ("Rare (<1%)", "rare"),
        ("Very rare (<1%)", "very_rare"),
        ("<10%", "common"),
        ("Less common (<10%)", "uncommon"),
        (">1%", "common"),
        ("Less common (>1%)", "common"),
        ("1-10% or less", "common"),
        ("0.1-5%", "common"),
        ("≥10% or 1-10%", "common"),
        # The figure counts here even where nobody knows what it is for.
        ("Less common (1-10% or reported post-marketing)", "common"),
        # A word without a number.
        ("very common", "very_common"),
        ("Common side effects", "common"),
        ("Most common", "common"),
        ("Frequent", "common"),
        ("Less common", "uncommon"),
        ("Infrequent", "uncommon"),
        ("Occasional", "uncommon"),
        ("Rarely", "rare"),
        ("Extremely rare", "very_rare"),
        ("Common (frequency not defined)", "common"),
        # Nothing said.
        ("Frequency not known", "not_known"),
        ("Possible side effects", "not_known"),
        ("", "not_known"),
    ],
)
def test_the_class_of_a_phrase(phrase, expected):
    assert class_of(read(phrase).frequency) == expected
