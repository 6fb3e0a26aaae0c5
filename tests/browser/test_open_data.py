"""The page that lists the sets of open data, as people meet it."""

import pytest

from monographs import workflow
from monographs.public.open_data.publish import publish_data
from tests.factories import (
    make_full_drug,
    make_published_drug,
    make_publisher,
    publish_now,
)


@pytest.fixture
def held_back(settings, tmp_path):
    """The day of a set that holds a withdrawn page; a newer one is given out."""
    settings.DATA_DIR = tmp_path
    publish_now(make_full_drug(slug="examplazole"))
    drug = make_published_drug(slug="withdrazole")
    older = publish_data()
    workflow.withdraw(drug, by=make_publisher(), reason="Wrong dose.")
    publish_data()
    return older.name


@pytest.mark.any_database
def test_the_page_is_accessible_and_fits_a_phone(
    open_page, assert_accessible, held_back
):
    page = open_page(bypass_csp=True, viewport={"width": 320, "height": 800})

    for address in ("/data/", f"/data/{held_back}/versions.jsonl"):
        page.goto(address)

        assert page.evaluate("document.documentElement.scrollWidth") == 320
        assert_accessible(page)


def test_a_file_is_reached_from_any_page(page, held_back):
    page.goto("/drugs/examplazole/")
    page.get_by_role("link", name="Open data").click()

    with page.expect_download() as download:
        page.get_by_role("link", name="medsite.sqlite").click()

    assert download.value.suggested_filename == "medsite.sqlite"
