"""Marks of a source text, found again in what readers see of it."""

import pytest

from monographs.desk.marked_text import Marks
from monographs.markdown import to_html


def rendered(*runs):
    text = "".join(text for text, _ in runs)
    return to_html(text, marks=Marks(runs)).strip()


def test_signs_of_markdown_are_no_part_of_what_is_marked():
    html = rendered(("* Take **", None), ("50", ""), ("** mg", None))

    assert "<strong><mark>50</mark></strong> mg" in html
    assert "*" not in html


def test_words_in_a_row_share_a_mark():
    html = rendered(("Take ", None), ("one tablet", ""), (" daily.", None))

    assert html == "<p>Take <mark>one tablet</mark> daily.</p>"


def test_only_the_word_at_its_place_is_marked():
    html = rendered(("5 mg, not ", None), ("5", "reading-figure"), (" g", None))

    assert html == '<p>5 mg, not <mark class="reading-figure">5</mark> g</p>'


def test_a_sign_alone_can_be_marked():
    html = rendered(("5", None), (".", ""), ("5 mg", None))

    assert html == "<p>5<mark>.</mark>5 mg</p>"


def test_the_address_of_a_link_is_passed_over():
    html = rendered(("See [it](https://example.org/a-b/5) or ", None), ("5", ""))

    assert html.endswith("</a> or <mark>5</mark></p>")


@pytest.mark.parametrize("text", ["<script>x</script>", "<mark class='x'>y</mark>"])
def test_a_source_cannot_mark_by_itself(text):
    html = rendered((text, None))

    assert "<script" not in html
    assert "<mark" not in html


def test_a_mark_with_another_name_has_none():
    assert "evil" not in rendered(("x", "evil"))
