"""A pruned import answers in plain words, whatever is asked of it."""

import pytest

from monographs.importing.decisions import cancel
from monographs.importing.prune import prune
from monographs.models import FAQ, Batch, BatchRow
from tests.desk.imports.pages import batch_url, words_of
from tests.desk.imports.sheets import page_url
from tests.factories import make_drug
from tests.importing.sheets.loads import loaded, previewed, undo_now

pytestmark = pytest.mark.django_db

FAQS = (
    "drug,question,answer",
    "examplazole,Why?,It hurts a lot.",
    "nodrug,Why?,",
)
TOLD = "This import was pruned on"
GONE = "are gone. Load the file again"


def done():
    return loaded(faqs=FAQS, skip_bad=True)


def undone():
    return undo_now(done())


@pytest.fixture(params=[done, undone])
def batch(request):
    page = make_drug(title="Examplazole", slug="examplazole")
    FAQ.objects.create(monograph=page, question="Why?", answer="It hurts.")
    batch = request.param()
    assert prune(days=0).emptied == 1
    batch.refresh_from_db()
    return batch


def test_its_page_says_so_and_offers_no_more_than_there_is(steward, batch):
    page = steward.get(batch_url(batch))

    words = words_of(page)
    assert TOLD in words
    assert "The record stays." in words
    assert "Only lines with errors" not in words
    assert batch_url(batch, "undo") not in page.content.decode()
    assert "faqs 0 1 0 1" in words  # the record: lines by sheet


@pytest.mark.parametrize("page", ["annotated", "errors"])
@pytest.mark.parametrize("format", ["", "csv", "tsv", "xlsx", "ods", "json"])
def test_no_file_claims_what_nobody_knows_any_more(steward, batch, page, format):
    url = batch_url(batch, page, format=format) if format else batch_url(batch, page)

    answer = steward.get(url, follow=True)

    assert TOLD in words_of(answer)
    assert "attachment" not in answer.get("Content-Disposition", "")


@pytest.mark.parametrize("page", ["columns", "issues", "progress"])
def test_its_other_pages_still_answer(steward, batch, page):
    assert steward.get(batch_url(batch, page)).status_code == 200


@pytest.mark.parametrize("query", [{}, {"diff": 1}])
def test_the_page_of_each_drug_says_so(steward, batch, query):
    for row in batch.rows.all():
        url = page_url(batch, "file", place=row.place)

        page = steward.get(url, query)

        assert page.status_code == 200
        assert TOLD in words_of(page)


def test_it_is_not_undone(steward, batch):
    before = FAQ.objects.get().answer

    asked = steward.get(batch_url(batch, "undo"), follow=True)
    told = steward.post(batch_url(batch, "undo"), follow=True)

    why = TOLD if batch.state == "done" else "loaded"
    assert why in words_of(asked)
    assert why in words_of(told)
    assert FAQ.objects.get().answer == before


def test_its_files_are_compared_again_as_far_as_they_are_kept(steward, batch):
    page = steward.post(page_url(batch, "again"), follow=True)

    if batch.state == "done":  # its file is a source of what was loaded
        assert "Waiting for a decision" in words_of(page)
        assert "faqs 0 0 1 1" in words_of(page)
        assert Batch.objects.count() == 2
    else:
        assert GONE in words_of(page)
        assert Batch.objects.count() == 1


@pytest.mark.parametrize("step", ["load", "cancel"])
def test_no_step_brings_it_back(steward, batch, step):
    steward.post(batch_url(batch, step), follow=True)

    assert Batch.objects.get().state == batch.state


def test_nothing_is_taken_or_read_otherwise(steward, batch):
    row = batch.rows.filter(outcome=BatchRow.Outcome.CHANGED).get()

    taken = steward.post(page_url(batch, "take", place=row.place), follow=True)
    read = steward.post(page_url(batch, "detected", number=1), follow=True)

    assert "This is no conflict" in words_of(taken)
    assert read.status_code == 200
    assert Batch.objects.get().state == batch.state


def test_an_import_that_was_never_loaded_is_gone(steward):
    make_drug(slug="examplazole")
    batch = previewed(faqs=FAQS)
    cancel(batch, by=batch.by)

    assert prune(days=0).removed == 1

    for page in ("change", "issues", "annotated", "errors", "columns", "undo"):
        assert steward.get(batch_url(batch, page)).status_code == 404
