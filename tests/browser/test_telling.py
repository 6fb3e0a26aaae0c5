"""Withdrawing and reinstating, and the pages about what happened, in a browser."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from monographs.models import User
from monographs.workflow import withdraw
from monographs.workflow.outbox import choose_mail
from tests.factories import (
    edit,
    make_editor,
    make_published_drug,
    make_publisher,
    submit_as,
)
from tests.mailing.letters import make_letter

PASSWORD = "correct horse"


@pytest.fixture
def publisher(transactional_db):
    return make_publisher(
        username="publisher", is_staff=True, email="publisher@example.org"
    )


@pytest.fixture
def log_in(open_page, publisher):
    def log_in(**options):
        page = open_page(**options)
        page.goto("/admin/")
        page.fill("input[name=username]", "publisher")
        page.fill("input[name=password]", PASSWORD)
        page.click("input[type=submit]")
        return page

    return log_in


def test_withdraw_and_reinstate(log_in, open_page):
    """One person, one reason, effective at once; and back again."""
    monograph = make_published_drug(title="Examplazole", slug="examplazole")
    desk = log_in()
    desk.goto(f"/admin/monographs/drug/{monograph.pk}/change/")
    assert open_page().goto("/drugs/examplazole/").status == 200

    desk.get_by_role("link", name="Withdraw", exact=True).click()
    desk.get_by_role("button", name="Withdraw", exact=True).click()
    expect(desk.locator("#content")).to_contain_text("needs a reason")
    desk.fill("[name=reason]", "The dose table is wrong.")
    desk.get_by_role("button", name="Withdraw", exact=True).click()
    expect(desk.locator(".messagelist")).to_contain_text("The page is withdrawn.")

    reader = open_page()
    assert reader.goto("/drugs/examplazole/").status == 410
    expect(reader.locator("main")).to_contain_text("The dose table is wrong.")
    assert "Examplazole" not in open_page().goto("/drugs/").text()

    desk.get_by_role("link", name="Reinstate", exact=True).click()
    desk.fill("[name=reason]", "The table is right: a misreading.")
    desk.get_by_role("button", name="Reinstate", exact=True).click()
    expect(desk.locator(".messagelist")).to_contain_text("The page is public again.")

    reader = open_page()
    assert reader.goto("/drugs/examplazole/").status == 200
    expect(reader.locator("main")).to_contain_text("For examples that hurt.")
    assert "Examplazole" in open_page().goto("/drugs/").text()
    desk.get_by_role("link", name="History").click()
    for step in ("withdrawn", "reinstated"):
        row = desk.get_by_role("row").filter(has_text=step)
        expect(row).to_have_count(1)


@pytest.mark.any_database
def test_a_person_chooses_the_daily_mail(log_in, publisher):
    page = log_in()
    page.get_by_role("link", name="My notifications").first.click()

    page.get_by_label("One mail a day with all of it").check()
    page.get_by_label("A version that I submitted is signed").uncheck()
    page.get_by_role("button", name="Save").click()

    expect(page.locator(".messagelist")).to_contain_text("how you are told")
    publisher.refresh_from_db()
    assert publisher.mail_choice == User.MailChoice.DIGEST
    assert publisher.mail_not_about == ["signed"]


def test_a_history_is_filtered_and_taken_out(log_in):
    monograph = make_published_drug(title="Examplazole")
    withdraw(monograph, by=make_publisher(), reason="Wrong dose.")
    page = log_in()
    page.get_by_role("link", name="History of the site").click()

    page.get_by_label("What", exact=True).select_option("withdrawn")
    page.get_by_role("button", name="Filter").click()
    expect(page.locator(".desk-events tbody tr")).to_have_count(1)
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()

    lines = download.value.path().read_text("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "Examplazole,withdrawn" in lines[1]


@pytest.fixture
def addresses(publisher):
    """Each page of this part, with something on it."""
    editor = make_editor(printed_name="Edith Writer with a long name")
    monograph = make_published_drug(title="Examplazole", by=editor)
    edit(monograph, by=editor)
    submit_as(monograph, by=editor, change_note="A note.\nWith two lines.")
    withdraw(monograph, by=publisher, reason="The dose table is wrong. " * 5)
    choose_mail(publisher, choice=User.MailChoice.DIGEST, not_about=["due"])
    make_letter(publisher, "Examplazole: " + "a very long subject " * 8, text="One.")
    make_letter(
        publisher, is_mailed=True, last_error="The mail server cannot be reached."
    )
    make_letter(publisher, sent_at=timezone.now() + timedelta(days=1))
    return [
        "/admin/",
        "/admin/my-notifications/",
        "/admin/monographs/event/",
        "/admin/monographs/event/?kind=withdrawn&since=never",
        "/admin/monographs/event/?q=nothing+like+this",
        f"/admin/monographs/drug/{monograph.pk}/history/",
        "/admin/activity/",
        f"/admin/activity/{editor.pk}/",
        "/admin/reports/",
    ]


@pytest.mark.any_database
def test_pages_about_what_happened_are_accessible(log_in, addresses, assert_accessible):
    # The checker puts styles of its own into a page, which the policy would refuse.
    page = log_in(
        bypass_csp=True,
    )

    for address in addresses:
        page.goto(address)
        assert_accessible(page)
        assert page.locator("h1").count() == 1


@pytest.mark.any_database
def test_pages_about_what_happened_keep_to_the_policy(log_in, addresses):
    page = log_in()

    for address in addresses:
        assert page.goto(address).ok
