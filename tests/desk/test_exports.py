"""What goes out at the desk: which pages, which text, in which format, and for whom."""

import io
import logging
import re
from html import unescape

import openpyxl
import pytest

from monographs.exporting.sheets import SHEETS
from monographs.models import Finding
from monographs.workflow import assign
from monographs.workflow.triage import refresh
from tests.exporting.tables.readers import read, read_text
from tests.factories import (
    make_comparison,
    make_drug,
    make_editor,
    make_section,
    make_steward,
    publish_now,
)

pytestmark = pytest.mark.django_db

PAGE = "/admin/export/"


@pytest.fixture
def steward(log_in):
    return log_in(make_steward())


def ask(client, **choices):
    chosen = {"pages": "all", "text": "working", "format": "csv", "sheets": ["drugs"]}
    return client.post(PAGE, chosen | choices)


def addresses(response):
    assert response.status_code == 200
    _, *lines = read_text(b"".join(response.streaming_content))
    return [line[2] for line in lines]


def test_the_page_offers_every_sheet_and_format(steward):
    make_drug()

    page = steward.get(PAGE).content.decode()

    for name, sheet in SHEETS.items():
        assert f'value="{name}"' in page
        assert sheet.label in page
    assert "All pages that are not discarded (1)" in page


def test_a_workbook_goes_out_while_it_is_read(steward, caplog):
    make_drug(slug="examplazole")

    with caplog.at_level(logging.INFO, logger="monographs"):
        response = ask(steward, format="xlsx", sheets=list(SHEETS))

    assert response.streaming
    assert 'filename="monographs-' in response["Content-Disposition"]
    found = read("xlsx", b"".join(response.streaming_content))
    assert list(found) == list(SHEETS)
    assert found["drugs"][1][2] == "examplazole"
    assert "takes out monographs" in caplog.text


@pytest.mark.parametrize(
    ("format", "ending"),
    [("csv", "zip"), ("tsv", "zip"), ("ods", "ods"), ("json", "json")],
)
def test_a_file_is_named_for_what_it_is(steward, format, ending):
    response = ask(steward, format=format, sheets=["drugs", "names"])

    assert response["Content-Disposition"].endswith(f'.{ending}"')


def test_a_single_sheet_has_its_own_name(steward):
    response = ask(steward)

    assert 'filename="drugs-' in response["Content-Disposition"]
    assert response["Content-Type"].startswith("text/csv")


def test_what_readers_see_goes_out_on_request(steward):
    published = make_drug(slug="published")
    publish_now(published)
    published.sections.update(body="A draft.")
    make_drug(slug="never-published")

    response = ask(steward, text="published", sheets=["sections"])

    content = b"".join(response.streaming_content).decode()
    assert "For examples that hurt." in content
    assert "A draft." not in content
    assert "never-published" not in content


def test_ticked_rows_of_a_list_are_offered_and_taken(steward):
    make_drug()
    ticked = [make_drug(slug="first"), make_drug(slug="second")]
    action = {"action": "export_ticked", "_selected_action": [one.pk for one in ticked]}

    page = steward.post("/admin/monographs/drug/", action, follow=True)

    assert "Those that were ticked (2)" in page.content.decode()
    rows = [one.pk for one in ticked]
    assert addresses(ask(steward, pages="ticked", rows=rows)) == ["first", "second"]


def test_a_list_goes_out_as_it_is_filtered(steward):
    make_drug(slug="shown", title="Anonymol")
    make_drug(slug="hidden", title="Other")
    make_comparison(slug="comparison", title="Anonymol or another")

    tools = steward.get("/admin/monographs/drug/?q=Anonymol").content.decode()
    page = steward.get("/admin/monographs/drug/export/?q=Anonymol", follow=True)

    assert 'href="/admin/monographs/drug/export/?q=Anonymol"' in tools
    assert "All drugs, as the list is filtered (1)" in page.content.decode()
    chosen = {"pages": "listed", "list": "drug", "query": "q=Anonymol"}
    assert addresses(ask(steward, **chosen)) == ["shown"]


# --- From the working list ------------------------------------------------------------


@pytest.fixture
def heap():
    """Three pages with a finding each; the working list has looked at them."""
    pages = [make_drug(slug=slug) for slug in ("first", "second", "third")]
    for page in pages:
        Finding.objects.create(
            monograph=page, code="truncated", severity="error", place="x", message="x"
        )
    refresh([page.pk for page in pages])
    return pages


def test_the_working_list_goes_out_as_it_is_filtered(steward, heap):
    assign([heap[1]], by=make_editor(), to=make_editor())

    listed = steward.get("/admin/desk/triage/?who=nobody&after=0").content.decode()
    (link,) = re.findall(r'<a href="([^"]+)">Export this list</a>', listed)
    page = steward.get(unescape(link))

    assert page.context["form"].fields["pages"].choices[0] == (
        "listed",
        "All of the working list, as the list is filtered (2)",
    )
    chosen = {"pages": "listed", "list": "working", "query": "who=nobody"}
    assert addresses(ask(steward, **chosen)) == ["first", "third"]


def test_all_of_the_working_list_goes_out(steward, heap):
    chosen = {"pages": "listed", "list": "working", "query": ""}

    assert addresses(ask(steward, **chosen)) == ["first", "second", "third"]


def test_ticked_rows_of_the_working_list_are_offered(steward, heap):
    listed = steward.get("/admin/desk/triage/").content.decode()
    ticked = [heap[0].pk, heap[2].pk]

    page = steward.get(PAGE, {"back": "", "rows": ticked})

    assert f'formaction="{PAGE}"' in listed
    assert "Those that were ticked (2)" in page.content.decode()


def test_the_working_list_offers_no_export_without_the_right(log_in, heap):
    listed = log_in(make_editor()).get("/admin/desk/triage/").content.decode()

    assert "first" in listed
    assert PAGE not in listed


@pytest.mark.parametrize(
    "query", ["rank=x&who=%00", "show=nothing", "&".join("x" * 2000)]
)
def test_odd_filters_of_the_working_list_ask_for_nothing(steward, heap, query):
    answer = steward.get(PAGE, {"list": "working", "query": query})

    assert answer.status_code in (200, 404)


def test_all_rows_of_a_filtered_list_can_be_ticked(steward):
    shown = make_comparison(title="Anonymol or another")
    make_comparison()
    action = {
        "action": "export_ticked",
        "select_across": "1",
        "_selected_action": [shown.pk],
    }

    page = steward.post("/admin/monographs/comparison/?q=Anonymol", action, follow=True)

    assert "All comparisons, as the list is filtered (1)" in page.content.decode()


@pytest.mark.parametrize("query", ["e=1", "nonsense=1", "id__in=x", "p=x", "o=99"])
def test_a_list_that_cannot_be_filtered_so_is_no_error_of_ours(steward, query):
    response = steward.get(PAGE, {"list": "drug", "query": query})

    assert response.status_code in (200, 404)


def test_lists_and_rows_that_do_not_exist_are_no_error_of_ours(steward):
    assert steward.get(PAGE, {"list": "user"}).status_code == 404
    assert steward.get(PAGE, {"rows": ["x", "9" * 40, "-1"]}).status_code == 200
    assert ask(steward, pages="ticked").status_code == 422


def test_a_text_that_does_not_fit_is_refused_on_the_page(steward):
    make_section(make_drug(), body="x" * 32_768, position=1)

    response = ask(steward, format="xlsx", sheets=["sections"])

    assert response.status_code == 422
    page = response.content.decode()
    assert "sections, line 3, column text" in page
    assert "Take CSV, TSV or JSON" in page


def test_no_sheet_is_a_mistake(steward):
    response = ask(steward, sheets=[])

    assert response.status_code == 422
    assert "Choose one sheet at least." in response.content.decode()


def test_only_who_may_export_sees_and_does_it(log_in):
    drug = make_drug()
    editor = log_in(make_editor())

    assert editor.get(PAGE).status_code == 403
    assert ask(editor).status_code == 403
    assert editor.get("/admin/export/template.xlsx").status_code == 403
    page = editor.get("/admin/monographs/drug/").content.decode()
    assert "/export/" not in page
    assert "export_ticked" not in page
    action = {"action": "export_ticked", "_selected_action": [drug.pk]}
    answer = editor.post("/admin/monographs/drug/", action, follow=True)
    assert "Those that were ticked" not in answer.content.decode()


def test_the_template_can_be_had(steward):
    response = steward.get("/admin/export/template.xlsx")

    book = openpyxl.load_workbook(io.BytesIO(response.content))
    assert set(SHEETS) < set(book.sheetnames)
