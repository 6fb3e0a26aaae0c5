"""Text as words that can be compared."""

import pytest

from monographs.search.words import fold, fold_stems, stem


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Examplazole", "examplazole"),
        ("  Co-Examplazole,  forte!", "co examplazole forte"),
        ("Élan", "elan"),
        ("Straße", "strasse"),
        ("Œdème", "oedeme"),
        ("İzmirol", "izmirol"),
        ("Жижол", "zhizhol"),
        ("Ёлкин", "elkin"),
        ("Ωmega", "omega"),
        ("ω-3", "omega 3"),
        ("β-blocker", "beta blocker"),
        ("Crohn’s", "crohns"),
        ("Ⅳ ①", "iv 1"),
        ("ex\u00adample", "example"),
        ("薬品", "薬品"),
        ("*:()\"'-", ""),
        ("a_b", "a b"),
    ],
)
def test_only_bare_letters_and_digits_are_left(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize("micro", ["\u00b5", "\u03bc"])
def test_a_microgram_is_never_taken_for_a_milligram(micro):
    assert fold(f"5 {micro}g") == "5 mcg"
    assert fold("5 mg") == "5 mg"


@pytest.mark.parametrize(
    ("word", "singular"),
    [
        ("headaches", "headache"),
        ("allergies", "allergy"),
        ("tablets", "tablet"),
        ("virus", "virus"),
        ("illness", "illness"),
        ("gas", "gas"),
    ],
)
def test_plurals_are_found_with_their_singular(word, singular):
    assert stem(word) == singular


def test_an_endless_text_fits_an_index():
    assert len(fold_stems("many words " * 100_000)) <= 100_000
    assert max(map(len, fold("x" * 5_000).split())) <= 60
