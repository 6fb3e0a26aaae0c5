"""One file of an import: what it says, where it says so, and how it differs."""

import pytest

from monographs.importing.advance import run
from monographs.importing.decisions import load, undo
from monographs.models import BatchIssue, BatchRow, Monograph, SourceDocument
from tests.desk.imports.documents import (
    NO_TEXT,
    STUB,
    document,
    make_import,
    make_loaded_import,
)
from tests.desk.imports.pages import file_url, words_of
from tests.factories import make_publisher
from tests.pace import within

pytestmark = pytest.mark.django_db


def only_row(batch):
    return batch.rows.get()


def test_a_file_says_what_it_would_write_beside_its_lines(steward):
    page = steward.get(file_url(only_row(make_import())))

    html, words = page.content.decode(), words_of(page)
    assert "Examplazole is used for examples that hurt." in words
    assert "Between 1 in 100 and 1 in 10 people" in words
    assert "Purple toes" in words
    assert "May I drive?" in words
    assert '<a class="import-lines" href="?lines=24-24#L24">line 24</a>' in html
    assert '<li id="L24">* Nausea</li>' in html


def test_the_lines_of_a_row_are_marked(steward):
    page = steward.get(file_url(only_row(make_import()), lines="24-25"))

    html = page.content.decode()
    assert '<li id="L24" class="source__marked">* Nausea</li>' in html
    assert '<li id="L25" class="source__marked">* Purple toes</li>' in html
    assert html.count("source__marked") == 2


def test_findings_lead_to_their_lines(steward):
    row = only_row(make_import({"a/stub.md": STUB}))

    page = steward.get(file_url(row)).content.decode()

    assert '<a href="?lines=3#L3">a/stub.md:3</a>' in page


def test_a_file_that_cannot_be_read_says_why(steward):
    page = words_of(steward.get(file_url(only_row(make_import({"a.md": NO_TEXT})))))

    assert "error" in page
    assert "NUL bytes" in page


def test_a_loaded_file_leads_to_its_working_copy_and_source(steward):
    row = only_row(make_loaded_import())

    html = steward.get(file_url(row)).content.decode()

    assert f"/admin/monographs/drug/{row.monograph_id}/change/" in html
    assert f"/admin/monographs/sourcedocument/{row.source_id}/change/" in html
    assert '<li id="L24">* Nausea</li>' in html


def test_the_text_of_the_same_bytes_is_shown_though_it_is_kept_once(steward):
    make_loaded_import()
    again = only_row(make_import())

    html = steward.get(file_url(again)).content.decode()

    assert again.content is None
    assert again.outcome == "unchanged"
    assert '<li id="L24">* Nausea</li>' in html


def test_what_was_taken_back_has_no_text_left(steward, person):
    batch = make_loaded_import(by=person)
    run(undo(batch, by=person))

    page = words_of(steward.get(file_url(only_row(batch))))

    assert "Its text is not kept." in page
    assert not SourceDocument.objects.exists()


# --- Differences ----------------------------------------------------------------------


def test_a_competing_file_is_compared_with_the_working_copy_on_demand(steward):
    make_loaded_import()
    row = only_row(make_import({"b.md": document(use="quite other examples")}))

    before = steward.get(file_url(row)).content.decode()
    after = steward.get(file_url(row, diff=1)).content.decode()

    assert "Compare the working copy with this file" in before
    assert "<ins" not in before
    assert '<ins class="import-ins">quite other examples</ins>' in after
    assert '<del class="import-del">examples that hurt</del>' in after


def test_two_files_of_one_import_about_the_same_drug_are_compared(steward):
    batch = make_import({"a.md": document(), "b.md": document(use="other examples")})
    row = batch.rows.get(path="b.md")

    after = words_of(steward.get(file_url(row, diff=1)))

    assert "Struck out is only in a.md; underlined is only in this file" in after


def test_a_changed_file_is_compared_before_and_after_loading(steward, person):
    make_loaded_import()
    batch = make_import({"examplazole.md": document(use="new examples")}, by=person)

    planned = words_of(steward.get(file_url(only_row(batch), diff=1)))
    run(load(batch, by=person))
    loaded = words_of(steward.get(file_url(only_row(batch), diff=1)))

    assert only_row(batch).outcome == "changed"
    assert "is only in the working copy; underlined is only in this file" in planned
    assert "is only in the text before this import" in loaded
    assert "new examples" in loaded


def test_rows_that_only_one_side_has_are_told_apart(steward):
    make_loaded_import()
    text = document().replace("* Purple toes\n", "").replace("May I drive", "May I fly")
    row = only_row(make_import({"b.md": text}))

    words = words_of(steward.get(file_url(row, diff=1)))

    assert "Purple toes only in the working copy" in words
    assert "May I fly? only in this file" in words
    assert "May I drive? only in the working copy" in words


def test_two_huge_unlike_texts_take_no_longer_than_a_moment(steward):
    make_loaded_import({"a.md": document(use="one two three " * 60_000)})
    row = only_row(make_import({"b.md": document(use="four five six " * 60_000)}))

    with within(2):
        page = steward.get(file_url(row, diff=1))

    assert "too long or too unlike to mark single words" in words_of(page)
    assert len(page.content) < 1_000_000


# --- Hostile files --------------------------------------------------------------------


def test_nothing_of_a_file_becomes_markup(steward):
    attack = "<script>alert(1)</script>"
    batch = make_import({f"{attack}.md": document(f"Examplazole {attack}", use=attack)})
    row = only_row(batch)
    BatchIssue.objects.create(
        row=row, code=attack, severity="hint", line=1, found=attack, message=attack
    )

    for url in (file_url(row), file_url(row, diff=1, lines=attack)):
        html = steward.get(url).content.decode()
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert" in html


def test_a_file_of_twenty_thousand_rows_makes_a_page_that_can_be_sent(steward):
    items = "\n".join(f"* Effect number {n}" for n in range(20_000))
    text = document().replace("* Purple toes", items)

    page = steward.get(file_url(only_row(make_import({"a.md": text}))))

    assert page.status_code == 200
    assert len(page.content) < 1_000_000


def test_findings_beyond_two_hundred_are_not_listed(steward):
    row = only_row(make_import())
    BatchIssue.objects.bulk_create(
        BatchIssue(row=row, code="odd", severity="hint", line=n, message="Odd.")
        for n in range(1, 301)
    )

    page = steward.get(file_url(row))

    assert page.content.decode().count("Odd.") == 200
    assert "There are more findings than these." in words_of(page)


def test_without_the_right_to_see_imports_no_file_is_shown(log_in):
    row = only_row(make_import())

    assert log_in(make_publisher()).get(file_url(row)).status_code == 403


def test_a_file_leads_to_its_neighbours(steward):
    batch = make_import({"a.md": document("Aaazole"), "b.md": document("Bbbzole")})
    first, last = batch.rows.all()

    assert 'file/2/">Next file' in steward.get(file_url(first)).content.decode()
    assert 'file/1/">Previous file' in steward.get(file_url(last)).content.decode()
    assert "Previous" not in words_of(steward.get(file_url(first)))


def test_looking_changes_nothing(steward):
    row = only_row(make_import())
    before = BatchRow.objects.values().get(pk=row.pk)

    steward.get(file_url(row, diff=1))

    assert BatchRow.objects.values().get(pk=row.pk) == before
    assert not Monograph.objects.exists()
