"""Searching in a real browser: by keyboard, without script, on a phone."""

import pytest
from playwright.sync_api import expect

from tests.factories import (
    make_drug,
    make_effect,
    make_name,
    make_published_drug,
    make_section,
    make_side_effect,
    publish_now,
)


@pytest.fixture
def drugs(transactional_db):
    drug = make_drug(title="Examplazole", slug="examplazole")
    make_name(drug, "Brandol")
    make_section(drug, kind="precautions", body="Grapefruit makes it stronger.")
    make_side_effect(drug, make_effect("Headache"))
    publish_now(drug)
    make_published_drug(title="Examplamole", slug="examplamole")


def test_a_suggestion_is_chosen_by_keyboard(page, drugs):
    page.goto("/comparisons/")
    box = page.get_by_role("combobox", name="Search for a drug")
    box.press_sequentially("exam")
    expect(page.get_by_role("option")).to_have_count(2)
    expect(box).to_have_attribute("aria-expanded", "true")

    box.press("ArrowDown")
    box.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    expect(chosen).to_contain_text("Examplazole")
    expect(box).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
    box.press("Enter")

    page.wait_for_url("**/drugs/examplazole/")


def test_escape_closes_the_suggestions_and_keeps_the_words(page, drugs):
    page.goto("/")
    box = page.get_by_role("combobox")
    box.press_sequentially("bran")
    expect(page.get_by_role("option")).to_have_text(
        ["Brandol brand name of Examplazole"]
    )

    box.press("Escape")

    expect(page.get_by_role("listbox", include_hidden=True)).to_be_hidden()
    expect(box).to_have_value("bran")
    box.press("Enter")
    page.wait_for_url("**/search/?q=bran")


def test_a_suggestion_is_chosen_by_pointer(page, drugs):
    page.goto("/")
    page.get_by_role("combobox").press_sequentially("brandol")

    page.get_by_role("option").click()

    page.wait_for_url("**/drugs/examplazole/")


def test_the_form_works_without_script(open_page, drugs):
    page = open_page(java_script_enabled=False)
    page.goto("/")

    page.get_by_label("Search for a drug").fill("grapefruit")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Examplazole").first.click()

    page.wait_for_url("**/drugs/examplazole/#precautions")


ADDRESSES = [
    "/",
    "/search/",
    "/search/?q=examplazole",
    "/search/?q=exampelazole",
    "/search/?q=headache&kind=effect",
    "/search/?q=the+of",
    f"/search/?q={'x' * 300}",
    "/drugs/examplazole/",
]


@pytest.mark.any_database
def test_the_pages_are_accessible(open_page, drugs, assert_accessible):
    # The checker puts styles of its own into a page, which the policy would refuse.
    page = open_page(bypass_csp=True)

    for address in ADDRESSES:
        page.goto(address)
        assert_accessible(page)
    page.goto("/")
    page.get_by_role("combobox").press_sequentially("exam")
    expect(page.get_by_role("option")).to_have_count(2)
    assert_accessible(page)
