"""What columns mean: by their names, by what a person says, or not at all."""

import pytest

from monographs.importing.advance import run
from monographs.importing.sheets.decisions import (
    MappingRefused,
    profile_named,
    read_file_as,
    save_profile,
    use_mapping,
)
from monographs.importing.sheets.mapping import BadMapping, Mapping
from monographs.importing.sheets.reading import Choice
from monographs.importing.sheets.suggest import problems, suggested_mapping
from monographs.importing.sheets.take_in import take_in_sheets
from monographs.models import ImportProfile
from monographs.workflow import TransitionRefused
from tests.factories import make_drug, make_steward
from tests.importing.batches import drug
from tests.importing.sheets.loads import (
    File,
    csv,
    load_now,
    loaded,
    previewed,
    taken_in,
    told_problems,
)

pytestmark = pytest.mark.django_db


def codes(batch, mapping=None):
    mapping = mapping or Mapping.from_json(batch.mapping)
    return [(issue.place, issue.code) for issue in problems(batch, mapping)]


def test_names_that_are_exactly_ours_need_no_person():
    batch = taken_in(names=("Drug,KIND,name", "examplazole,brand,A"))

    assert batch.state == "reading"
    assert batch.mapping == {
        "blank": "leave",
        "tables": [
            {
                "file": 1,
                "table": "names",
                "sheet": "names",
                "columns": {"0": "drug", "1": "kind", "2": "name"},
            }
        ],
    }


def test_a_person_may_want_to_be_asked_anyway():
    batch = take_in_sheets(
        [File("names.csv", csv("drug,kind,name"))],
        name="n",
        by=make_steward(),
        asks_first=True,
    )

    assert batch.state == "mapping"


def test_a_sheet_is_known_by_its_columns_whatever_the_file_is_called():
    batch = taken_in(File("november.csv", csv("drug,question,answer", "a,b,c")))

    assert batch.mapping["tables"][0]["sheet"] == "faqs"


def test_an_unknown_column_names_the_nearest_known_one():
    batch = taken_in(names=("drug,kind,nmae", "examplazole,brand,A"))

    (problem,) = problems(batch, Mapping.from_json(batch.mapping))
    assert batch.state == "mapping"
    assert (problem.place, problem.code) == ("names!C1", "unknown_column")
    assert 'Did you mean "name"?' in problem.message


def test_letters_that_only_look_like_ours_are_told():
    batch = taken_in(names=("drug,kind,n\u0430me", "examplazole,brand,A"))

    (problem,) = problems(batch, Mapping.from_json(batch.mapping))
    assert 'looks like "name"' in problem.message


def test_two_columns_of_one_name_are_refused():
    batch = taken_in(names=("drug,kind,name,Name", "examplazole,brand,A,B"))

    assert codes(batch) == [("names!D1", "repeated_column")]


def test_a_table_without_the_drug_is_refused():
    batch = taken_in(names=("kind,name", "brand,A"))

    assert codes(batch) == [("names!1", "missing_column")]


def test_two_tables_for_one_sheet_are_refused():
    batch = taken_in(
        File("names.csv", csv("drug,kind,name")),
        File("names.tsv", b"drug\tkind\tname\n"),
    )

    assert codes(batch) == [("names", "repeated_sheet")]


def test_two_files_of_the_same_name_are_refused_and_both_named():
    batch = taken_in(
        File("side_effects.csv", csv("drug,effect", "examplazole,Nausea")),
        File("side_effects.csv", csv("drug,effect", "samplidone,Rash")),
    )

    assert batch.state == "mapping"
    assert told_problems(batch) == [
        (
            "side_effects",
            "repeated_sheet",
            'Both "side_effects" in file 1 (side_effects.csv) and "side_effects" in '
            "file 2 (side_effects.csv) are the sheet side_effects. Leave one of them "
            "out, and load it afterwards.",
        )
    ]


def test_of_two_files_of_the_same_name_one_may_be_left_out():
    make_drug(slug="samplidone")
    batch = taken_in(
        File("names.csv", csv("drug,kind,name", "samplidone,brand,A")),
        File("names.csv", csv("drug,kind,name", "samplidone,brand,B")),
    )
    mapping = batch.mapping
    mapping["tables"][0]["sheet"] = ""

    batch = run(use_mapping(batch, Mapping.from_json(mapping), by=batch.by))
    load_now(batch)

    assert [name.text for name in drug("samplidone").names.all()] == ["B"]


def test_an_unknown_table_names_the_nearest_known_one():
    batch = taken_in(File("side_efects.csv", csv("drug,something", "a,b")))

    (problem,) = problems(batch, Mapping.from_json(batch.mapping))
    assert problem.code == "unknown_sheet"
    assert 'Did you mean "side_effects"?' in problem.message


def test_a_person_says_what_columns_mean():
    make_drug(slug="examplazole")
    batch = taken_in(File("names.csv", csv("Mittel,Art,Name", "examplazole,brand,A")))
    mapping = Mapping.from_json(
        {
            "blank": "leave",
            "tables": [
                {
                    "file": 1,
                    "table": "names",
                    "sheet": "names",
                    "columns": {"0": "drug", "1": "kind", "2": "name"},
                }
            ],
        }
    )

    load_now(run(use_mapping(batch, mapping, by=batch.by)))

    assert drug("examplazole").names.get().text == "A"


def test_columns_and_tables_may_be_left_out():
    make_drug(slug="examplazole")
    batch = taken_in(
        File("names.csv", csv("drug,kind,name,remark", "examplazole,brand,A,!")),
        File("notes.csv", csv("anything", "at all")),
    )
    data = batch.mapping
    data["tables"][0]["columns"]["3"] = ""
    data["tables"][1]["sheet"] = ""

    use_mapping(batch, Mapping.from_json(data), by=batch.by)
    batch = run(batch)

    assert batch.state == "preview"
    assert batch.counts["lines"] == {"names": {"new": 1}}


def test_a_mapping_with_problems_is_refused_with_all_of_them():
    batch = taken_in(names=("drug,kind,nmae,nnn", "examplazole,brand,A,B"))

    with pytest.raises(MappingRefused) as refusal:
        use_mapping(batch, Mapping.from_json(batch.mapping), by=batch.by)

    assert len(refusal.value.issues) == 2


@pytest.mark.parametrize(
    "data",
    [None, [], {"tables": 5}, {"tables": [{}]}, {"blank": "maybe", "tables": []}],
)
def test_what_is_no_mapping_is_refused(data):
    with pytest.raises(BadMapping):
        Mapping.from_json(data)


def test_columns_may_be_chosen_again_after_the_preview():
    make_drug(slug="examplazole")
    batch = previewed(names=("drug,kind,name", "examplazole,brandy,A"))
    data = batch.mapping

    again = use_mapping(
        batch, Mapping.from_json({**data, "blank": "clear"}), by=batch.by
    )
    again = run(again)

    assert again.state == "preview"
    assert again.rows.count() == 1
    assert again.lines.count() == 1


def test_columns_of_a_loaded_import_stay():
    make_drug(slug="examplazole")
    batch = loaded(names=("drug,kind,name", "examplazole,brand,A"))

    with pytest.raises(TransitionRefused, match="loaded"):
        use_mapping(batch, Mapping.from_json(batch.mapping), by=batch.by)


def test_a_profile_remembers_what_headers_mean():
    steward = make_steward()
    first = taken_in(File("names.csv", csv("Mittel,Art,Name", "a,brand,A")), by=steward)
    data = first.mapping
    data["tables"][0]["columns"] = {"0": "drug", "1": "kind", "2": "name"}
    save_profile(first, Mapping.from_json(data), name="Ours", by=steward)

    batch = take_in_sheets(
        [File("names-2.csv", csv("Name,Art,Mittel", "A,brand,a"))],
        name="n",
        by=steward,
        profile=profile_named("Ours"),
    )

    assert batch.state == "reading"
    assert batch.mapping["tables"][0]["columns"] == {
        "0": "name",
        "1": "kind",
        "2": "drug",
    }


def test_a_profile_that_is_not_there_names_those_that_are():
    ImportProfile.objects.create(name="Ours", mapping={}, by=make_steward())

    with pytest.raises(TransitionRefused, match="Saved ones are: Ours"):
        profile_named("Theirs")


def test_a_file_that_cannot_be_read_says_so():
    batch = taken_in(File("names.xlsx", b"PK\x03\x04 not really"))

    row = batch.rows.get()
    assert (batch.state, row.outcome, row.path) == ("mapping", "error", "names.xlsx")
    assert row.issues.get().message == row.message


def test_a_person_says_how_a_file_is_read():
    batch = taken_in(File("names.csv", b"drug|kind|name,again\na|brand|A,B\n"))

    batch = read_file_as(batch, 1, Choice(delimiter=","), by=batch.by)

    (table,) = batch.files.get().detected["found"]["tables"]
    assert table["header"] == ["drug|kind|name", "again"]
    assert batch.state == "mapping"


def test_a_file_that_breaks_off_is_not_used_and_the_others_are():
    make_drug(slug="examplazole")
    broken = csv("drug,kind,name", "examplazole,brand,A", 'examplazole,brand,"B')

    batch = previewed(
        names=broken, faqs=("drug,question", "examplazole,Why?"), skip_bad=True
    )

    assert batch.state == "preview"
    assert "error" in batch.rows.values_list("outcome", flat=True)
    assert load_now(batch).state == "done"
    assert drug("examplazole").faqs.count() == 1


def test_a_suggestion_leaves_undecided_what_nobody_can_know():
    batch = taken_in(File("x.csv", csv("a,b", "1,2")))

    (table,) = suggested_mapping(batch).tables
    assert (table.sheet, table.columns) == (None, {})
