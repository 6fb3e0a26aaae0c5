"""A data steward's way with documents: in, through, and back out."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.conf import settings
from playwright.sync_api import expect

from monographs.importing.advance import run, run_next
from monographs.importing.decisions import load
from monographs.models import Monograph
from tests.desk.imports.documents import STUB, document, documents, make_import
from tests.factories import edit, make_editor, make_steward

MANY = 250  # more than one chunk, and more than a request does
PASSWORD = "correct horse"


@pytest.fixture
def steward(transactional_db):
    return make_steward(username="steward", is_staff=True)


@pytest.fixture
def log_in(open_page, steward):
    def log_in(**options):
        page = open_page(**options)
        page.goto("/admin/")
        page.fill("input[name=username]", "steward")
        page.fill("input[name=password]", PASSWORD)
        page.click("input[type=submit]")
        return page

    return log_in


def a_zip():
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        for path, text in {**documents(MANY), "stub.md": STUB}.items():
            archive.writestr(path, text)
    return {
        "name": "examples.zip",
        "mimeType": "application/zip",
        "buffer": content.getvalue(),
    }


def test_from_a_zip_to_working_copies_and_back(log_in):
    page = log_in()
    page.get_by_role("link", name="Load documents").click()
    page.set_input_files("input[type=file]", a_zip())
    page.get_by_role("button", name="Look at them").click()

    # Reading: the page follows by itself, until the preview is there.
    expect(page.locator("[data-words]")).to_contain_text("Reading: 0 of 251 files")

    def watch(batch):
        if batch.checkpoint == 200:
            expect(page.locator("[data-words]")).to_contain_text("200 of 251 files")
            expect(page.locator("progress")).to_have_js_property("value", 200)

    run_next(after_each=watch)
    expect(page.get_by_text("Waiting for a decision")).to_be_visible()
    page.get_by_role("link", name="Set aside", exact=True).first.click()
    expect(page.locator(".import-files")).to_contain_text("Nothing Much")
    assert not Monograph.objects.exists()

    # Loading.
    page.get_by_role("button", name="Load", exact=True).click()
    expect(page.locator("[data-words]")).to_contain_text("Loading: 0 of 251 files")
    run_next()
    expect(page.get_by_role("link", name="Undo this import")).to_be_visible()
    assert Monograph.objects.count() == MANY

    # A drug, and the lines that it came from.
    page.fill("#f-q", "examplazole-17.md")
    page.get_by_role("button", name="Filter").click()
    page.get_by_role("link", name="working copy").click()
    expect(page.locator("#content")).to_contain_text("imported, not verified")
    nausea = page.locator(".effect", has=page.locator("a[href*='lines=24-24']"))
    nausea.locator("summary").click()
    nausea.get_by_role("link", name="line 24", exact=True).click()
    expect(page.locator("li#L24")).to_have_text("* Nausea")
    expect(page.locator("li#L24")).to_be_in_viewport()

    # Back out: what a person has worked on stays.
    edit(Monograph.objects.get(title="Examplazole 17"), by=make_editor())
    page.goto("/admin/monographs/batch/")
    page.get_by_role("link", name="examples.zip").click()
    page.get_by_role("link", name="Undo this import").click()
    expect(page.locator(".import-buckets")).to_contain_text("Taken back: 250 files")
    expect(page.locator(".import-buckets")).to_contain_text("Kept: 1 file")
    page.get_by_role("button", name="Undo this import").click()
    expect(page.locator("[data-words]")).to_contain_text("Taking back: 0 of 251")
    run_next()
    buckets = page.locator("table", has_text="What undoing left")
    expect(buckets.get_by_role("row", name="Taken back 250")).to_be_visible()
    expect(buckets.get_by_role("row", name="Kept 1")).to_be_visible()
    buckets.get_by_role("link", name="Kept").click()
    expect(page.locator(".import-files")).to_contain_text("people have worked on")
    assert Monograph.objects.get().title == "Examplazole 17"


@pytest.mark.any_database
def test_too_many_files_are_noticed_before_they_are_sent(log_in):
    page = log_in()
    page.goto("/admin/monographs/batch/add/")
    file = {"name": "a.md", "mimeType": "text/markdown", "buffer": b"x"}

    too_many = settings.DATA_UPLOAD_MAX_NUMBER_FILES + 1
    page.set_input_files("input[type=file]", [file] * too_many)
    page.get_by_role("button", name="Look at them").click()

    expect(page.locator("[data-chosen]")).to_contain_text("Put them into a ZIP")
    assert page.url.endswith("/add/")


def test_set_aside_files_are_ticked_at_once_and_discarded(log_in, steward):
    stubs = {f"{n}.md": f"{STUB}\n{n}" for n in range(3)}
    run(load(make_import(stubs, by=steward), by=steward))
    page = log_in()
    page.goto("/admin/monographs/batch/set-aside/")

    page.get_by_role("button", name="Tick all on this page").click()
    page.get_by_label("Why").fill("They ask for a name.")
    page.get_by_role("button", name="Discard the ticked files").click()

    expect(page.locator(".messagelist")).to_contain_text("3 files are discarded.")


@pytest.fixture
def addresses(steward):
    """Each page about imports, with something on it."""
    files = {"a.md": document(), "b.md": document(use="other examples"), "c.md": STUB}
    loaded = run(load(make_import(files, by=steward), by=steward))
    waiting = make_import({**files, "d.md": document("Samplidone")}, by=steward)
    drug = Monograph.objects.get()
    rival = f"/admin/monographs/batch/{loaded.pk}/file/2/"
    return [
        "/admin/",
        "/admin/monographs/batch/",
        "/admin/monographs/batch/add/",
        "/admin/monographs/batch/set-aside/",
        f"/admin/monographs/batch/{waiting.pk}/change/",
        f"/admin/monographs/batch/{loaded.pk}/change/",
        f"/admin/monographs/batch/{loaded.pk}/undo/",
        f"/admin/monographs/batch/{loaded.pk}/file/3/",
        f"{rival}?diff=1",
        f"{rival}?lines=24-25",
        f"/admin/monographs/drug/{drug.pk}/change/",
        f"/admin/monographs/drug/{drug.pk}/history/",
        "/admin/monographs/finding/",
        f"/admin/monographs/sourcedocument/{drug.sections.first().source_id}/change/",
    ]


@pytest.mark.any_database
def test_pages_about_imports_are_accessible(log_in, addresses, assert_accessible):
    # The checker puts styles of its own into a page, which the policy would refuse.
    page = log_in(
        bypass_csp=True,
    )

    for address in addresses:
        page.goto(address)
        assert_accessible(page)
        assert page.locator("h1").count() == 1


@pytest.mark.any_database
def test_pages_about_imports_keep_to_the_policy(log_in, addresses):
    page = log_in()

    for address in addresses:
        assert page.goto(address).ok
