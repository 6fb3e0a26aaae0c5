"""Two editors at one page, and an outsider who reads the draft by a link."""

import pytest

from tests.desk.pages import change_url
from tests.factories import make_full_drug, make_section, make_user

PASSWORD = "correct horse"
LONG = (
    "Take one tablet a day with a glass of water, best before you go to bed. "
    "Do not lie down for thirty minutes after you took it."
)
THEIR_LONG = LONG.replace("one tablet", "two tablets")
MY_LONG = LONG.replace("thirty minutes", "an hour")
BOTH_LONG = MY_LONG.replace("one tablet", "two tablets")
HEADING, BODY, NOTE = (
    "sections-0-heading",
    "sections-0-body",
    "sections-2-body",
)


@pytest.fixture
def drug(transactional_db):
    drug = make_full_drug(title="Examplazole", slug="examplazole")
    make_section(drug, kind="note", heading="Note", body=LONG, position=9)
    return drug


@pytest.fixture
def log_in(open_page):
    def log_in(name, **options):
        person = make_user("Editor", printed_name=name, is_staff=True)
        page = open_page(**options)
        page.goto("/admin/")
        page.fill("input[name=username]", person.username)
        page.fill("input[name=password]", PASSWORD)
        page.click("input[type=submit]")
        return page

    return log_in


def fill(page, **texts):
    for name, text in texts.items():
        page.locator(f"[name={name.replace('_', '-')}]").fill(text)


def press_save(page):
    page.locator("input[name=_continue]").first.click()


def pick(page, name, side):
    page.check(f"input[name='pick-{name}'][value={side}]")


def chosen(page, name):
    return page.locator(f"input[name='pick-{name}']:checked").get_attribute("value")


@pytest.fixture
def collide(log_in, drug):
    """The second editor's page, where the first one was faster."""

    def collide(**options):
        first, second = log_in("Edith Or"), log_in("Otto Ther", **options)
        for page in (first, second):
            page.goto(change_url(drug))
        fill(first, sections_0_heading="Theirs", sections_0_body="Their body.")
        fill(first, sections_2_body=THEIR_LONG)
        press_save(first)
        first.locator(".messagelist .success").wait_for()
        fill(second, sections_0_heading="Mine", sections_0_body="My body.")
        fill(second, sections_2_body=MY_LONG)
        press_save(second)
        second.locator(".desk-conflict").wait_for()
        return second

    return collide


def sections_of(drug):
    return [(row.heading, row.body) for row in drug.sections.all()]


@pytest.mark.parametrize("has_script", [True, False])
def test_two_editors_in_conflict_keep_one_of_theirs_one_of_mine_and_both(
    collide, drug, has_script
):
    page = collide(java_script_enabled=has_script)
    table = page.locator(".desk-conflict table").inner_text()
    assert "For examples that hurt." in table
    assert "Their body." in table
    assert page.input_value(f"[name={BODY}]") == "My body."

    pick(page, HEADING, "theirs")
    pick(page, BODY, "mine")
    pick(page, NOTE, "merged")
    page.locator(f"[name='merged-{NOTE}']").fill(f"{BOTH_LONG} Ask.")
    page.check("#id_overwrite")
    press_save(page)

    assert "was changed successfully" in page.inner_text(".messagelist")
    assert sections_of(drug)[0] == ("Theirs", "My body.")
    assert sections_of(drug)[2] == ("Note", f"{BOTH_LONG} Ask.")


@pytest.mark.any_database
@pytest.mark.parametrize("has_script", [True, False])
def test_one_click_chooses_theirs_for_all(collide, drug, has_script):
    page = collide(java_script_enabled=has_script)
    theirs = sections_of(drug)

    page.get_by_role("button", name="Choose theirs for all").click()
    page.locator(f"input[name='pick-{BODY}'][value=theirs]:checked").wait_for()
    assert {chosen(page, name) for name in (HEADING, BODY, NOTE)} == {"theirs"}
    assert page.input_value(f"[name={BODY}]") == "My body."
    page.check("#id_overwrite")
    press_save(page)

    assert "was changed successfully" in page.inner_text(".messagelist")
    assert sections_of(drug) == theirs


@pytest.mark.any_database
def test_typing_into_a_text_chooses_it(collide):
    page = collide()
    pick(page, BODY, "theirs")
    assert chosen(page, NOTE) == "mine"

    page.locator(f"[name={BODY}]").press_sequentially(" More.")
    page.locator(f"[name='merged-{NOTE}']").press_sequentially(" More.")

    assert chosen(page, BODY) == "mine"
    assert chosen(page, NOTE) == "merged"


def test_each_editor_sees_that_the_other_is_there(log_in, drug):
    first = log_in("Edith Or")
    first.clock.install()
    first.goto(change_url(drug))
    assert not first.locator(".desk-presence ul").is_visible()

    second = log_in("Otto Ther")
    second.goto(change_url(drug))
    assert "Edith Or has this page open" in second.inner_text(".desk-presence")

    first.clock.fast_forward(13_000)
    first.locator(".desk-presence li").wait_for()
    assert "Otto Ther has this page open" in first.inner_text(".desk-presence ul")
    assert "Otto Ther" in first.inner_text(".desk-presence [role=status]")


@pytest.mark.any_database
def test_an_outsider_reads_the_draft_by_a_link(log_in, open_page, drug):
    editor = log_in("Edith Or")
    editor.goto(change_url(drug))
    editor.get_by_role("link", name="Share a preview").click()
    editor.fill("[name=days]", "3")
    editor.get_by_role("button", name="Share a preview").click()
    link = editor.input_value("#shared-link")
    editor.get_by_role("button", name="Copy").click()
    editor.locator("[data-copied]:not(:empty)").wait_for()

    outsider = open_page()
    response = outsider.goto(link)

    assert response.status == 200
    assert "This is a draft, not published" in outsider.inner_text("main")
    assert "For examples that hurt." in outsider.inner_text("article")
    assert outsider.context.cookies() == []
    assert outsider.goto(link.replace("/preview/", "/preview/x")).status == 404


@pytest.mark.any_database
def test_the_pages_are_accessible(collide, assert_accessible):
    page = collide(
        # The checker puts styles of its own into a page, which the policy would refuse.
        bypass_csp=True,
    )
    assert page.locator(".desk-presence li").count() == 1
    assert_accessible(page)
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        wide = page.evaluate(
            "document.querySelector('.desk-conflict').scrollWidth"
            " - document.querySelector('.desk-conflict').clientWidth"
        )
        assert wide <= 0

    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("link", name="Preview as readers would see it").click()
    page.get_by_text("This is a draft, not published").wait_for()
    assert_accessible(page)
    page.get_by_role("link", name="Back to the desk").click()
    page.get_by_role("link", name="Share a preview").click()
    page.get_by_role("button", name="Share a preview").click()
    page.locator("#shared-link").wait_for()
    assert_accessible(page)
