"""A reader without a mouse, from the start page to what changed in a version."""

import re

import pytest
from playwright.sync_api import expect

from tests.formulary import put_formulary

pytestmark = pytest.mark.any_database

# An outline around it, or nothing shows where the keyboard is.
IS_FOCUS_SEEN = """() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
}"""
MOST_STEPS = 120


@pytest.fixture
def formulary(transactional_db):
    put_formulary()


def tab_to(page, element):
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        assert page.evaluate(IS_FOCUS_SEEN), page.evaluate(
            "document.activeElement.outerHTML"
        )
        if element.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{element} is not reached by Tab.")


def follow(page, name, address, *, exact=True):
    """Tab to the first such link, and go where it leads."""
    tab_to(page, page.get_by_role("link", name=name, exact=exact).first)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(address))


def test_the_whole_way_by_keyboard_with_the_focus_in_sight(page, formulary):
    page.goto("/")
    tab_to(page, page.get_by_role("searchbox").or_(page.get_by_role("combobox")).first)
    page.keyboard.type("nurofen")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/search/\?q=nurofen"))

    follow(page, re.compile("Ibuprofen"), "/drugs/ibuprofen/")
    follow(page, re.compile("pictures|other orders"), "/drugs/ibuprofen/side-effects/")
    page.go_back()
    follow(page, "Compare", r"/compare/")
    page.go_back()
    follow(page, re.compile("See each difference"), "/drugs/ibuprofen/diff/1/2/")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Ibuprofen")
    follow(page, re.compile("[Vv]ersion 1"), "/drugs/ibuprofen/v/1/")
    expect(page.get_by_text("This is not the current version")).to_be_visible()
