"""The demo's people take one page through review, each in a browser of their own."""

import io
import re
import zipfile

import pytest

from monographs.management.demo import working_beside
from tests.formulary import put_formulary
from tests.importing.documents_about import document_about

PASSWORD = "medsite-demo"
NEW_TEXT = "Metformin is taken with a meal, and this sentence is new."
MORE_THAN_A_REQUEST_DOES = 60  # documents


@pytest.fixture
def formulary(transactional_db):
    put_formulary()


@pytest.fixture
def log_in(open_page, live_server, formulary):
    def log_in(username):
        page = open_page()
        page.goto("/admin/")
        page.fill("input[name=username]", username)
        page.fill("input[name=password]", PASSWORD)
        page.click("input[type=submit]")
        return page

    return log_in


def open_monograph(page, title):
    page.goto("/admin/monographs/drug/")
    page.get_by_role("link", name=title, exact=True).click()


def take_step(page, label, **fields):
    page.get_by_role("link", name=label, exact=True).click()
    for name, value in fields.items():
        page.fill(f"[name={name}]", value)
    page.get_by_role("button", name=label, exact=True).click()


def open_revision_of(page, title):
    page.goto("/admin/monographs/revision/")
    row = page.get_by_role("row").filter(has_text=title)
    row.filter(has_text="waiting").get_by_role("link").first.click()


def test_from_an_edit_to_the_published_page(log_in, open_page):
    editor = log_in("editor")
    open_monograph(editor, "Metformin")
    body = editor.locator("textarea[name$=-body]").first
    body.fill(NEW_TEXT)
    editor.click("input[name=_continue]")
    assert "was changed successfully" in editor.inner_text(".messagelist")
    editor.get_by_role("link", name="Submit for review").click()
    editor.check("input[name=change_kind][value=major]")
    editor.fill("[name=change_note]", "Say how it is taken.")
    editor.get_by_role("button", name="Submit for review").click()
    assert "Submitted" in editor.inner_text(".messagelist")

    reader = open_page()
    reader.goto("/drugs/metformin/")
    assert NEW_TEXT not in reader.content()

    for username, label in (
        ("reviewer", "Sign (editorial)"),
        ("clinical", "Sign (clinical)"),
    ):
        signer = log_in(username)
        open_revision_of(signer, "Metformin")
        assert NEW_TEXT in signer.inner_text("body")
        signer.get_by_role("button", name=label).click()
        assert "You have signed" in signer.inner_text(".messagelist")

    reader = open_page()  # the first one may keep its copy for a minute
    reader.goto("/drugs/metformin/")
    text = reader.inner_text("main")
    assert NEW_TEXT in text
    assert "Ruth Adeyemi" in text
    assert "Dr Amir Haddad" in text
    assert reader.context.cookies() == []


def test_a_withdrawal_is_seen_at_once_with_its_reason(log_in, open_page):
    publisher = log_in("publisher")
    open_monograph(publisher, "Omeprazole")
    take_step(publisher, "Withdraw", reason="The dose table is wrong.")

    reader = open_page()
    response = reader.goto("/drugs/omeprazole/")

    assert response.status == 410
    assert "The dose table is wrong." in reader.inner_text("main")


def test_a_stale_save_keeps_what_was_typed(log_in):
    first, second = log_in("editor"), log_in("second-editor")
    for page in (first, second):
        open_monograph(page, "Aspirin")
    first.locator("textarea[name$=-body]").first.fill("The first editor's text.")
    first.click("input[name=_continue]")

    second.locator("textarea[name$=-body]").first.fill("The second editor's text.")
    second.click("input[name=_continue]")

    assert "Eva Lindqvist" in second.inner_text("#content")
    field = second.locator("textarea[name$=-body]").first
    assert field.input_value() == "The second editor's text."
    assert "The first editor's text." in second.inner_text("#content")


def test_a_large_upload_is_loaded_by_the_worker_inside(log_in):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        for number in range(MORE_THAN_A_REQUEST_DOES):
            title = f"Examplidone {number}"
            file.writestr(f"heap/{number}.md", document_about(title))
    steward = log_in("steward")
    steward.get_by_role("link", name="Load documents").click()
    steward.set_input_files(
        "input[type=file]",
        {
            "name": "heap.zip",
            "mimeType": "application/zip",
            "buffer": archive.getvalue(),
        },
    )

    with working_beside():
        steward.get_by_role("button", name="Look at them").click()
        steward.get_by_role("button", name="Load", exact=True).click()
        steward.get_by_role("link", name="Undo this import").wait_for()

    steward.goto("/admin/monographs/drug/?q=Examplidone")
    assert f"{MORE_THAN_A_REQUEST_DOES} results" in steward.inner_text("#content")


@pytest.mark.any_database
def test_public_pages_are_accessible(open_page, formulary, assert_accessible):
    page = open_page()

    for address in (
        "/",
        "/drugs/",
        "/drugs/trialuvine/",
        "/drugs/ibuprofen/v/1/",
        "/drugs/samplonidine/",
        "/comparisons/everyday-painkillers-compared/",
        "/drugs/no-such-drug/",
    ):
        page.goto(address)
        assert_accessible(page)
        assert page.locator("h1").count() == 1


@pytest.mark.any_database
def test_a_reader_needs_no_mouse(open_page, formulary):
    page = open_page()
    page.goto("/drugs/trialuvine/")

    page.keyboard.press("Tab")
    assert re.search("skip", page.evaluate("document.activeElement.innerText"), re.I)
    page.keyboard.press("Enter")

    assert page.evaluate("location.hash") == "#main"


@pytest.mark.any_database
def test_leaving_with_unsaved_typing_asks_first(log_in):
    page = log_in("editor")
    open_monograph(page, "Aspirin")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))

    page.locator("textarea[name$=-body]").first.press_sequentially("x")
    with page.expect_event("dialog"):
        page.get_by_role("link", name="History").first.click()

    page.click("input[name=_continue]")
    page.get_by_role("link", name="History").first.click()
    assert asked == ["beforeunload"]
