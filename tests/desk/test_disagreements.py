"""Notes on disagreements among the other rows of a working copy."""

import pytest

from monographs.models import Event
from tests.desk.pages import change_url, save, typed_on
from tests.factories import make_disagreement, make_full_comparison, make_full_drug

pytestmark = pytest.mark.django_db

NOTE = {
    "disagreements-0-question": "May I drink alcohol?",
    "disagreements-0-positions": "* One source: yes.\n* Another: no.",
    "disagreements-0-shown": "Do not drink alcohol.",
    "disagreements-0-reason": "The cautious advice counts.",
}


@pytest.mark.parametrize("make", [make_full_drug, make_full_comparison])
def test_a_note_is_written_on_the_change_page(desk, make):
    page = make()
    url = change_url(page)
    data = typed_on(desk.get(url)) | NOTE | {"disagreements-0-is_settled": "on"}

    response = save(desk, url, data)

    assert response.status_code == 302, response.context["errors"]
    note = page.disagreements.get()
    assert note.question == "May I drink alcohol?"
    assert note.shown == "Do not drink alcohol."
    assert note.is_settled
    assert page.events.last().kind == Event.Kind.EDITED


def test_a_note_may_stay_open(desk):
    page = make_full_drug()
    url = change_url(page)

    save(desk, url, typed_on(desk.get(url)) | {"disagreements-0-question": "May I?"})

    assert not page.disagreements.get().is_settled


def test_only_a_statement_with_its_reason_settles(desk):
    page = make_full_drug()
    url = change_url(page)
    data = typed_on(desk.get(url)) | NOTE
    data |= {"disagreements-0-is_settled": "on", "disagreements-0-reason": " "}

    response = save(desk, url, data)

    assert response.status_code == 200
    assert "A settled disagreement says what this page shows" in (
        response.content.decode()
    )
    assert not page.disagreements.exists()


def test_saving_a_page_with_notes_touches_nothing(desk):
    page = make_full_drug()
    make_disagreement(page, shown="No.", reason="Caution.", is_settled=True)
    url = change_url(page)
    version = page.edit_version

    response = save(desk, url, typed_on(desk.get(url)))

    page.refresh_from_db()
    assert response.status_code == 302, response.context["errors"]
    assert page.edit_version == version
