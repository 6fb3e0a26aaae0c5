"""What nobody sees, wherever it stands on a page."""

from dataclasses import replace

import pytest

from tests.checks.documents import (
    citation,
    comparison,
    drug,
    found_by,
    name,
    question,
    section,
    sentence_found_by,
    side_effect,
)

CODE = "invisible_character"
TAG = "\U000e0041"


@pytest.mark.parametrize(
    "row",
    [
        section(f"One a day.{TAG}"),
        section("One a day.", heading=f"Us{TAG}age"),
        section("One&#xE0041; a day."),
        question(f"May I{TAG}?", "No."),
        question("May I?", f"No{TAG}."),
        name(f"Brand{TAG}"),
        citation(1, f"Examples{TAG}, 2020"),
        side_effect(effect=f"nausea{TAG}"),
        side_effect(group=f"Gut{TAG}"),
        side_effect(f"common{TAG}"),
    ],
)
def test_no_row_may_hold_it(row):
    found = found_by(CODE, drug(row))

    assert {one.row_key for one in found} == {row.key}
    assert {one.severity for one in found} == {"error"}
    assert "[U+E0041]" in found[0].message


@pytest.mark.parametrize("field", ["title", "author", "interests"])
def test_nor_may_the_header(field):
    hidden = "".join(chr(0xE0020 + number) for number in range(48))
    document = replace(comparison(cell="Daily"), **{field: f"Dr Test{hidden}"})

    [found] = found_by(CODE, document)

    assert found.place == field.capitalize()
    assert "[U+E0020]" in found.message
    assert "43 more" in found.message


def test_nor_may_a_cell():
    assert found_by(CODE, comparison(cell=f"Daily{TAG}"))


def test_the_words_around_it_are_shown():
    message = sentence_found_by(CODE, drug(section("Take 1\u2800tablet a day.")))

    assert "“Take 1[U+2800]tablet a day.”" in message


def test_letters_that_are_joined_are_told_quietly():
    document = drug(section("co\xadoperate"), name("\u0645\u06cc\u200c\u062e\u0648"))

    found = found_by("joining_character", document)

    assert [one.severity for one in found] == ["hint", "hint"]
    assert not found_by(CODE, document)


def test_what_can_be_seen_is_left_alone():
    woman = "\U0001f469\u200d\u2695\ufe0f"
    document = drug(section(f"5\u201310 mg\xa0a day\u2026 {woman}\n\té"))

    assert not found_by(CODE, document)
    assert not found_by("joining_character", document)
