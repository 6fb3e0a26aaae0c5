"""The table of side effects: rows, cells and figures, without a database."""

from uuid import uuid4

import pytest

from monographs.content import Document, DocumentSideEffect
from monographs.frequency import Basis, Frequency, read
from monographs.public.compare.matrix import compare_effects


def row(effect, phrase="", *, key=None, **changes):
    fields = {
        "key": uuid4(),
        "effect_key": key or effect,
        "effect": effect,
        "body_system": "other",
        "wording": "",
        "frequency": read(phrase).frequency,
        "serious": "not_stated",
        "group": "",
        "scope": "product",
        "scope_name": "",
    }
    return DocumentSideEffect(**(fields | changes))


def page(*rows):
    return Document(
        key=uuid4(), kind="drug", title="Drug", slug="drug", side_effects=rows
    )


def as_table(matrix):
    """Of each group the effects, with what their cells say first."""
    return {
        group.heading: {
            line.effect: [_said(cell) for cell in line.cells] for line in group.rows
        }
        for group in matrix.groups
    }


def _said(cell):
    return [one.figure or one.source_says or "no figure" for one in cell.statements]


def only_cell(*rows):
    (group,) = compare_effects([page(*rows)]).groups
    return group.rows[0].cells[0]


def test_differences_come_first_then_what_some_list_then_what_is_alike():
    first = page(row("Cough", "5%"), row("Rash", "> 10%"), row("Fever", "common"))
    second = page(row("Cough", "5%"), row("Rash", "1-10%"), row("Ache", "2%"))

    assert as_table(compare_effects([first, second])) == {
        "Listed by both, not said alike": {
            "Rash": [["more than 10 in 100"], ["1 to 10 in 100"]]
        },
        "Listed by one only": {
            "Ache": [[], ["2 in 100"]],
            "Fever": [["the source calls this common"], []],
        },
        "Listed by both, said alike": {"Cough": [["5 in 100"], ["5 in 100"]]},
    }


@pytest.mark.parametrize(
    ("order", "headings"),
    [
        ("shared", ["Listed by all", "Listed by some only"]),
        ("name", ["All that are listed"]),
    ],
)
def test_other_orders(order, headings):
    pages = [page(row("Rash", "5%"), row("Ache")), page(row("Rash")), page(row("Rash"))]

    assert list(as_table(compare_effects(pages, order))) == headings


def test_the_most_frequent_stand_first_and_those_without_figure_last():
    one = page(row("A"), row("B", "0.1%"), row("C", "> 10%"), row("D", "1-10%"))

    (group,) = compare_effects([one]).groups
    by_name = [line.effect for line in group.rows]
    groups = compare_effects([one, page(row("Z", "2%"))]).groups

    assert by_name == ["A", "B", "C", "D"]
    assert [line.effect for line in groups[0].rows] == ["C", "D", "Z", "B", "A"]


def test_all_figures_of_a_table_are_of_as_many_people():
    often, seldom = page(row("Rash", "> 10%")), page(row("Rash", "0.05%"))

    matrix = compare_effects([often, seldom])

    assert matrix.people == "10,000 people"
    assert as_table(matrix)["Listed by both, not said alike"]["Rash"] == [
        ["more than 1,000 in 10,000"],
        ["5 in 10,000"],
    ]


def test_a_word_alone_stays_a_word():
    (said,) = only_cell(row("Rash", "common")).statements

    assert (said.figure, said.band, said.level) == ("", "", 0)
    assert said.source_says == "the source calls this common"


def test_nothing_stated_is_no_figure_and_no_words():
    (said,) = only_cell(row("Rash")).statements

    assert (said.figure, said.source_says, said.band) == ("", "", "")


def test_a_band_is_named_only_where_the_figure_is_within_one():
    (within,) = only_cell(row("Rash", "1-10%")).statements
    (across,) = only_cell(row("Rash", "< 1%")).statements

    assert (within.band, within.level) == ("common", 4)
    assert (across.band, across.level) == ("", 0)


def test_counted_people_stand_beside_the_shared_figure():
    (said,) = only_cell(row("Rash", "3 of 47")).statements

    assert said.figure == "638 to 639 in 10,000"
    assert said.source_says == "3 of 47 people"


def test_what_is_finer_than_the_table_stands_beside_it():
    (said,) = only_cell(row("Rash", "1 in 100,000")).statements

    assert said.figure == "fewer than 1 in 10,000"
    assert said.source_says == "1 in 100,000 people"


def test_what_reports_add_is_not_separated():
    mixed = Frequency(basis=Basis.MIXED, phrase="<1%, post-marketing, case reports")
    (said,) = only_cell(row("Rash", frequency=mixed)).statements

    assert (
        said.figure == "fewer than 1 in 100, or known only from reports; not separated"
    )
    assert (said.source_says, said.note, said.band) == ("", "", "")


def test_an_effect_that_one_page_lists_twice_is_kept_twice():
    cell = only_cell(
        row("Rash", "5%", scope="component", scope_name="Samplidone"),
        row("Rash", "> 10%", serious="yes"),
    )

    assert [one.figure for one in cell.statements] == [
        "5 in 100",
        "more than 10 in 100",
    ]
    assert cell.statements[0].note == "From the component Samplidone"
    assert [one.is_serious for one in cell.statements] == [False, True]


def test_the_same_statement_twice_is_shown_once():
    assert len(only_cell(row("Rash", "5%"), row("Rash", "5%")).statements) == 1


def test_seriousness_alone_is_a_difference():
    pages = [page(row("Rash", "5%", serious="yes")), page(row("Rash", "5%"))]

    assert list(as_table(compare_effects(pages))) == ["Listed by both, not said alike"]


def test_a_renamed_effect_and_one_made_again_are_one_row():
    key = uuid4()
    pages = [
        page(row("Headache", key=key)),
        page(row("Head pain", key=key)),
        page(row("headache", key=uuid4())),
    ]

    table = as_table(compare_effects(pages))

    assert table == {"Listed by all, said alike": {"Headache": [["no figure"]] * 3}}


def test_effects_that_were_merged_since_are_one_row():
    former, kept = uuid4(), uuid4()
    pages = [page(row("Head pain", key=former)), page(row("Headache", key=kept))]

    table = as_table(compare_effects(pages, merged={former: kept}))

    assert table == {"Listed by both, said alike": {"Head pain": [["no figure"]] * 2}}


def test_a_page_without_a_list_makes_no_difference():
    pages = [page(row("Rash", "5%")), page(row("Rash", "5%")), page()]

    (group,) = compare_effects(pages).groups

    assert group.heading == "Listed by both, said alike"
    assert [cell.has_list for cell in group.rows[0].cells] == [True, True, False]


def test_no_side_effects_at_all():
    assert compare_effects([page(), page()]).groups == ()
