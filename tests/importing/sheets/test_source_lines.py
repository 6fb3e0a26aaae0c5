"""What a row was read from: the cells of its line, long after it was loaded."""

import pytest

from monographs.importing.sheets.source_lines import sheets_in, source_table
from monographs.models import BatchFile, SourceDocument
from tests.factories import make_drug
from tests.importing.sheets.loads import loaded

pytestmark = pytest.mark.django_db
FAQS = ("drug,question,answer", "examplazole,Why?,Because.", "examplazole,How?,")


@pytest.fixture
def source():
    make_drug(title="Examplazole", slug="examplazole")
    loaded(faqs=FAQS)
    return SourceDocument.objects.get(path="faqs.csv")


def test_a_line_has_its_cells_under_their_names(source):
    table = source_table(source, "faqs", [2])

    assert table.header == ("drug", "question", "answer")
    assert table.in_words(2) == "drug: examplazole\nquestion: Why?\nanswer: Because."


def test_blank_cells_and_other_lines_are_left_out(source):
    table = source_table(source, "faqs", [3, 99])

    assert table.in_words(3) == "drug: examplazole\nquestion: How?"
    assert list(table.lines) == [3]


def test_a_pruned_import_leaves_the_lines(source):
    BatchFile.objects.all().delete()

    assert sheets_in(source) == ["faqs"]
    assert source_table(source, "faqs", [2, 3]).lines.keys() == {2, 3}


def test_bytes_that_are_no_spreadsheet_any_more_give_nothing(source):
    broken = SourceDocument.objects.create(
        content=b"\0\1",
        sha256="0" * 64,
        path="broken.xlsx",
        dialect="xlsx",
        imported_by=source.imported_by,
    )

    assert sheets_in(broken) == []
    assert source_table(broken, "faqs", [2]).lines == {}
