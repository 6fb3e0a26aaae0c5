"""Verifying by keyboard, with the lines of each row beside it."""

import pytest
from playwright.sync_api import expect

from monographs.content import unverified_rows
from monographs.frequency import Frequency
from tests.factories import (
    edit,
    make_drug,
    make_editor,
    make_imported_section,
    make_side_effect,
    make_source,
    make_user,
)

PASSWORD = "correct horse"
LONG = "\n\n".join(f"Sentence {number} of a long text." for number in range(60))
MANY = 14


@pytest.fixture
def editor(transactional_db):
    return make_user("Editor", username="editor", is_staff=True)


@pytest.fixture
def drug(editor):
    """A section and many side effects of one source."""
    drug = make_drug(by=editor, title="Examplazole")
    names = [f"ache {number}" for number in range(MANY)]
    filler = [f"Filler {number}." for number in range(80)]
    lines = ["For pain.", *filler, "Common:", *(f"* {name}" for name in names)]
    source = make_source("\n".join(lines))
    make_imported_section(drug, source=source, heading="", body="For 30 pain.")
    for number, name in enumerate(names):
        make_side_effect(
            drug,
            wording=name,
            position=number,
            frequency=Frequency(phrase="Common"),
            origin="import",
            source=source,
            line_from=number + 83,
            line_to=number + 83,
        )
    return drug


@pytest.fixture
def open_view(open_page, drug):
    def open_view(query="", **options):
        page = open_page(**options)
        page.goto(f"/admin/login/?next=/admin/monographs/drug/{drug.pk}/verify/{query}")
        page.fill("input[name=username]", "editor")
        page.fill("input[name=password]", PASSWORD)
        page.click("input[type=submit]")
        page.wait_for_url("**/verify/**")  # and its script has run
        return page

    return open_view


def now(page):
    return page.locator(".reading-row--now")


def told(page):
    return page.locator("[data-told]")


def test_keys_verify_three_rows_and_go_on(open_view, drug, editor):
    page = open_view()
    expect(page.locator("[data-progress]")).to_have_text("0 of 15 rows verified")
    expect(now(page)).to_contain_text("For 30 pain.")
    expect(now(page).locator("mark")).to_have_text("30")
    expect(page.locator(".source__marked")).to_have_text("For pain.")

    for verified, line in ((1, "* ache 0"), (2, "* ache 1"), (3, "* ache 2")):
        page.keyboard.press("v")
        expect(told(page)).to_contain_text(f"{verified} of 15 rows verified.")
        # The next row, its lines marked and in view, and the heading above them.
        expect(page.locator(".source__marked")).to_have_text(line)
        expect(page.locator(".source__marked")).to_be_in_viewport()
        expect(page.locator(".source__lead")).to_have_text("Common:")
        expect(now(page)).to_be_focused()
        expect(now(page)).to_be_in_viewport()
    assert len(unverified_rows(drug)) == 12

    page.keyboard.press("k")
    expect(now(page)).to_contain_text(f"verified by {editor}")
    page.keyboard.press("u")
    expect(told(page)).to_contain_text("Taken back")
    expect(told(page)).to_contain_text("2 of 15 rows verified.")
    page.keyboard.press("j")
    expect(page.locator(".source__marked")).to_have_text("* ache 2")
    assert len(unverified_rows(drug)) == 13

    key = now(page).get_attribute("id")
    page.keyboard.press("e")
    page.wait_for_url(f"**/change/#{key}")
    expect(page.locator(f"#{key}")).to_be_in_viewport()


@pytest.mark.any_database
def test_keys_can_be_turned_off(open_view, drug):
    page = open_view()

    page.get_by_role("button", name="Keys").click()
    page.keyboard.press("v")
    page.reload()
    expect(page.locator("[data-toggle]")).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("v")

    expect(told(page)).to_have_text("")
    assert len(unverified_rows(drug)) == 15


def test_a_group_is_verified_only_once_all_its_rows_were_seen(open_view, drug):
    page = open_view(viewport={"width": 1280, "height": 500})
    button = page.get_by_role("button", name=f"Verify all {MANY} side effects")
    expect(button).to_be_disabled()

    # The last row alone is not all of them.
    page.keyboard.press("End")
    page.wait_for_timeout(1200)
    expect(button).to_be_disabled()
    expect(page.locator(".reading-all")).to_contain_text("to go")
    assert len(unverified_rows(drug)) == 15

    for row in page.locator(".reading-row").all():
        row.scroll_into_view_if_needed()
        page.wait_for_timeout(650)
    expect(button).to_be_enabled()
    button.click()

    expect(told(page)).to_contain_text("14 of 15 rows verified.")
    expect(page.locator(".reading-all")).to_be_hidden()
    assert [str(row) for row in unverified_rows(drug)] == ["usage"]


@pytest.mark.any_database
def test_a_long_row_is_read_to_its_end_first(open_view, drug, editor):
    source = make_source(LONG)
    long = make_imported_section(drug, kind="note", body=LONG, source=source)
    page = open_view(f"?row={long.key}")

    presses = 0
    while page.locator(f"#row-{long.key} [data-standing]").inner_text() == "":
        page.keyboard.press("v")
        page.wait_for_timeout(300)
        presses += 1
        if presses == 1:
            expect(told(page)).to_contain_text("There is more of this row")
            long.refresh_from_db()
            assert long.is_unverified

    # A screenful at a time, and then the row.
    assert 3 <= presses <= 8
    expect(told(page)).to_contain_text("1 of 16 rows verified.")
    long.refresh_from_db()
    assert long.verified_by == editor


@pytest.mark.any_database
def test_a_refusal_is_told_and_nothing_is_verified(open_view, drug):
    page = open_view()
    edit(drug, by=make_editor())
    first = now(page).get_attribute("id")

    page.keyboard.press("v")

    expect(told(page)).to_contain_text("Read the rows again")
    expect(now(page)).to_have_attribute("id", first)
    assert len(unverified_rows(drug)) == 15


@pytest.mark.any_database
def test_the_last_row_offers_the_submission(open_view, drug):
    page = open_view()
    expect(page.locator("[data-done]")).to_be_hidden()

    for _ in range(15):
        page.keyboard.press("v")

    expect(told(page)).to_contain_text("15 of 15 rows verified.")
    page.get_by_role("link", name="Submit for review").click()
    expect(page.locator("h1")).to_contain_text("Submit for review")


@pytest.mark.any_database
def test_without_a_script_enter_verifies_and_goes_on(open_view, drug):
    page = open_view(java_script_enabled=False)
    page.get_by_role("button", name="Verify: usage").click()

    for count in (2, 3):
        expect(now(page).get_by_role("button", name="Verify")).to_be_focused()
        expect(now(page).locator(".reading-excerpt")).to_be_visible()
        page.keyboard.press("Enter")
        expect(page.locator(".messagelist")).to_contain_text(f"{count} of 15 rows are")
    page.get_by_role("link", name="Read and verify all 12 side effects").click()
    page.get_by_role("button", name="Verify all 12 side effects").click()

    expect(page.locator(".messagelist")).to_contain_text("All 15 imported rows")
    assert not unverified_rows(drug)


@pytest.mark.any_database
def test_the_source_view_is_accessible(open_view, assert_accessible):
    # The checker puts styles of its own into a page, which the policy would refuse.
    page = open_view(
        bypass_csp=True,
    )

    for act in (lambda: None, lambda: page.keyboard.press("v"), page.reload):
        act()
        expect(now(page)).to_be_visible()
        assert_accessible(page)
        assert page.locator("h1").count() == 1
    page.set_viewport_size({"width": 320, "height": 800})
    expect(now(page).locator(".reading-excerpt")).to_be_visible()
