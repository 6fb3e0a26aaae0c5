"""A drug that was imported twice with opposite claims, up to a note for readers."""

import pytest
from playwright.sync_api import expect

from monographs.content import unverified_rows
from tests.competing_imports import imported_twice
from tests.factories import (
    make_clinician,
    make_disagreement,
    make_editor,
    make_reviewer,
    publish_now,
)
from tests.importing.batches import verify_all

PASSWORD = "correct horse"


@pytest.fixture
def people(transactional_db):
    make_editor(username="edda", is_staff=True)
    make_reviewer(username="rhea", is_staff=True)
    make_clinician(username="cleo", is_staff=True)


@pytest.fixture
def log_in(open_page, people):
    def log_in(username, **options):
        page = open_page(**options)
        page.goto("/admin/")
        page.fill("input[name=username]", username)
        page.fill("input[name=password]", PASSWORD)
        page.click("input[type=submit]")
        return page

    return log_in


@pytest.fixture
def twice(people):
    return imported_twice()


def address(drug, row):
    return f"/admin/monographs/drug/{drug.pk}/competing/{row.pk}/"


def difference(page, about):
    return page.locator(".difference", has=page.get_by_role("heading", name=about))


@pytest.mark.parametrize("has_script", [True, False])
def test_from_two_sources_to_a_public_note(log_in, twice, has_script):
    drug, _ = twice
    editor = log_in("edda", java_script_enabled=has_script)
    editor.goto(f"/admin/monographs/drug/{drug.pk}/change/")
    editor.get_by_role("link", name="Compare and decide").click()

    # Contradictions first, each with its kind in words.
    first = editor.locator(".difference").first
    expect(first).to_contain_text("May I drink alcohol?")
    expect(first).to_contain_text("yes against no")
    editor.get_by_label("dose figures differ (1)").check()
    expect(first).to_be_hidden()
    expect(difference(editor, "Dosage")).to_be_visible()
    difference(editor, "Dosage").get_by_label("Take theirs").check()
    editor.get_by_label("all", exact=True).check()
    difference(editor, "Purple toes").get_by_label("Take it").check()

    # A note, begun with what each source says; nothing that was chosen is lost.
    first.get_by_role("button", name="Begin a note for readers").click()
    expect(difference(editor, "Dosage").get_by_label("Take theirs")).to_be_checked()
    expect(editor.get_by_label("What each source says")).to_have_value(
        "* One source: Yes, a little does no harm.\n"
        "* Another source: No. It makes you sleepy."
    )
    editor.get_by_label("What this page shows").fill("Do not drink alcohol.")

    # Yes against no is chosen by a person, and a decision has a reason.
    editor.get_by_role("button", name="Decide").click()
    expect(first).to_contain_text("One says yes and the other no: choose.")
    first.get_by_label("Take theirs").check()
    editor.get_by_role("button", name="Decide").click()
    expect(editor.get_by_role("alert")).to_contain_text("needs a reason")
    editor.get_by_label("Why you decide so").fill("The cautious one, until we know.")
    editor.get_by_role("button", name="Decide").click()
    expect(editor.locator(".messagelist")).to_contain_text("Decided about theirs/")
    expect(editor.get_by_role("link", name="Compare and decide")).to_have_count(0)
    expect(editor.locator(".sources")).to_have_count(1)

    # What was taken counts as read; the rest is verified, and all of it submitted.
    assert "Dosage" not in map(str, unverified_rows(drug))
    verify_all(drug)
    editor.get_by_role("link", name="Submit for review").click()
    editor.get_by_label("major").check()
    editor.fill("[name=reason]", "An example needs no more.")
    editor.get_by_role("button", name="Submit for review").click()
    expect(editor.locator(".messagelist")).to_contain_text("Submitted")
    revision = drug.revisions.get()

    # Two others sign; then readers see it.
    for username, role in [("rhea", "editorial"), ("cleo", "clinical")]:
        signer = log_in(username, java_script_enabled=has_script)
        signer.goto(f"/admin/monographs/revision/{revision.pk}/step/sign-{role}/")
        expect(signer.locator("#disagreement-1")).to_have_text("May I drink alcohol?")
        signer.get_by_role("button", name=f"Sign ({role})").click()
        expect(signer.locator(".messagelist")).to_be_visible()

    reader = editor
    reader.goto(f"/drugs/{drug.slug}/")
    part = reader.locator(".part", has=reader.locator("#disagreements"))
    expect(part).to_contain_text("May I drink alcohol?")
    expect(part).to_contain_text("Another source: No. It makes you sleepy.")
    expect(part).to_contain_text("Do not drink alcohol.")
    expect(part).to_contain_text("the cautious advice stands")
    expect(reader.locator("main")).to_contain_text("50 mg a day")
    expect(reader.locator("main")).to_contain_text("No. It makes you sleepy.")


@pytest.mark.any_database
def test_the_pages_about_sources_are_accessible(log_in, twice, assert_accessible):
    drug, row = twice
    public, _ = imported_twice("Samplidone")
    make_disagreement(public, shown="Do not.")
    make_disagreement(
        public, "And wine?", shown="No.", reason="Caution.", is_settled=True
    )
    verify_all(public)
    publish_now(public)
    # The checker puts styles of its own into a page, which the policy would refuse.
    page = log_in(
        "edda",
        bypass_csp=True,
    )

    def check():
        assert_accessible(page)
        assert page.locator("h1").count() == 1

    page.goto(address(drug, row))
    check()
    page.get_by_role("button", name="Begin a note for readers").first.click()
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_role("alert")).to_be_visible()
    check()
    difference(page, "alcohol").get_by_label("Keep ours").check()
    page.get_by_role("button", name="Keep ours for all the rest").click()
    page.get_by_label("Why you decide so").fill("Ours is newer.")
    page.get_by_role("button", name="Decide").click()
    expect(page.locator(".messagelist")).to_be_visible()
    check()
    page.goto(address(drug, row))
    expect(page.get_by_role("heading", name="Decided")).to_be_visible()
    check()
    page.goto(f"/drugs/{public.slug}/")
    check()
