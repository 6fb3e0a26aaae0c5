"""A comment's life, between a reviewer and an editor."""

import pytest
from playwright.sync_api import expect

from monographs.workflow import answer, comment, resolve_comment
from tests.desk.pages import revision_url
from tests.factories import (
    make_editor,
    make_full_drug,
    make_reviewer,
    make_section,
    submit_as,
)

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "correct horse"
PHONE, DESK = {"width": 320, "height": 640}, {"width": 1280, "height": 800}


@pytest.fixture
def log_in(open_page):
    def log_in(person, **options):
        page = open_page(**options)
        page.goto("/admin/")
        page.fill("input[name=username]", person.username)
        page.fill("input[name=password]", PASSWORD)
        page.click("input[type=submit]")
        return page

    return log_in


def mark(page, words):
    """As a pointer does that is drawn over these words."""
    page.evaluate(
        """words => {
            const walk = document.createTreeWalker(
                document.querySelector('.desk-rendered'), NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) {
                const start = walk.currentNode.data.indexOf(words);
                if (start >= 0) {
                    const node = walk.currentNode;
                    getSelection().setBaseAndExtent(
                        node, start, node, start + words.length);
                    break;
                }
            }
            document.dispatchEvent(new PointerEvent('pointerup'));
        }""",
        words,
    )


def test_a_comments_life(log_in):
    editor = make_editor(is_staff=True, username="edith")
    reviewer = make_reviewer(is_staff=True, username="rhea")
    drug = make_full_drug(by=editor, title="Examplazole")
    make_section(drug, kind="precautions", body="Take no more than **three** a day.")
    revision = submit_as(drug, by=editor)

    page = log_in(reviewer)
    page.goto(revision_url(revision))
    mark(page, "three")
    page.get_by_role("button", name="Comment on this").click()
    assert page.input_value("[name=comment-quote]") == "three"
    page.keyboard.type("Three? @edith")
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.get_by_text("On the section")).to_contain_text("Precautions")

    desk = log_in(editor)
    desk.goto(f"/admin/monographs/drug/{drug.pk}/change/")
    desk.get_by_role("link", name="Three? @edith").click()
    desk.get_by_text("Answer the comment by").click()
    desk.get_by_label("Your answer").fill("The leaflet says so.")
    desk.get_by_role("button", name="Answer", exact=True).click()
    expect(desk.get_by_text("The leaflet says so.")).to_be_visible()
    desk.get_by_role("button", name="Resolve").click()
    expect(desk.get_by_text("No comment is open.")).to_be_visible()

    assert drug.comments.threads().get().resolved_by == editor


@pytest.mark.any_database
def test_comments_are_for_everybody_on_any_screen(log_in, assert_accessible):
    editor = make_editor(is_staff=True)
    drug = make_full_drug(by=editor)
    said = comment(drug, text="Three?", quote="For examples", by=editor)
    answer(said, text="Three.", by=editor)
    resolve_comment(comment(drug, text="Four?", by=editor), by=editor)
    page = log_in(editor, bypass_csp=True)  # axe brings styles of its own

    page.goto(f"/admin/monographs/drug/{drug.pk}/comments/?show=all")

    assert_accessible(page)


def test_names_are_suggested_while_somebody_types(log_in, assert_accessible):
    editor = make_editor(is_staff=True, username="edith", printed_name="Edith Or")
    make_reviewer(is_staff=True, username="rhea", printed_name="Rhea Viewer")
    make_reviewer(is_staff=True, username="rupert", printed_name="Rupert Eader")
    drug = make_full_drug(by=editor, title="Examplazole")
    page = log_in(editor, viewport=DESK, bypass_csp=True)
    page.goto(f"/admin/monographs/drug/{drug.pk}/comments/")
    field = page.locator("[name=comment-text]")
    options = page.get_by_role("listbox", name="People").get_by_role("option")

    field.press_sequentially("Ask @r")
    expect(options).to_have_text(["@rhea Rhea Viewer", "@rupert Rupert Eader"])
    assert_accessible(page)
    field.press("ArrowDown")
    field.press("Enter")
    expect(field).to_have_value("Ask @rupert ")
    field.press_sequentially("and @view")
    options.first.click()
    expect(field).to_have_value("Ask @rupert and @rhea ")
    field.press_sequentially("@e")
    field.press("Escape")
    expect(options).to_have_count(0)
    expect(field).to_have_value("Ask @rupert and @rhea @e")
