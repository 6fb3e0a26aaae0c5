"""A version's way through review, each person in a browser of their own."""

import re

import pytest
from playwright.sync_api import expect

from monographs.models import FAQ
from monographs.workflow import claim_review, roll_back, touch
from tests.factories import (
    EDITORIAL,
    edit,
    make_clinician,
    make_drug,
    make_editor,
    make_full_drug,
    make_imported_section,
    make_published_drug,
    make_publisher,
    make_reviewer,
    make_source,
    publish_now,
    submit_as,
)

PASSWORD = "correct horse"


@pytest.fixture
def people(transactional_db):
    return {
        "editor": make_editor(username="editor", is_staff=True),
        "reviewer": make_reviewer(
            username="reviewer", printed_name="Rhea Viewer", is_staff=True
        ),
        "clinician": make_clinician(
            username="clinician", printed_name="Dr Clio Nic", is_staff=True
        ),
    }


@pytest.fixture
def log_in(open_page, people):
    def log_in(username, **options):
        page = open_page(**options)
        page.goto("/admin/")
        page.fill("input[name=username]", username)
        page.fill("input[name=password]", PASSWORD)
        page.click("input[type=submit]")
        expect(page.locator("#user-tools")).to_be_visible()
        return page

    return log_in


def open_drug(page, drug):
    page.goto(f"/admin/monographs/drug/{drug.pk}/change/")


def open_what_waits(page, label, drug):
    page.goto("/admin/monographs/revision/")
    page.get_by_role("link", name=label).click()
    page.get_by_role("row").filter(has_text=drug.title).get_by_role(
        "link"
    ).first.click()


def submit_on(page):
    page.get_by_role("link", name="Submit for review").click()
    page.check("input[name=change_kind][value=major]")
    if (reason := page.locator("[name=reason]")).count():
        reason.fill("An example needs no more.")
    page.get_by_role("button", name="Submit for review").click()
    expect(page.locator(".messagelist")).to_contain_text("Submitted")


def test_verify_submit_sign_sign_publish(log_in, open_page, people):
    drug = make_drug(by=people["editor"], slug="examplazole")
    make_imported_section(drug, kind="dosage", body="One a day.", source=make_source())
    editor = log_in("editor")

    # An imported row keeps the page from its reviewers until somebody has read it.
    open_drug(editor, drug)
    editor.get_by_role("link", name="Submit for review").click()
    editor.check("input[name=change_kind][value=major]")
    editor.get_by_role("button", name="Submit for review").click()
    expect(editor.get_by_role("alert")).to_contain_text("Nobody has verified")
    open_drug(editor, drug)
    editor.get_by_role("link", name="Verify imported rows").click()
    editor.get_by_role("button", name="Verify: Dosage").click()
    expect(editor.locator("#content")).to_contain_text("1 of 1 rows verified")
    open_drug(editor, drug)
    submit_on(editor)

    for username, label, role in (
        ("reviewer", "Waiting for my editorial signature", "editorial"),
        ("clinician", "Waiting for my clinical signature", "clinical"),
    ):
        signer = log_in(username)
        open_what_waits(signer, label, drug)
        expect(signer.locator("#content")).to_contain_text("all of it is new")
        signer.get_by_role("button", name=f"I look at it ({role})").click()
        expect(signer.locator("#content")).to_contain_text("being looked at by you")
        signer.get_by_role("button", name=f"Sign ({role})").click()
        expect(signer.locator(".messagelist")).to_contain_text("You have signed")

    reader = open_page()
    assert reader.goto("/drugs/examplazole/").ok
    expect(reader.locator("main")).to_contain_text("One a day.")
    expect(reader.locator("main")).to_contain_text("Dr Clio Nic")


def test_send_back_and_resubmit_with_the_difference_in_view(log_in, people):
    drug = make_published_drug(by=people["editor"])
    edit(drug, by=people["editor"], body="For some examples that hurt.")
    editor, reviewer = log_in("editor"), log_in("reviewer")
    open_drug(editor, drug)
    submit_on(editor)

    # Sent back: without a reason it is refused, on the same page.
    open_what_waits(reviewer, "Waiting for my editorial signature", drug)
    expect(reviewer.locator("#change-1 ins")).to_contain_text("some")
    reviewer.get_by_role("button", name="Send back").click()
    expect(reviewer.get_by_role("alert")).to_contain_text("needs a reason")
    expect(reviewer.locator("#change-1 ins")).to_contain_text("some")
    reviewer.get_by_role("link", name="To what you typed").click()
    expect(reviewer.locator("#step-request-changes")).to_be_in_viewport()
    reviewer.get_by_label("Reason").fill("Which examples?")
    reviewer.get_by_role("button", name="Send back").click()
    expect(reviewer.locator(".messagelist")).to_contain_text("Sent back")

    # The editor reads why, and answers.
    open_drug(editor, drug)
    expect(editor.locator("#content")).to_contain_text("sent back: Which examples?")
    body = editor.locator("textarea[name$=-body]").first
    body.fill("For some examples, the round ones, that hurt.")
    editor.click("input[name=_continue]")
    submit_on(editor)

    # Against the live version both changes are new; against the last try only one.
    open_what_waits(reviewer, "Waiting for my editorial signature", drug)
    expect(reviewer.locator("#change-1 ins")).to_contain_text(["some"])
    reviewer.get_by_role("link", name="version 2 (sent back)").click()
    expect(reviewer.locator("#changes")).to_contain_text("since version 2")
    marked = reviewer.locator("#change-1 ins").all_inner_texts()
    assert "round" in " ".join(marked)
    assert "some" not in " ".join(marked)
    reviewer.get_by_role("button", name="Sign (editorial)").click()
    expect(reviewer.locator(".messagelist")).to_contain_text("You have signed")


@pytest.mark.any_database
def test_all_changes_are_reached_by_keyboard(log_in, people):
    drug = make_full_drug(by=people["editor"], side_effects=3)
    publish_now(drug)
    touch(drug, by=people["editor"])
    drug.side_effects.update(serious="yes")
    revision = submit_as(drug)
    page = log_in("reviewer", java_script_enabled=False)
    page.goto(f"/admin/monographs/revision/{revision.pk}/change/")

    page.get_by_role("link", name="First change").focus()
    page.keyboard.press("Enter")
    for number in (2, 3):
        expect(page).to_have_url(re.compile(f"#change-{number - 1}$"))
        change = page.locator(f"#change-{number - 1}")
        change.get_by_role("link", name="Next change").focus()
        page.keyboard.press("Enter")
        expect(page.locator(f"#change-{number}")).to_be_in_viewport()
    page.locator("#change-3").get_by_role("link", name="On to the whole text").focus()
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("#text$"))


@pytest.fixture
def addresses(people):
    """Review pages with something of everything on them."""
    drug = make_full_drug(by=people["editor"], side_effects=4)
    for place in range(3):
        FAQ.objects.create(
            monograph=drug, question=f"Question {place}?", answer="Yes.", position=place
        )
    publish_now(drug)
    edit(drug, by=people["editor"], body="For examples. " * 60 + "These hurt.")
    publish_now(drug)
    edit(drug, by=people["editor"], body="For examples. " * 60 + "Those hurt.")
    drug.side_effects.first().delete()
    drug.side_effects.filter(pk=drug.side_effects.first().pk).update(serious="yes")
    drug.faqs.filter(question="Question 0?").update(position=9)
    changed = submit_as(drug)
    claim_review(changed, role=EDITORIAL, by=people["reviewer"])

    moved = make_published_drug(by=people["editor"])
    first = moved.publication.revision
    edit(moved, by=people["editor"])
    publish_now(moved)
    edit(moved, by=people["editor"], body="Once more.")
    needs_merge = submit_as(moved)
    roll_back(moved, to=first, by=make_publisher(), reason="Wrong dose.")
    new = submit_as(make_drug(by=people["editor"]))
    return [
        "/admin/monographs/revision/",
        "/admin/monographs/revision/?queue=editorial",
        *(
            f"/admin/monographs/revision/{revision.pk}/change/"
            for revision in (changed, needs_merge, new, first)
        ),
    ]


@pytest.mark.any_database
def test_review_pages_are_accessible(log_in, addresses, assert_accessible):
    # The checker puts styles of its own into a page, which the policy would refuse.
    page = log_in(
        "reviewer",
        bypass_csp=True,
    )

    for address in addresses:
        page.goto(address)
        assert_accessible(page)
        assert page.locator("h1").count() == 1

    page.goto(addresses[2])
    page.get_by_role("button", name="Send back").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert_accessible(page)


@pytest.mark.any_database
def test_review_pages_keep_to_the_policy(log_in, addresses):
    page = log_in("reviewer")

    for address in addresses:
        assert page.goto(address).ok
