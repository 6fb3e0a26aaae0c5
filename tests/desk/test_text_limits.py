"""How long texts may become at the desk; what is longer already can be saved."""

import pytest

from monographs.desk.text_limits import LONGEST_PAGE, LONGEST_TEXT
from tests.desk.pages import change_url, save, typed_on
from tests.factories import make_full_comparison, make_full_drug, make_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def drug(editor):
    return make_full_drug(by=editor)


@pytest.fixture
def save_with(desk):
    def save_with(monograph, **typed):
        url = change_url(monograph)
        return save(desk, url, typed_on(desk.get(url)) | typed)

    return save_with


@pytest.mark.parametrize(
    "field",
    [
        *("sections-0-body", "faqs-0-question", "faqs-0-answer", "citations-0-text"),
        *("side_effects-0-wording", "side_effects-0-figure", "disagreements-0-shown"),
    ],
)
def test_a_text_that_is_too_long_is_refused_with_a_sentence(drug, save_with, field):
    refused = save_with(drug, **{field: "x" * (LONGEST_TEXT + 1)})

    assert refused.status_code == 200
    page = refused.content.decode()
    assert "This text has 1,000,001 characters; up to 1,000,000 can be saved." in page
    assert typed_on(refused)[field] == "x" * (LONGEST_TEXT + 1)


def test_a_cell_that_is_too_long_is_refused(editor, save_with):
    comparison = make_full_comparison(by=editor)
    row = comparison.comparison_rows.get()
    name = f"comparison_rows-0-cell_{row.cells.first().subject.key.hex}"

    refused = save_with(comparison, **{name: "x" * (LONGEST_TEXT + 1)})

    assert "This text has 1,000,001 characters" in refused.content.decode()


def test_a_text_as_long_as_the_limit_is_saved(drug, save_with):
    saved = save_with(drug, **{"sections-0-body": "x" * LONGEST_TEXT})

    assert saved.status_code == 302
    assert len(drug.sections.first().body) == LONGEST_TEXT


@pytest.mark.parametrize(("change", "status"), [(0, 302), (-9, 302), (1, 200)])
def test_an_imported_text_beyond_the_limit_can_be_kept_and_cut(
    drug, save_with, change, status
):
    long = LONGEST_TEXT + 50_000
    drug.sections.filter(position=drug.sections.first().position).update(
        body="x" * long
    )

    saved = save_with(
        drug, **{"title": "Otherazole", "sections-0-body": "y" * (long + change)}
    )

    assert saved.status_code == status


def test_a_page_that_is_too_long_is_refused_as_a_whole(drug, save_with):
    for position in (10, 11):
        make_section(drug, kind="note", body="x" * 900_000, position=position)

    refused = save_with(drug, **{"sections-0-body": "y" * 900_000})

    assert refused.status_code == 200
    assert "up to 2,000,000 can be saved" in refused.content.decode()
    assert drug.sections.first().body != "y" * 900_000


def test_an_imported_page_beyond_the_limit_can_be_kept_and_cut(drug, save_with):
    make_section(drug, kind="note", body="x" * (LONGEST_PAGE + 900), position=9)
    body = drug.sections.first().body

    same = save_with(drug, **{"sections-0-body": body[::-1]})
    longer = save_with(drug, **{"sections-0-body": f"{body} And more."})

    assert (same.status_code, longer.status_code) == (302, 200)
    assert drug.sections.first().body == body[::-1]
