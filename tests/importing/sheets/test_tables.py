"""The feature tables of comparisons: a line a cell."""

import pytest

from tests.factories import make_comparison, make_full_comparison
from tests.importing.batches import drug, verify_all
from tests.importing.sheets.exports import exported
from tests.importing.sheets.loads import issues, lines, loaded, outcomes, previewed

pytestmark = pytest.mark.django_db

HEADER = "comparison,feature,subject,text"
NEW = {
    "drugs": ("kind,address,title", "comparison,a-or-b,A or B"),
    "comparisons": (
        HEADER,
        "a-or-b,Taken,A,by mouth",
        "a-or-b,Taken,B,by hand",
        "a-or-b,Colour,A,blue",
        "a-or-b,Smell,,",
        "a-or-b,,C,",
    ),
}


def table_of(monograph):
    return [
        (row.feature, {cell.subject.name: cell.text for cell in row.cells.all()})
        for row in monograph.comparison_rows.all()
    ]


def test_a_new_table_comes_in_the_order_of_its_lines():
    batch = loaded(**NEW)

    assert table_of(drug("a-or-b")) == [
        ("Taken", {"A": "by mouth", "B": "by hand"}),
        ("Colour", {"A": "blue"}),
        ("Smell", {}),
    ]
    assert [one.name for one in drug("a-or-b").subjects.all()] == ["A", "B", "C"]
    assert lines(batch, "comparisons") == {"new": 5}


def test_the_same_table_again_changes_nothing():
    loaded(**NEW)

    batch = loaded(**NEW)

    assert outcomes(batch) == {}
    assert lines(batch, "comparisons") == {"unchanged": 5}


def test_a_changed_cell_takes_its_rows_verification_and_no_others():
    loaded(**NEW)
    verify_all(drug("a-or-b"))

    loaded(comparisons=(HEADER, "a-or-b,Taken,B,by foot"))

    taken, colour, _ = drug("a-or-b").comparison_rows.all()
    assert table_of(drug("a-or-b"))[0] == ("Taken", {"A": "by mouth", "B": "by foot"})
    assert (taken.is_unverified, colour.is_unverified) == (True, False)
    assert taken.source.path == "comparisons.csv"
    assert all(one.verified_at for one in drug("a-or-b").subjects.all())


def test_a_row_is_renamed_by_all_of_its_lines():
    monograph = make_full_comparison(slug="a-or-b")
    sheets = exported(monograph)
    for line in sheets["comparisons"]:
        line["feature"] = "Given"

    loaded(*sheets.files())

    assert [name for name, _ in table_of(monograph)] == ["Given"]


def test_lines_that_call_one_row_differently_are_refused():
    monograph = make_full_comparison(slug="a-or-b")
    sheets = exported(monograph)
    sheets["comparisons"][0]["feature"] = "Given"

    batch = previewed(*sheets.files())

    assert issues(batch) == [("comparisons!D2", "contradiction")]


def test_rows_and_columns_move():
    loaded(**NEW)

    batch = loaded(
        comparisons=(
            "comparison,row_position,feature,subject_position,subject,text",
            "a-or-b,2,Taken,2,A,by mouth",
            "a-or-b,2,Taken,1,B,by hand",
            "a-or-b,1,Colour,2,A,blue",
        )
    )

    features = [name for name, _ in table_of(drug("a-or-b"))]
    assert features == ["Colour", "Taken", "Smell"]
    assert [one.name for one in drug("a-or-b").subjects.all()] == ["B", "A", "C"]
    assert outcomes(batch) == {"a-or-b": "changed"}


def test_two_lines_for_one_cell_are_refused():
    make_comparison(slug="a-or-b")

    batch = previewed(comparisons=(HEADER, "a-or-b,Taken,A,one", "a-or-b,Taken,A,two"))

    assert issues(batch) == [("comparisons!3", "repeated_key")]


def test_a_text_without_a_place_is_refused():
    make_comparison(slug="a-or-b")

    batch = previewed(
        comparisons=(HEADER, "a-or-b,Taken,,one", "a-or-b,,A,two", "a-or-b,,,")
    )

    assert issues(batch) == [
        ("comparisons!C2", "text_without_place"),
        ("comparisons!B3", "text_without_place"),
        ("comparisons!B4", "nothing_said"),
    ]


def test_the_key_of_another_cell_is_refused():
    monograph = make_full_comparison(slug="a-or-b")
    sheets = exported(monograph)
    first, second = sheets["comparisons"]
    first["key"], second["key"] = second["key"], first["key"]

    batch = previewed(*sheets.files())

    assert [code for _, code in issues(batch)] == ["other_cell", "other_cell"]
