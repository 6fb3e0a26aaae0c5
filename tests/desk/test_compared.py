"""What a row says and its lines do not."""

import pytest

from monographs.desk.verifying.compared import compared, doubts_about, words_of


def missing(text, lines):
    return [
        (piece.text, piece.kind)
        for piece in compared(text, words_of(lines))
        if piece.kind
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Take one.", "* **Take** one"),
        ("NAUSEA, vomiting", "Nausea/Vomiting"),
        ("1000 people", "1,000 people"),
        ("0.5 %", "(0.5%)"),
        ("10 mg", "10 mg twice, 20 mg once"),
        ("ﬁbre", "fibre"),
        ("", "anything"),
    ],
)
def test_signs_case_and_ways_of_writing_make_no_difference(text, lines):
    assert missing(text, lines) == []


@pytest.mark.parametrize(
    ("text", "lines", "found"),
    [
        ("20 mg", "200 mg", [("20", "figure")]),
        ("0.5 mg", "5 mg, 0 mg", [("0.5", "figure")]),
        ("1,5 g", "15 g", [("1,5", "figure")]),
        ("Never stop", "Stop", [("Never", "word")]),
        ("not safe", "unsafe", [("not", "word"), ("safe", "word")]),
    ],
)
def test_what_is_not_there_is_found(text, lines, found):
    assert missing(text, lines) == found


@pytest.mark.parametrize("text", ["", "a", "**Two** words, 3.5 %\n\nand more"])
def test_the_pieces_are_the_whole_text(text):
    assert "".join(piece.text for piece in compared(text, words_of("words"))) == text


def test_doubts_name_each_word_once_and_not_too_many():
    text = "again again " + " ".join(f"word{'x' * n}" for n in range(20))

    (sentence,) = doubts_about(compared(text, words_of("")))

    assert sentence.count("again") == 1
    assert sentence.endswith(" and 9 more.")
