"""What stands behind a page, in a real browser: by keyboard, narrow, in the dark."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from monographs import workflow
from monographs.frequency import BAND_INTERVALS, Band, Frequency
from monographs.models import Publication
from monographs.workflow import touch
from tests.factories import (
    CLINICAL,
    SAFETY,
    edit,
    make_clinician,
    make_disagreement,
    make_drug,
    make_editor,
    make_effect,
    make_name,
    make_published_drug,
    make_publisher,
    make_reviewer,
    make_side_effect,
    make_source,
    publish_now,
    sign_as,
    submit_as,
)
from tests.past_guards import update_past_the_guards

LONG = "word " * 300


@pytest.fixture
def drug(transactional_db):
    """Two versions that differ in every way, with a source that contradicts itself."""
    drug = make_drug(title="Examplazole", slug="examplazole")
    brand = make_name(drug, "Oldbrand")
    source, cough = make_source(), make_effect("Cough")
    for line, band in ((3, Band.COMMON), (8, Band.RARE)):
        make_side_effect(
            drug,
            cough,
            position=line,
            frequency=Frequency(interval=BAND_INTERVALS[band]),
            origin="import",
            source=source,
            line_from=line,
            line_to=line,
        )
    last = make_side_effect(drug, make_effect("Yawning"), position=9)
    make_disagreement(drug, shown="Do not drink.")
    workflow.verify(
        drug, keys=[row.key for row in drug.side_effects.all()], by=make_editor()
    )
    edit(drug, by=make_editor(), body=f"{LONG} before {LONG}.")
    publish_now(drug, change_note="The first version.")
    touch(drug, by=make_editor())
    brand.delete()
    make_name(drug, "Newbrand")
    last.position = 0
    last.save()
    edit(drug, by=make_editor(), body=f"{LONG} after {LONG}.")
    publish_now(drug, change_kind=SAFETY, change_note="A recall.")
    return drug


@pytest.fixture
def site(drug):
    """And pages that were withdrawn, back again, loaded in one go, overdue."""
    publisher = make_publisher()
    for slug, reason in (("withdrazole", "Wrong dose."), ("returnazole", "A mistake.")):
        page = make_published_drug(title=slug.capitalize(), slug=slug)
        workflow.withdraw(page, by=publisher, reason=reason)
    workflow.reinstate(page, by=publisher, reason="It was none.")
    edit(page, by=make_editor())
    publish_now(page)
    editor, reviewer, clinician = make_editor(), make_reviewer(), make_clinician()
    for title in ("Aprazole", "Beprazole", "Ceprazole", "Substance" * 12):
        loaded = make_drug(by=editor, title=title)
        revision = submit_as(loaded, by=editor, change_note="The first load.")
        sign_as(revision, reviewer)
        sign_as(revision, clinician, CLINICAL)
    past = timezone.localdate() - timedelta(days=9)
    update_past_the_guards(
        Publication.objects.filter(slug="examplazole"),
        review_due_on=past,
        reviewed_on=past - timedelta(days=9),
    )


ADDRESSES = [
    "/drugs/examplazole/history/",
    "/drugs/examplazole/sources/",
    "/drugs/examplazole/v/1/",
    "/drugs/examplazole/diff/1/2/",
    "/drugs/examplazole/diff/2/2/",
    "/drugs/withdrazole/history/",
    "/drugs/withdrazole/v/1/",
    "/drugs/withdrazole/sources/",
    "/drugs/returnazole/v/1/",
    "/changes/",
    "/changes/?kind=withdrawn",
    "/reviews/",
    "/reviews/?list=approved",
]


@pytest.mark.any_database
@pytest.mark.usefixtures("site")
def test_the_pages_are_accessible(open_page, assert_accessible):
    # The checker puts styles of its own into a page, which the policy would refuse.
    page = open_page(bypass_csp=True)

    for address in ADDRESSES:
        page.goto(address)
        page.evaluate(
            "document.querySelectorAll('details').forEach((one) => { one.open = true })"
        )
        assert_accessible(page)
    page.goto("/changes/")
    page.get_by_role("link", name="4 new pages").click()
    page.wait_for_url("**/changes/*/")
    assert_accessible(page)


def press_until(page, name, presses=80):
    """Tab to this link as somebody without a mouse does."""
    for _ in range(presses):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count() and focused.inner_text().strip() == name:
            return focused
    raise AssertionError(f"No key leads to “{name}”.")


@pytest.mark.usefixtures("drug")
def test_from_a_page_to_what_changed_by_keyboard(page):
    page.goto("/drugs/examplazole/")

    press_until(page, "What changed since version 1").press("Enter")
    page.wait_for_url("**/drugs/examplazole/diff/1/2/")
    press_until(page, "version 1").press("Enter")
    page.wait_for_url("**/drugs/examplazole/v/1/")
    expect(page.get_by_text("This is not the current version")).to_be_visible()
    press_until(page, "see what differs").press("Enter")
    page.wait_for_url("**/drugs/examplazole/diff/1/2/")
    press_until(page, "History of this page").press("Enter")

    page.wait_for_url("**/drugs/examplazole/history/")
    expect(page.get_by_role("heading", level=1)).to_have_text("History of Examplazole")


@pytest.mark.usefixtures("drug")
def test_changes_are_readable_without_colours(open_page):
    """By signs around the words, a line through or below them, and hidden words."""
    page = open_page(forced_colors="active")
    page.goto("/drugs/examplazole/diff/1/2/")

    for tag, sign, line in (("del", "[−", "line-through"), ("ins", "[+", "underline")):
        word = page.locator(f".diff-text {tag}").first
        seen = word.evaluate(
            "(one) => [getComputedStyle(one, '::before').content,"
            " getComputedStyle(one, '::after').content,"
            " getComputedStyle(one).textDecorationLine]"
        )
        assert seen == [f'"{sign}"', '"]"', line]
    row = page.get_by_role("article").first
    expect(row.get_by_role("deletion").first).to_contain_text("removed:")
    expect(page.locator(".diff-text ins").first).to_contain_text("added:")


@pytest.mark.usefixtures("drug")
def test_folded_text_opens_by_keyboard_and_without_script(open_page):
    page = open_page(java_script_enabled=False)
    page.goto("/drugs/examplazole/diff/1/2/")
    folded = page.locator(".diff-folded").first
    expect(folded).not_to_have_attribute("open", "")

    folded.locator("summary").press("Enter")

    expect(folded).to_have_attribute("open", "")


@pytest.mark.usefixtures("drug")
def test_the_history_is_read_on_paper(page):
    page.goto("/drugs/examplazole/history/")
    page.emulate_media(media="print")

    expect(page.get_by_text("A recall.")).to_be_visible()
    expect(page.locator(".back")).to_be_hidden()


@pytest.mark.usefixtures("site")
def test_from_the_foot_of_any_page_to_changes_and_reviews(page):
    page.goto("/drugs/examplazole/")
    foot = page.get_by_role("contentinfo")

    foot.get_by_role("link", name="Changes").click()
    page.wait_for_url("**/changes/")
    page.get_by_role("link", name="Safety").click()
    expect(page.get_by_role("heading", level=2)).to_have_text(["Examplazole"])
    foot.get_by_role("link", name="Reviews").click()
    page.wait_for_url("**/reviews/")

    expect(page.get_by_role("rowheader", name="Examplazole")).to_be_visible()
