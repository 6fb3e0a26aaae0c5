"""A data steward's way from a list to a spreadsheet."""

import os
from pathlib import Path

import pytest

from tests.exporting.tables.readers import read
from tests.factories import make_full_drug, make_section, make_steward

# Pictures of the page, for whoever works on it.
PICTURES = os.environ.get("PICTURES")


@pytest.fixture
def log_in(open_page, transactional_db):
    make_steward(username="steward", is_staff=True)

    def log_in(**options):
        page = open_page(**options)
        page.goto("/admin/")
        page.fill("input[name=username]", "steward")
        page.fill("input[name=password]", "correct horse")
        page.click("input[type=submit]")
        return page

    return log_in


def take_picture(page, name):
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def test_ticked_drugs_become_a_workbook(log_in):
    make_full_drug(title="Anonymol", slug="anonymol")
    make_full_drug(title="Examplazole", slug="examplazole")
    page = log_in()
    page.goto("/admin/monographs/drug/")
    take_picture(page, "list")

    page.get_by_role("checkbox", name="Select this object", exact=False).first.check()
    page.locator("select[name=action]").select_option(label="Export as spreadsheets")
    page.get_by_role("button", name="Go").click()
    page.get_by_label("Those that were ticked (1)").wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="Export").click()

    assert download.value.suggested_filename.endswith(".xlsx")
    found = read("xlsx", Path(download.value.path()).read_bytes())
    assert [row[2] for row in found["drugs"]] == ["address", "anonymol"]


def test_a_refusal_keeps_what_was_chosen(log_in):
    make_section(make_full_drug(title="Examplazole"), body="x" * 32_768)
    page = log_in()
    page.goto("/admin/monographs/drug/?q=Examplazole")
    page.get_by_role("link", name="Export", exact=True).click()
    page.get_by_label("Names:", exact=False).uncheck()
    page.get_by_role("button", name="Export").click()

    page.get_by_text("Take CSV, TSV or JSON").wait_for()
    take_picture(page, "refused")
    assert page.get_by_label("All drugs, as the list is filtered (1)").is_checked()
    assert not page.get_by_label("Names:", exact=False).is_checked()
    page.get_by_label("Format").select_option(label="CSV")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export").click()
    assert download.value.suggested_filename.endswith(".zip")


@pytest.mark.any_database
def test_the_page_can_be_read_by_everybody(log_in, assert_accessible):
    page = log_in(viewport={"width": 400, "height": 800}, bypass_csp=True)  # for axe

    page.goto("/admin/export/")

    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    assert_accessible(page)
    take_picture(page, "export")
