"""The comparison with a plain resource: both do the same work on the same lines."""

import pytest

from benchmarks.sheets.files import write_file
from benchmarks.sheets.lines import COLUMNS, LINES_A_DRUG, side_effect_lines
from benchmarks.sheets.populate import populate
from benchmarks.sheets.tasks import TASKS
from monographs.importing.sheets.reading import detect, read_lines
from monographs.models import SideEffect

LINES = 2 * LINES_A_DRUG


def loaded_lines():
    """All that the columns of the file say, whoever loaded them."""
    rows = SideEffect.objects.order_by("monograph_id", "position").values()
    left_out = {"id", "key", "origin", "source_id", "line_from", "line_to"}
    return [
        {name: value for name, value in row.items() if name not in left_out}
        for row in rows
    ]


def test_a_small_file_is_the_beginning_of_a_large_one():
    few, many = list(side_effect_lines(LINES)), list(side_effect_lines(3 * LINES))

    assert many[:LINES] == few


def test_a_line_is_found_by_its_drug_and_its_effect():
    drug, effect = COLUMNS.index("drug"), COLUMNS.index("effect")

    found = {(line[drug], line[effect]) for line in side_effect_lines(600)}

    assert len(found) == 600


@pytest.mark.parametrize("form", ["csv", "xlsx", "zip"])
def test_every_format_holds_the_same_lines(tmp_path, form):
    path = write_file(tmp_path, LINES, form)

    content = path.read_bytes()
    found = detect(content, path.name)
    lines = read_lines(content, path.name, found, found.tables[0].name)

    assert found.tables[0].header == COLUMNS
    assert [line.cells for line in lines] == list(side_effect_lines(LINES))


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("task", ["import_ours", "import_plain", "import_bulk"])
def test_each_loads_new_lines_once(tmp_path, form, task):
    populate(2)
    path = write_file(tmp_path, LINES, form)

    first, again = TASKS[task](path), TASKS[task](path)

    assert first["new"] == LINES
    assert (again.get("new", 0), again["unchanged"]) == (0, LINES)


@pytest.mark.django_db
@pytest.mark.parametrize("task", ["import_plain", "import_bulk", "insert_only"])
def test_what_others_load_is_what_ours_finds_unchanged(tmp_path, task):
    populate(2)
    path = write_file(tmp_path, LINES, "csv")

    TASKS[task](path)

    assert TASKS["import_ours"](path) == {"unchanged": LINES}
    assert TASKS["import_plain"](path)["unchanged"] == LINES


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_export_of_either_is_found_unchanged(tmp_path, form):
    populate(2)
    TASKS["import_ours"](write_file(tmp_path, LINES, "csv"))
    before = loaded_lines()
    name = f"side_effects.{form}"

    for task in ("export_ours", "export_plain"):
        path = tmp_path / task / name
        path.parent.mkdir()
        assert TASKS[task](path) == {"lines": LINES}
        assert TASKS["import_ours"](path) == {"unchanged": LINES}

    assert loaded_lines() == before


@pytest.mark.django_db
def test_the_preview_of_new_lines_is_measured(tmp_path):
    populate(2)

    did = TASKS["preview_page"](write_file(tmp_path, LINES, "zip"))

    assert did["bytes"] > 1_000
