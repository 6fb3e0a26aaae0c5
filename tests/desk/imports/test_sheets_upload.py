"""Spreadsheets come in by the browser; first a person sees what they are."""

import pytest

from monographs.models import Batch, ImportProfile
from tests.desk.imports.pages import LIST, words_of
from tests.desk.imports.sheets import UPLOAD, page_url, table, upload
from tests.factories import make_drug, make_editor

pytestmark = pytest.mark.django_db

FAQS = table("drug,question,answer", "examplazole,Why?,Because.")


@pytest.fixture(autouse=True)
def _examplazole():
    make_drug(title="Examplazole", slug="examplazole")


def test_columns_that_are_known_need_nobody(steward):
    response = upload(steward, {"faqs.csv": FAQS})

    batch = Batch.objects.get()
    assert response.redirect_chain[0][0] == page_url(batch)
    assert batch.state == Batch.State.PREVIEW
    assert "faqs 1 0 0 0" in words_of(response)
    assert "Examplazole changed" in words_of(response)


def test_others_are_asked_about_with_the_nearest_name(steward):
    response = upload(steward, {"faqs.csv": FAQS.replace(b"answer", b"answr")})

    batch = Batch.objects.get()
    assert response.redirect_chain[0][0] == page_url(batch, "columns")
    assert "1 question is open" in words_of(response)
    assert 'Did you mean "answer"?' in words_of(response)


def test_a_saved_profile_answers(steward, person):
    ImportProfile.objects.create(
        name="Ours",
        by=person,
        mapping={
            "blank": "clear",
            "tables": [
                {
                    "table": "Tabelle1",
                    "sheet": "faqs",
                    "headers": {"mittel": "drug", "frage": "question", "rat": "answer"},
                }
            ],
        },
    )
    profile = ImportProfile.objects.get()
    content = table("Mittel;Frage;Rat", "examplazole;Why?;Because.")

    upload(steward, {"liste.csv": content}, profile=profile.pk)

    batch = Batch.objects.get()
    assert (batch.state, batch.mapping["blank"]) == (Batch.State.PREVIEW, "clear")


def test_a_file_that_is_none_says_why_and_the_others_are_read(steward):
    response = upload(steward, {"faqs.csv": FAQS, "picture.csv": b"\x89PNG\r\n\x1a\n"})

    batch = Batch.objects.get()
    assert batch.state == Batch.State.PREVIEW
    assert "picture.csv error" in words_of(response)


def test_files_that_are_too_many_or_too_large_are_refused(steward, settings):
    many = upload(steward, {f"faqs{n}.csv": FAQS for n in range(21)})
    settings.IMPORT_FILE_BYTES = len(FAQS) - 1
    large = upload(steward, {"faqs.csv": FAQS})

    assert (many.status_code, large.status_code) == (422, 422)
    assert "20 are taken at once" in words_of(many)
    assert "is larger than" in words_of(large)
    assert not Batch.objects.exists()


def test_no_file_at_all_is_refused(steward):
    assert "Choose one file at least." in words_of(upload(steward, {}))


@pytest.mark.parametrize("method", ["get", "post"])
def test_without_the_rights_nobody_uploads(log_in, method):
    client = log_in(make_editor())

    assert getattr(client, method)(UPLOAD).status_code == 403


def test_the_desk_leads_there(steward):
    for page in ("/admin/", LIST, "/admin/monographs/drug/"):
        assert f'href="{UPLOAD}"' in steward.get(page).content.decode()
    assert "/export/template.xlsx" in steward.get(UPLOAD).content.decode()


def test_many_lines_are_left_to_the_worker(steward, monkeypatch):
    monkeypatch.setattr(
        "monographs.desk.imports.steps.SECONDS_IN_THE_REQUEST", -1, raising=True
    )

    response = upload(steward, {"faqs.csv": FAQS})

    batch = Batch.objects.get()
    assert batch.state == Batch.State.READING
    assert "Reading: 1 line" in words_of(response)
