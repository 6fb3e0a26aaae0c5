"""The part of a text that shows why it was found."""

from monographs.search.extract import extract, marked
from monographs.search.query import Query


def shown(text, query):
    return "".join(
        f"[{piece.text}]" if piece.is_match else piece.text
        for piece in extract(text, Query.of(query))
    )


def test_a_short_text_is_shown_whole():
    assert shown("Take two tablets.", "tablet") == "Take two [tablets]."


def test_words_are_marked_as_they_are_written():
    assert shown("Œdème and OEDEME", "oedème") == "[Œdème] and [OEDEME]"


def test_the_place_where_most_words_stand_together_is_shown():
    text = (
        f"Grapefruit alone. {'Other words. ' * 50}Grapefruit with wine. {'End. ' * 90}"
    )

    found = shown(text, "grapefruit wine")

    assert found.startswith("… ")
    assert found.endswith(" …")
    assert "[Grapefruit] with [wine]" in found
    assert len(found) < 260


def test_items_of_a_list_stay_apart():
    assert shown("Taken for:\ncolds\nfever.", "fever") == "Taken for: colds; [fever]."


def test_a_text_without_a_space_is_cut_all_the_same():
    assert len(shown("x" * 5_000, "y")) < 260


def test_nothing_is_marked_without_a_match():
    assert [piece.is_match for piece in marked("Nothing", Query.of("else"))] == [False]
    assert marked("", Query.of("else")) == ()
