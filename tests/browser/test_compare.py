"""Comparing in a real browser: by keyboard, without script, on a phone."""

import pytest
from playwright.sync_api import expect

from monographs import workflow
from monographs.frequency import read
from tests.factories import (
    make_drug,
    make_effect,
    make_publisher,
    make_section,
    make_side_effect,
    publish_now,
)

TITLES = ["Examplazole", "Samplidone", "Specimenib", "Trialuvine", "Patternol"]


@pytest.fixture
def drugs(transactional_db):
    effects = {name: make_effect(name) for name in ("Headache", "Constipation")}
    for place, title in enumerate(TITLES):
        drug = make_drug(title=title, slug=title.casefold())
        make_section(drug, kind="dosage", body="# Adults\n\nOne a day.", position=1)
        for name, phrase in (("Headache", f"{place + 1}%"), ("Constipation", "common")):
            make_side_effect(
                drug,
                effects[name],
                frequency=read(phrase).frequency,
                serious="yes" if place else "not_stated",
            )
        publish_now(drug)
    workflow.post_notice(
        drug, by=make_publisher(), severity="warning", text="Look twice."
    )


def address(*titles):
    return "/compare/?" + "&".join(f"d={title.casefold()}" for title in titles)


def test_drugs_are_chosen_by_keyboard_from_their_pages(page, drugs):
    page.goto("/drugs/examplazole/")
    tray = page.get_by_role("complementary", name="Drugs to compare")
    status = tray.get_by_role("status")
    expect(tray.get_by_role("link")).to_have_count(0)

    page.get_by_role("button", name="Add to compare").press("Enter")
    expect(status).to_have_text("Drugs to compare: 1")
    expect(page.get_by_role("button", name="Remove from compare")).to_be_focused()

    page.goto("/drugs/samplidone/")
    expect(status).to_have_text("Drugs to compare: 1")
    page.get_by_role("button", name="Add to compare").press("Space")
    tray.get_by_role("link", name="Compare").press("Enter")

    page.wait_for_url(f"**{address('Examplazole', 'Samplidone')}")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Examplazole and Samplidone compared"
    )
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length") == 0


def test_what_is_removed_from_the_table_is_no_longer_chosen(page, drugs):
    page.goto(address("Examplazole", "Samplidone"))
    page.get_by_role("link", name="Remove Samplidone").click()
    page.wait_for_url(f"**{address('Examplazole')}")

    page.goto("/drugs/samplidone/")

    expect(page.get_by_role("status").last).to_have_text("Drugs to compare: 1")
    expect(page.get_by_role("button", name="Add to compare")).to_be_visible()

    page.goto(address("Examplazole"))
    page.get_by_role("link", name="Remove Examplazole").click()
    page.wait_for_url("**/compare/")
    page.goto("/drugs/samplidone/")

    expect(page.get_by_role("status").last).to_be_empty()


def test_a_fifth_is_refused_and_all_can_be_cleared(page, drugs):
    page.goto(address(*TITLES[:4]))
    page.goto("/drugs/patternol/")
    tray = page.get_by_role("complementary", name="Drugs to compare")

    page.get_by_role("button", name="Add to compare").click()
    expect(tray.get_by_role("status")).to_contain_text("Four drugs are the most")

    tray.get_by_role("button", name="Clear").press("Enter")
    expect(tray.get_by_role("status")).to_be_empty()
    expect(tray.get_by_role("link")).to_have_count(0)
    expect(page.get_by_role("button", name="Add to compare")).to_be_focused()


def test_another_tab_begins_anew(open_page, drugs):
    first = open_page()
    first.goto("/drugs/examplazole/")
    first.get_by_role("button", name="Add to compare").click()

    second = first.context.new_page()
    second.goto("/drugs/samplidone/")

    expect(second.get_by_role("button", name="Add to compare")).to_be_visible()
    tray = second.get_by_role("complementary", name="Drugs to compare")
    expect(tray.get_by_role("status")).to_be_empty()


def test_all_of_it_works_without_script(open_page, drugs):
    page = open_page(java_script_enabled=False)
    page.goto("/drugs/examplazole/")
    expect(page.get_by_role("button", name="Add to compare")).to_be_hidden()

    page.get_by_role("link", name="Compare with another drug").click()
    page.get_by_label("Add a drug by its name").fill("samplidone")
    page.get_by_role("button", name="Add", exact=True).click()

    page.wait_for_url(f"**{address('Examplazole', 'Samplidone')}")
    page.get_by_role("link", name="From A to Z").click()
    page.wait_for_url("**&order=name#effects")
    page.get_by_role("link", name="Remove Examplazole").click()
    page.wait_for_url(f"**{address('Samplidone')}&order=name")


def test_a_keyboard_scrolls_a_table_that_is_too_wide(open_page, drugs):
    page = open_page(viewport={"width": 660, "height": 800})
    page.goto(address(*TITLES[:4]))
    box = page.get_by_role("region", name="have a side effect")
    name = page.get_by_role("rowheader", name="Headache")
    before = name.bounding_box()["x"]

    box.focus()
    box.press("ArrowRight")
    page.wait_for_timeout(300)  # browsers scroll smoothly

    assert box.evaluate("(box) => box.scrollLeft") > 0
    assert abs(name.bounding_box()["x"] - before) < 1  # it stays in sight


def test_on_a_phone_no_drug_is_out_of_sight(open_page, drugs):
    page = open_page(viewport={"width": 320, "height": 800})
    page.goto(address(*TITLES[:4]))
    box = page.get_by_role("region", name="have a side effect")

    assert box.evaluate("(box) => box.scrollWidth <= box.clientWidth")
    row = page.get_by_role("row", name="Headache")
    expect(row.get_by_role("cell")).to_have_count(4)
    cells = row.get_by_role("cell").all_inner_texts()
    assert [text.split()[0] for text in cells] == sorted(TITLES[:4])
    # What a screen reader walks through is a table still.
    expect(page.get_by_role("columnheader")).to_have_count(5)
    expect(page.get_by_role("rowheader", name="Constipation")).to_have_count(1)


@pytest.mark.any_database
@pytest.mark.parametrize(
    "path",
    [
        "/compare/",
        address("Examplazole"),
        address("Examplazole", "Patternol"),
        address(*TITLES[:4]),
        address(*TITLES),
        "/compare/?d=exampelazole&d=samplidone",
        "/compare/?d=samplidone&add=exampl",
    ],
)
def test_the_pages_are_accessible(open_page, drugs, assert_accessible, path):
    page = open_page(bypass_csp=True)
    page.goto(path)

    assert_accessible(page)


@pytest.mark.any_database
def test_the_bar_is_accessible_and_hides_nothing_that_has_the_focus(
    open_page, drugs, assert_accessible
):
    page = open_page(bypass_csp=True, viewport={"width": 320, "height": 640})
    page.goto("/drugs/examplazole/")
    page.get_by_role("button", name="Add to compare").click()

    assert_accessible(page)
    bar = page.get_by_role("complementary", name="Drugs to compare")
    last = page.locator(".contents a").last
    page.evaluate("scrollTo(0, 0)")
    last.focus()
    assert last.bounding_box()["y"] < bar.bounding_box()["y"]
