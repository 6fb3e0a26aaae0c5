import pytest

from tests.desk.pages import change_url, save, typed_on
from tests.factories import make_drug, make_full_drug

pytestmark = pytest.mark.django_db
HARD = "Occasionally unbelievable difficulties materialise. "


def reading_on(response):
    return response.context["reading"]


def test_the_page_names_its_grade_and_its_hardest_sentences(desk, editor):
    drug = make_full_drug(by=editor)
    drug.sections.filter(kind="dosage").update(
        body=f"# Hard\n\n{HARD}" + "Go on. " * 12
    )

    response = desk.get(change_url(drug))

    page = response.content.decode()
    assert reading_on(response).sentences == 16
    assert reading_on(response).hardest[0].text == HARD.strip()
    assert "roughly grade" in page
    assert "unbelievable, difficulties" in page


def test_the_grade_gates_nothing(desk, editor):
    drug = make_drug(by=editor)
    url = change_url(drug)
    data = typed_on(desk.get(url)) | {"sections-0-body": HARD * 40}

    assert save(desk, url, data).status_code == 302


@pytest.mark.parametrize("body", ["", "x" * 70_000])
def test_no_text_and_a_huge_one_have_none(desk, editor, body):
    drug = make_drug(by=editor)
    drug.sections.update(body=body)

    assert reading_on(desk.get(change_url(drug))) is None
