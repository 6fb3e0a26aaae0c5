"""The files back: each line with what became of it, or only what is to be mended."""

import csv as csv_format
import io
import json
from zipfile import ZipFile

import pytest

from monographs.exporting.tables import CannotHold
from monographs.importing.sheets.annotate import (
    NothingToMend,
    annotated,
    errors_only,
    format_of,
)
from monographs.importing.sheets.reading import detect, read_lines
from monographs.models import SideEffect
from tests.factories import make_drug, make_effect, make_side_effect
from tests.importing.batches import drug
from tests.importing.sheets.loads import (
    File,
    csv,
    issues,
    load_now,
    loaded,
    previewed,
    taken_in,
    undo_now,
)

pytestmark = pytest.mark.django_db

NOTES = ["import_status", "import_errors"]


@pytest.fixture(autouse=True)
def _examplazole():
    page = make_drug(title="Examplazole", slug="examplazole")
    for name in ("Nausea", "Purple toes"):
        make_side_effect(page, effect=make_effect(name))


LINES = (
    "drug,effect,serious",
    "examplazole,Nausea,yes",
    "examplazole,Purple toes,",
    "examplazole,Hiccups,",
    "examplazole,Rash,maybe",
    "samplidone,Nausea,",
)


def bytes_of(noted):
    return b"".join(noted.written.parts)


def rows_of(noted):
    text = bytes_of(noted).decode("utf-8-sig")
    return list(csv_format.reader(io.StringIO(text, newline="")))


def statuses(rows):
    """By line, as the spreadsheet counts."""
    at = rows[0].index("import_status")
    return {number: row[at] for number, row in enumerate(rows[1:], 2)}


def test_each_line_says_what_becomes_of_it():
    batch = previewed(side_effects=LINES)

    rows = rows_of(annotated(batch, "csv"))

    assert rows[0] == ["drug", "effect", "serious", *NOTES]
    assert statuses(rows) == {
        2: "changed",
        3: "unchanged",
        4: "new",
        5: "error",
        6: "error",
    }
    assert rows[4][4].startswith('C5: "maybe" is no answer.')
    assert rows[5][4].startswith('A6: There is no drug "samplidone".')


def test_blank_lines_and_a_title_above_keep_every_line_in_its_place():
    text = b"Our list,,\n\ndrug,effect,serious\n\nexamplazole,Rash,maybe\n"
    batch = previewed(side_effects=text)

    rows = rows_of(annotated(batch, "csv"))

    assert rows[0] == ["Our list", "", "", "", ""]
    assert rows[2] == ["drug", "effect", "serious", *NOTES]
    assert rows[4][:4] == ["examplazole", "Rash", "maybe", "error"]
    assert not any(rows[1] + rows[3])


def test_only_bad_lines_keep_their_cells_and_say_why():
    batch = previewed(side_effects=LINES)

    rows = rows_of(errors_only(batch, "csv"))

    assert [row[:4] for row in rows] == [
        ["drug", "effect", "serious", "import_status"],
        ["examplazole", "Rash", "maybe", "error"],
        ["samplidone", "Nausea", "", "error"],
    ]


def test_notes_of_bad_lines_say_where_they_stood_and_name_no_cell_of_the_new_file():
    batch = previewed(side_effects=LINES)

    rows = rows_of(errors_only(batch, "csv"))

    assert rows[1][4].startswith(
        'Line 5 of side_effects.csv | serious: "maybe" is no answer.'
    )
    assert rows[2][4].startswith(
        'Line 6 of side_effects.csv | drug: There is no drug "samplidone".'
    )


def test_notes_of_one_of_several_tables_name_it():
    lines = [{"drug": "samplidone", "effect": "Nausea"}]
    faqs = [{"drug": "examplazole", "question": "Why?", "answer": "Because."}]
    content = json.dumps({"sheets": {"faqs": faqs, "side_effects": lines}}).encode()
    batch = previewed(File("everything.json", content))

    rows = rows_of(errors_only(batch, "csv"))

    assert rows[1][3].startswith("Line 1 of side_effects in everything.json | drug: ")


def test_where_lines_become_objects_their_notes_name_columns():
    batch = previewed(side_effects=LINES)

    noted = json.loads(bytes_of(annotated(batch, "json")))

    notes = [line["import_errors"] for line in noted["sheets"]["side_effects"]]
    assert notes[:3] == [""] * 3
    assert notes[3].startswith("Line 5 of side_effects.csv | serious: ")


def test_notes_are_passed_over_when_the_file_is_loaded_again():
    noted = bytes_of(errors_only(previewed(side_effects=LINES), "csv"))

    again = previewed(side_effects=noted)

    rows = rows_of(errors_only(again, "csv"))
    assert rows[0] == ["drug", "effect", "serious", *NOTES]
    assert [row[4][:31] for row in rows[1:]] == [
        "Line 2 of side_effects.csv | se",
        "Line 3 of side_effects.csv | dr",
    ]


def test_the_mended_file_is_loaded_without_a_question():
    first = loaded(side_effects=LINES, skip_bad=True)
    noted = errors_only(first, "csv")
    rows = (
        bytes_of(noted).replace(b"maybe", b"yes").replace(b"samplidone", b"examplazole")
    )

    batch = previewed(File(f"{noted.stem}-errors (1).csv", rows))

    assert batch.state == "preview", batch.message
    load_now(batch)
    rash = SideEffect.objects.get(monograph=drug("examplazole"), effect__name="Rash")
    assert rash.serious == "yes"


def test_a_file_that_was_annotated_before_gets_its_notes_anew():
    noted = bytes_of(annotated(previewed(side_effects=LINES), "csv"))

    rows = rows_of(annotated(previewed(side_effects=noted), "csv"))

    assert rows[0] == ["drug", "effect", "serious", *NOTES]
    assert statuses(rows)[5] == "error"


def test_where_nothing_of_a_drug_can_be_loaded_no_line_is_called_unchanged():
    text = (
        "drug,effect,edit_version",
        "examplazole,Nausea,",
        "nodrug,Hiccups,",
        "nodrug,Nausea,",
    )
    batch = previewed(side_effects=csv(*(line.rpartition(",")[0] for line in text)))

    rows = rows_of(annotated(batch, "csv"))

    assert statuses(rows) == {2: "unchanged", 3: "error", 4: "error"}


def test_several_tables_come_back_in_their_order_and_ignored_ones_as_they_were():
    faqs = csv("drug,question,answer", "examplazole,Why?,Because.")
    batch = previewed(side_effects=LINES, faqs=faqs)

    with ZipFile(io.BytesIO(bytes_of(annotated(batch, "csv")))) as archive:
        names = archive.namelist()
        second = archive.read("faqs.csv").decode("utf-8-sig")
    only = errors_only(batch, "csv")

    assert names == ["side_effects.csv", "faqs.csv"]
    assert second.splitlines()[1] == "examplazole,Why?,Because.,new,"
    assert (only.stem, only.written.ending) == ("side_effects", "csv")


@pytest.mark.parametrize("format", ["csv", "tsv", "xlsx", "ods", "json"])
def test_every_format_holds_the_notes(format):
    batch = previewed(side_effects=LINES)
    noted = annotated(batch, format)

    content = bytes_of(noted)

    name = f"side_effects.{noted.written.ending}"
    found = detect(content, name)
    (table,) = found.tables
    lines = list(read_lines(content, name, found, table.name))
    at = table.header.index("import_status")
    assert [line.cells[at] for line in lines] == [
        *("changed", "unchanged", "new", "error", "error")
    ]


def test_what_stands_under_no_header_stays():
    text = csv("drug,effect", "examplazole,Hiccups,what is this")
    batch = previewed(side_effects=text)

    rows = rows_of(errors_only(batch, "csv"))

    assert rows[1][:3] == ["examplazole", "Hiccups", "error"]
    assert rows[1][3].startswith(
        "Line 2 of side_effects.csv | The cell in column C stands under no header."
    )
    assert rows[1][4] == "what is this"


def test_after_undoing_lines_are_taken_back():
    batch = undo_now(loaded(side_effects=LINES[:4]))

    rows = rows_of(annotated(batch, "csv"))

    assert statuses(rows) == {2: "taken back", 3: "unchanged", 4: "taken back"}


def test_without_errors_there_is_nothing_to_mend():
    batch = previewed(side_effects=LINES[:4])

    with pytest.raises(NothingToMend):
        errors_only(batch, "csv")


def test_json_refuses_two_columns_of_one_name():
    text = csv("drug,effect,note,note", "examplazole,Hiccups,a,b")
    batch = taken_in(side_effects=text)

    with pytest.raises(CannotHold, match="same name"):
        annotated(batch, "json")


def test_a_file_comes_back_as_it_came():
    lines = [{"drug": "examplazole", "effect": "Hiccups"}]
    content = json.dumps({"sheets": {"side_effects": lines}}).encode()

    batch = previewed(File("everything.json", content))

    assert format_of(batch) == "json"
    assert format_of(previewed(side_effects=LINES)) == "csv"


def test_tables_of_one_name_in_two_files_keep_their_notes_apart():
    effects = [{"drug": "examplazole", "effect": "Rash", "serious": "maybe"}]
    faqs = [{"drug": "examplazole", "question": "May I?", "answer": "Wait."}]
    files = [
        File(name, json.dumps({"sheets": {"Sheet1": table}}).encode())
        for name, table in (("effects.json", effects), ("faqs.json", faqs))
    ]
    batch = previewed(*files)

    (place, _) = next(one for one in issues(batch) if one[1] != "new_effect")
    noted = json.loads(bytes_of(annotated(batch, "json")))
    bad = json.loads(bytes_of(errors_only(batch, "json")))

    assert place == "Sheet1 in effects.json!C1"
    statuses = {
        name: [row["import_status"] for row in rows]
        for name, rows in noted["sheets"].items()
    }
    assert statuses == {"Sheet1": ["error"], "Sheet1 2": ["new"]}
    assert list(bad["sheets"]) == ["Sheet1"]
