"""What the database says in each sheet."""

import pytest
from tablib import Dataset

from monographs.content import read_working_copy
from monographs.exporting.sheets import SHEETS
from monographs.exporting.sheets.sheet_resource import RowByRowRefused
from monographs.models import (
    ComparisonRow,
    ComparisonSubject,
    Component,
    Monograph,
)
from tests.factories import (
    make_disagreement,
    make_drug,
    make_full_comparison,
    make_full_drug,
    make_imported_section,
    make_side_effect,
    make_user,
)

pytestmark = pytest.mark.django_db


def lines(sheet, *monographs):
    names = SHEETS[sheet].column_names()
    return [
        dict(zip(names, line.cells, strict=True))
        for line in SHEETS[sheet].current([monograph.pk for monograph in monographs])
    ]


def test_a_page_has_a_line():
    drug = make_drug(title="Examplazole", slug="examplazole", is_listed=False)

    assert lines("drugs", drug) == [
        {
            "key": str(drug.key),
            "kind": "drug",
            "address": "examplazole",
            "title": "Examplazole",
            "listed": "no",
            "author": "",
            "interests": "",
            "review_period_months": "24",
            "edit_version": "1",
        }
    ]


def test_rows_follow_each_other_as_on_their_page():
    drug, other = make_drug(), make_drug()
    for place, group in [(7, "last"), (3, "first")]:
        make_side_effect(drug, position=place, group=group)
    make_side_effect(other, group="another page's")

    found = lines("side_effects", drug, other)

    assert [(one["drug"], one["position"], one["group"]) for one in found] == [
        (drug.slug, "1", "first"),
        (drug.slug, "2", "last"),
        (other.slug, "1", "another page's"),
    ]


def test_an_imported_row_counts_as_verified_when_somebody_looked_at_it():
    drug = make_drug()
    section = make_imported_section(drug)

    assert [one["verified"] for one in lines("sections", drug)] == ["yes", "no"]

    section.verified_by, section.verified_at = make_user(), "2020-01-01T00:00Z"
    section.save()

    assert [one["verified"] for one in lines("sections", drug)] == ["yes", "yes"]


def test_a_line_knows_its_row():
    row = make_side_effect(make_drug())

    (line,) = SHEETS["side_effects"].current([row.monograph_id])

    assert (line.monograph_id, line.pk, line.key) == (row.monograph_id, row.pk, row.key)


def test_a_component_names_its_own_page():
    drug, other = make_drug(), make_drug(slug="samplidone")
    Component.objects.create(monograph=drug, name="Samplidone", drug_id=other.pk)

    assert lines("components", drug)[0]["component_drug"] == "samplidone"


def test_a_table_has_a_line_for_each_cell_and_for_what_has_none():
    comparison = make_full_comparison()
    ComparisonRow.objects.create(monograph=comparison, feature="Empty", position=9)
    ComparisonSubject.objects.create(monograph=comparison, name="Unused", position=9)

    found = lines("comparisons", comparison)

    shown = ("row_position", "feature", "subject_position", "subject", "text")
    assert [tuple(one[name] for name in shown) for one in found] == [
        ("1", "Taken", "1", "Examplazole", "Examplazole [1]"),
        ("1", "Taken", "2", "Samplidone", "Samplidone [1]"),
        ("2", "Empty", "", "", ""),
        ("", "", "3", "Unused", ""),
    ]
    assert len({one["key"] for one in found}) == 4


@pytest.mark.parametrize("sheet", SHEETS)
def test_more_pages_need_no_more_queries(sheet, django_assert_num_queries):
    pages = [make_full_drug(), make_full_comparison(), make_full_comparison()]
    make_disagreement(pages[0])
    keys = [page.pk for page in pages]

    with django_assert_num_queries(3 if sheet == "comparisons" else 1):
        list(SHEETS[sheet].current(keys))


@pytest.mark.parametrize("sheet", SHEETS)
def test_no_pages_have_no_lines(sheet):
    assert list(SHEETS[sheet].current([])) == []


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_version_has_the_lines_that_its_working_copy_had(sheet):
    pages = [make_full_drug(), make_full_comparison()]
    make_disagreement(pages[0])

    for page in pages:
        current = [line.cells for line in SHEETS[sheet].current([page.pk])]
        sealed = list(SHEETS[sheet].of_document(read_working_copy(page)))

        if sheet == "drugs":  # no version says how often it is reviewed
            current = [cells[:5] for cells in current]
            sealed = [cells[:5] for cells in sealed]
        assert sealed == current


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_resource_exports_the_same_lines(sheet):
    pages = [make_full_drug(), make_full_comparison()]

    dataset = SHEETS[sheet].resource().export(Monograph.objects.all())

    assert dataset.headers == SHEETS[sheet].column_names()
    assert dataset.dict == lines(sheet, *pages)


def test_no_resource_loads_row_by_row():
    with pytest.raises(RowByRowRefused, match="import_sheets"):
        SHEETS["drugs"].resource().import_data(Dataset())


def test_a_resource_shows_only_what_is_declared():
    for sheet in SHEETS.values():
        assert sheet.resource().get_export_headers() == sheet.column_names()
