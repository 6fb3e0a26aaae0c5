"""An editor's morning: the front page, the working list, and what is no monograph."""

import pytest
from playwright.sync_api import expect

from monographs.models import Finding, Monograph
from monographs.workflow.looking_again import look_again
from tests.factories import (
    edit,
    make_drug,
    make_imported_section,
    make_published_drug,
    make_user,
)

PASSWORD = "correct horse"


@pytest.fixture
def editor(transactional_db):
    return make_user("Editor", username="editor", is_staff=True)


@pytest.fixture
def heap(editor):
    for number in range(3):
        refusal = make_drug(title=f"Please name a drug {number}")
        Finding.objects.create(
            monograph=refusal,
            code="not_monograph",
            severity="warning",
            place="x",
            message="x",
        )
    make_imported_section(make_drug(title="Examplazole"), kind="dosage")
    edit(make_published_drug(title="Samplidone"), by=editor)
    while look_again():
        pass


@pytest.fixture
def log_in(open_page, editor):
    def log_in(**options):
        page = open_page(**options)
        page.goto("/admin/")
        page.fill("input[name=username]", "editor")
        page.fill("input[name=password]", PASSWORD)
        page.click("input[type=submit]")
        return page

    return log_in


def test_from_the_front_page_to_what_is_discarded_and_back(log_in, heap):
    page = log_in()
    expect(page.locator(".front-whole")).to_contain_text("In the collection")
    drafts = page.locator(".front-queues li", has_text="My drafts")
    expect(drafts.locator(".front-count")).to_have_text("1")
    page.get_by_role("link", name="With errors").click()
    expect(page.locator(".triage > li")).to_have_count(3)

    page.get_by_role("button", name="Tick all on this page").click()
    page.get_by_label("With the ticked ones").select_option("discard")
    page.get_by_role("button", name="Go on").click()
    expect(page.locator(".triage-chosen li")).to_have_count(3)
    page.get_by_label("Please name a drug 2").uncheck()
    page.get_by_role("button", name="Discard as no monograph").click()
    expect(page.locator(".errornote")).to_contain_text("needs a reason")
    page.get_by_label("Why it is no monograph").fill("They ask for a name.")
    page.get_by_role("button", name="Discard as no monograph").click()

    expect(page.locator(".messagelist")).to_contain_text("2 monographs are discarded")
    expect(page.locator(".triage > li")).to_have_count(1)
    assert Monograph.objects.discarded().count() == 2

    page.goto("/admin/desk/discarded/")
    page.get_by_role("button", name="Tick all on this page").click()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Restore").click()
    expect(page.locator(".messagelist")).to_contain_text("2 monographs are restored.")


@pytest.mark.any_database
def test_a_list_is_worked_on_by_keyboard(log_in, heap):
    page = log_in()
    page.goto("/admin/desk/triage/?letter=e")

    page.locator(".triage input").focus()
    page.keyboard.press("Space")
    page.get_by_label("With the ticked ones").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Take them on").focus()
    page.keyboard.press("Enter")

    expect(page.locator(".messagelist")).to_contain_text("1 monograph is yours now.")


ADDRESSES = [
    "/admin/",
    "/admin/desk/triage/",
    "/admin/desk/triage/?show=drafts&quick=1",
    "/admin/desk/discarded/",
    "/admin/monographs/drug/?assigned=nobody",
    "/admin/monographs/revision/?queue=sent_back",
    "/admin/monographs/publication/",
]


def pages_with_a_step():
    refusals = Monograph.objects.filter(title__startswith="Please").values_list("pk")
    rows = "&".join(f"rows={pk}" for (pk,) in refusals)
    return [
        f"/admin/desk/triage/act/?action={action}&{rows}"
        for action in ("discard", "assign", "class", "period", "take-on")
    ]


@pytest.mark.any_database
def test_the_pages_are_accessible(log_in, heap, assert_accessible):
    # The checker puts styles of its own into a page, which the policy would refuse.
    page = log_in(
        bypass_csp=True,
    )

    for address in [*ADDRESSES, *pages_with_a_step()]:
        page.goto(address)
        for details in page.locator("details").all():
            details.evaluate("(element) => { element.open = true; }")
        assert_accessible(page)
        assert page.locator("h1").count() == 1


@pytest.mark.any_database
def test_the_pages_keep_to_the_policy(log_in, heap):
    page = log_in()

    for address in [*ADDRESSES, *pages_with_a_step()]:
        assert page.goto(address).ok
