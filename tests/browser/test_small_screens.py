"""Tables on a phone: a box that scrolls says so, to eyes, fingers and keyboards."""

import pytest

from tests.factories import (
    edit,
    make_comparison,
    make_editor,
    make_published_drug,
    submit_as,
)

PASSWORD = "correct horse"
PAGES = [
    "/admin/monographs/drug/",
    "/admin/monographs/revision/",
    "/admin/monographs/event/",
    "/admin/activity/{editor}/",
    "/admin/monographs/drug/{drug}/history/",
]
WIDER_THAN_THEIR_PLACE = """() => [...document.querySelectorAll('main *')].filter(
    (box) => box.scrollWidth > box.clientWidth + 1
        && ['auto', 'scroll'].includes(getComputedStyle(box).overflowX)
).map((box) => ({
    name: box.getAttribute('aria-label') || box.getAttribute('aria-labelledby'),
    role: box.getAttribute('role'),
    isFocusable: box.tabIndex === 0,
    shadows: getComputedStyle(box).backgroundImage.split('linear-gradient').length - 1,
}))"""


@pytest.fixture
def open_desk(open_page, transactional_db):
    editor = make_editor(username="edda", is_staff=True)

    def open_desk(**options):
        page = open_page(**options)
        page.goto("/admin/")
        page.fill("input[name=username]", editor.username)
        page.fill("input[name=password]", PASSWORD)
        page.click("input[type=submit]")
        return page, editor

    return open_desk


@pytest.mark.any_database
def test_what_scrolls_sideways_shows_it_and_can_be_reached(
    open_desk, assert_accessible
):
    # The checker puts styles of its own into a page, which the policy would refuse.
    page, editor = open_desk(viewport={"width": 400, "height": 800}, bypass_csp=True)
    drug = make_published_drug(by=editor)
    edit(drug, by=editor, body="Other words.")
    submit_as(drug, by=editor)
    make_comparison(by=editor)
    scrolling = 0

    for address in PAGES:
        page.goto(address.format(editor=editor.pk, drug=drug.pk))
        boxes = page.evaluate(WIDER_THAN_THEIR_PLACE)
        scrolling += len(boxes)
        assert all(box["isFocusable"] and box["name"] for box in boxes), address
        assert {box["role"] for box in boxes} <= {"region"}
        assert {box["shadows"] for box in boxes} <= {4}
        assert page.evaluate("document.documentElement.scrollWidth") <= 400
        assert_accessible(page)

    assert scrolling >= len(PAGES)


def test_a_keyboard_scrolls_a_table(open_desk):
    page, editor = open_desk(viewport={"width": 400, "height": 800})
    make_published_drug(by=editor)
    page.goto("/admin/monographs/revision/")
    box = page.get_by_role("region", name="as a table")

    box.focus()
    box.press("ArrowRight")
    page.wait_for_timeout(300)  # browsers scroll smoothly

    assert box.evaluate("(box) => box.scrollLeft") > 0
