"""Where a row came from, when that is a line of a spreadsheet."""

import pytest

from monographs.models import FAQ, SourceDocument
from tests.desk.imports.pages import words_of
from tests.desk.pages import change_url
from tests.factories import make_drug, make_editor, make_reviewer, submit_as
from tests.importing.batches import drug, verify_all
from tests.importing.sheets.loads import csv, loaded

pytestmark = pytest.mark.django_db

FAQS = csv("drug,question,answer", "", "examplazole,May I drive?,Wait and see.")
EFFECTS = csv("drug,effect,frequency", "examplazole,Purple toes,>10 %")


@pytest.fixture(autouse=True)
def examplazole():
    make_drug(title="Examplazole", slug="examplazole")
    loaded(faqs=FAQS, side_effects=EFFECTS)
    return drug("examplazole")


@pytest.fixture
def desk(log_in):
    return log_in(make_editor())


def test_the_change_page_names_sheet_and_line(desk, examplazole):
    page = desk.get(change_url(examplazole))

    source = SourceDocument.objects.get(path="faqs.csv")
    link = f"/sourcedocument/{source.pk}/change/?sheet=faqs&amp;lines=3#L3"
    assert link in page.content.decode()
    assert "faqs!3" in words_of(page)
    assert "side_effects!2" in words_of(page)


def test_the_source_view_shows_the_cells_of_the_line(desk, examplazole):
    key = FAQ.objects.get().key

    page = desk.get(f"/admin/monographs/drug/{examplazole.pk}/verify/?row={key}")

    words = words_of(page)
    assert "May I drive? faqs!3" in words
    assert "faqs.csv, faqs" in words
    assert "question: May I drive? answer: Wait and see." in words


def test_a_figure_in_its_own_column_raises_no_doubt(desk, examplazole):
    page = desk.get(f"/admin/monographs/drug/{examplazole.pk}/verify/")

    rows = page.context["reading"].imported
    assert [row.doubts for row in rows] == [[], []]


def test_words_that_the_line_does_not_have_are_a_doubt(desk, examplazole):
    FAQ.objects.update(answer="Drive at once.")

    page = desk.get(f"/admin/monographs/drug/{examplazole.pk}/verify/")

    (faq,) = [row for row in page.context["reading"].rows if row.place == "faqs!3"]
    assert faq.doubts


def test_the_source_document_shows_its_lines_as_a_table(desk):
    source = SourceDocument.objects.get(path="faqs.csv")

    page = desk.get(
        f"/admin/monographs/sourcedocument/{source.pk}/change/?sheet=faqs&lines=3"
    )

    assert '<tr id="L3" class="source__marked-line">' in page.content.decode()
    assert "3 examplazole May I drive? Wait and see." in words_of(page)


@pytest.mark.parametrize("query", ["sheet=none", "lines=x", "from=99999", "from=-1"])
def test_odd_questions_get_a_page(desk, query):
    source = SourceDocument.objects.get(path="faqs.csv")

    page = desk.get(f"/admin/monographs/sourcedocument/{source.pk}/change/?{query}")

    assert page.status_code == 200


def test_long_sheets_come_in_parts(desk):
    lines = [f"examplazole,Question {n}?,{'&' * 900}" for n in range(200)]
    loaded(faqs=csv("drug,question,answer", *lines))
    source = SourceDocument.objects.exclude(path="side_effects.csv").last()

    url = f"/admin/monographs/sourcedocument/{source.pk}/change/"
    first = desk.get(url)
    second = desk.get(f"{url}?sheet=faqs&from=52")

    assert "Question 0?" in words_of(first)
    assert "Question 50?" in words_of(second)
    assert len(first.content) < 200_000
    assert "Earlier lines" in words_of(second)


def test_the_review_page_names_sheet_and_line(log_in, examplazole):
    verify_all(examplazole)
    revision = submit_as(examplazole, by=make_editor())

    page = log_in(make_reviewer()).get(
        f"/admin/monographs/revision/{revision.pk}/change/"
    )

    assert "faqs!3" in words_of(page)


def test_the_history_names_the_file(desk, examplazole):
    page = desk.get(f"/admin/monographs/drug/{examplazole.pk}/history/")

    assert "sheets" in words_of(page)
