"""A data steward's way with spreadsheets: a template filled in, mended, taken back."""

from csv import DictReader, DictWriter
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from monographs.importing.sheets.decisions import save_profile
from monographs.importing.sheets.mapping import Mapping
from monographs.models import Monograph, Presence, SourceDocument
from tests.factories import make_drug, make_editor, make_steward
from tests.importing.sheets.loads import csv, loaded, previewed, taken_in, undo_now

PASSWORD = "correct horse"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"


@pytest.fixture
def steward(transactional_db):
    return make_steward(username="steward", is_staff=True, printed_name="Stella Ward")


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


def downloaded(page, button):
    with page.expect_download() as download:
        button.click()
    return download.value.path().read_bytes(), download.value.suggested_filename


def filled_in(template, **sheets):
    """As somebody fills in a workbook: lines by the names of their columns."""
    book = openpyxl.load_workbook(BytesIO(template))
    for name, lines in sheets.items():
        sheet = book[name]
        header = [cell.value for cell in sheet[1]]
        sheet.delete_rows(2, sheet.max_row)
        for line in lines:
            sheet.append([line.get(column, "") for column in header])
    for sheet in book.worksheets:
        if sheet.title not in sheets:
            sheet.delete_rows(2, sheet.max_row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def mended(content, **right):
    """The errors-only file with cells corrected: what was written → what it means."""
    text = content.decode("utf-8-sig")
    lines = list(DictReader(StringIO(text)))
    out = StringIO()
    writer = DictWriter(out, lines[0].keys())
    writer.writeheader()
    for line in lines:
        assert line["import_errors"]
        writer.writerow({name: right.get(cell, cell) for name, cell in line.items()})
    return out.getvalue().encode()


def upload(page, name, content, kind):
    page.goto("/admin/monographs/batch/sheets/")
    file = {"name": name, "mimeType": kind, "buffer": content}
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Look at them").click()


def test_from_the_template_to_working_copies_and_back(log_in):
    page = log_in()
    page.get_by_role("link", name="Load spreadsheets").click()
    link = page.get_by_role("link", name="template workbook")
    template, _ = downloaded(page, link)

    # Filled in, with mistakes.
    workbook = filled_in(
        template,
        drugs=[{"kind": "drug", "address": "examplazole", "title": "Examplazole"}],
        side_effects=[
            {"drug": "examplazole", "effect": "Purple toes", "frequency": ">10 %"},
            {"drug": "examplazole", "effect": "Hiccups", "serious": "perhaps"},
            {"drug": "exampelzole", "effect": "Nausea"},
        ],
        faqs=[{"drug": "examplazole", "question": "Why?", "answer": "Because."}],
    )
    upload(page, "ours.xlsx", workbook, XLSX)
    expect(page.get_by_text("Waiting for a decision")).to_be_visible()
    assert not Monograph.objects.exists()

    # Every mistake with its cell.
    page.get_by_role("link", name="All findings, each with its cell").click()
    findings = page.locator(".import-issues")
    expect(findings).to_contain_text('"perhaps" is no answer')
    expect(findings).to_contain_text('There is no drug "exampelzole"')
    expect(findings.get_by_role("rowheader").first).to_contain_text("side_effects!")
    page.locator(".breadcrumbs a").last.click()
    page.get_by_role("button", name="Load", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("nothing was loaded")

    # What is right is loaded; what is wrong comes back.
    page.get_by_label("Skip what is wrong").check()
    page.get_by_role("button", name="Load", exact=True).click()
    expect(page.get_by_role("link", name="Undo this import")).to_be_visible()
    drug = Monograph.objects.get()
    assert [str(row.effect) for row in drug.side_effects.all()] == ["Purple toes"]
    assert drug.faqs.get().answer == "Because."
    page.get_by_label("The files back, each line").select_option("csv")
    button = page.get_by_role("button", name="Only lines with errors")
    errors, name = downloaded(page, button)

    # Mended and loaded: the preview, the words, the drug.
    right = {"perhaps": "no", "exampelzole": "examplazole"}
    upload(page, name, mended(errors, **right), CSV)
    expect(page.get_by_text("Waiting for a decision")).to_be_visible()
    page.locator(".import-files a", has_text="Examplazole").first.click()
    expect(page.locator(".import-changes")).to_contain_text("Hiccups")
    page.get_by_role("link", name="Mark the words that differ").click()
    page.locator(".breadcrumbs a").last.click()
    page.get_by_role("button", name="Load", exact=True).click()
    expect(page.get_by_role("link", name="Undo this import")).to_be_visible()
    assert drug.side_effects.count() == 3

    # Where a row came from.
    page.locator(".import-files").get_by_role("link", name="working copy").click()
    hiccups = page.locator(".effect", has=page.locator("a[href*='sheet=side_effects']"))
    hiccups.locator("summary").last.click()
    page.locator("a", has_text="side_effects!").last.click()
    expect(page.locator(".source__marked-line")).to_be_visible()

    # And back out.
    page.goto("/admin/monographs/batch/")
    page.get_by_role("link", name=name).click()
    page.get_by_role("link", name="Undo this import").click()
    expect(page.locator(".import-buckets")).to_contain_text("Taken back: 1 drug")
    page.get_by_role("button", name="Undo this import").click()
    expect(page.get_by_role("row", name="Taken back 1")).to_be_visible()
    assert drug.side_effects.count() == 1


@pytest.fixture
def addresses(steward):
    """Each page about spreadsheets, with something on it."""
    drug = make_drug(title="Examplazole", slug="examplazole")
    faqs = csv("drug,question,answer", "examplazole,May I drive?,Wait and see.")
    done = loaded(faqs=faqs, by=steward)
    bad = csv("drug,effect,serious", "examplazole,Rash,maybe", "nodrug,Rash,")
    waiting = previewed(side_effects=bad, faqs=faqs, by=steward)
    gone = undo_now(loaded(names=csv("drug,kind,name", "examplazole,brand,Ex")))
    strange = csv("drug,qestion,answr", "examplazole,Why?,So.")
    asking = taken_in(faqs=strange, by=steward)
    save_profile(done, Mapping.from_json(done.mapping), name="Ours", by=steward)
    now = timezone.now()
    Presence.objects.create(
        monograph=drug, person=make_editor(), opened_at=now, seen_at=now
    )
    conflict = previewed(
        faqs=csv("drug,question,answer", "examplazole,May I drive?,No."), by=steward
    )
    batch = "/admin/monographs/batch"
    place = conflict.rows.get().place
    source = SourceDocument.objects.get(path="faqs.csv")
    return [
        f"{batch}/sheets/",
        f"{batch}/",
        f"{batch}/{asking.pk}/columns/",
        f"{batch}/{asking.pk}/change/",
        f"{batch}/{done.pk}/columns/",
        f"{batch}/{done.pk}/change/",
        f"{batch}/{done.pk}/undo/",
        f"{batch}/{waiting.pk}/change/",
        f"{batch}/{waiting.pk}/issues/",
        f"{batch}/{waiting.pk}/file/{waiting.rows.last().place}/",
        f"{batch}/{gone.pk}/change/",
        f"{batch}/{conflict.pk}/file/{place}/",
        f"{batch}/{conflict.pk}/file/{place}/?diff=1",
        "/admin/monographs/importprofile/",
        f"/admin/monographs/sourcedocument/{source.pk}/change/?sheet=faqs&lines=2",
        f"/admin/monographs/drug/{drug.pk}/change/",
        f"/admin/monographs/drug/{drug.pk}/verify/",
    ]


@pytest.mark.any_database
def test_pages_about_spreadsheets_are_accessible(log_in, addresses, assert_accessible):
    # The checker puts styles of its own into a page, which the policy would refuse.
    page = log_in(bypass_csp=True)

    for address in addresses:
        page.goto(address)
        assert_accessible(page)
        assert page.locator("h1").count() == 1


def test_pages_about_spreadsheets_keep_to_the_policy(log_in, addresses):
    page = log_in()

    for address in addresses:
        assert page.goto(address).ok


def test_columns_are_chosen_by_keyboard_and_without_a_script(open_page, steward):
    make_drug(title="Examplazole", slug="examplazole")
    page = open_page(java_script_enabled=False)
    page.goto("/admin/")
    page.fill("input[name=username]", "steward")
    page.fill("input[name=password]", PASSWORD)
    page.click("input[type=submit]")
    text = csv("Mittel;Frage", "examplazole;Why?")
    upload(page, "liste.csv", text, CSV)

    page.get_by_label("This table is").focus()
    page.get_by_label("This table is").select_option("faqs")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Look again").press("Enter")
    page.get_by_label("Mittel").select_option("drug")
    page.get_by_label("Frage").select_option("question")
    page.get_by_role("button", name="Compare with what is here").press("Enter")

    expect(page.get_by_text("Waiting for a decision")).to_be_visible()
    expect(page.locator(".import-files")).to_contain_text("Examplazole")
