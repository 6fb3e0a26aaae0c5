"""Documents come in by the browser; first a person sees what would happen."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse

from monographs.models import Batch, Monograph
from tests.desk.imports.documents import document, documents
from tests.desk.imports.pages import LIST, UPLOAD, upload, words_of
from tests.factories import make_editor

pytestmark = pytest.mark.django_db


def zipped(files):
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    return content.getvalue()


def test_files_are_read_and_shown_before_anything_is_loaded(steward):
    files = {"a.md": document("Examplazole"), "b.md": document("Samplidone")}

    response = upload(steward, files)

    batch = Batch.objects.get()
    assert response.redirect_chain[0][0] == reverse(
        "admin:monographs_batch_change", args=[batch.pk]
    )
    assert batch.state == Batch.State.PREVIEW
    assert batch.name == "a.md, b.md"
    assert "Samplidone" in words_of(response)
    assert not Monograph.objects.exists()


def test_a_zip_is_unpacked_and_what_is_no_document_is_named(steward):
    files = {"drugs/a.md": document(), "drugs/<b>.png": b"picture"}

    response = upload(steward, {"drugs.zip": zipped(files)})

    assert Batch.objects.get().rows.get().path.endswith("a.md")
    assert "Left out, as no documents: 1" in words_of(response)
    assert "<b>.png" not in response.content.decode()


def test_many_files_share_a_short_name(steward):
    upload(steward, documents(5))

    assert Batch.objects.get().name.endswith("examplazole-2.md and 2 more")


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({}, "Choose one file at least."),
        ({"drugs.zip": "no archive"}, "drugs.zip"),
        ({"drugs.zip": zipped({"picture.png": "x"})}, "holds no documents"),
        ({"drugs.zip": zipped({"../../a.md": "x"})}, ".."),
    ],
)
def test_a_refused_upload_says_why_and_takes_nothing_in(steward, files, sentence):
    response = upload(steward, files)

    assert response.status_code == 422
    assert sentence in words_of(response)
    assert not Batch.objects.exists()


def test_skipping_bad_files_is_remembered(steward):
    upload(steward, {"a.md": document()}, skip_bad="on")

    assert Batch.objects.get().skip_bad


def test_many_files_wait_for_a_worker_and_the_page_says_so(steward, later):
    response = upload(steward, {"many.zip": zipped(documents(51))})
    batch = Batch.objects.get()

    assert batch.state == Batch.State.READING
    assert "0 of 51 files" in words_of(response)
    assert "hidden>No worker is at it" in response.content.decode()
    with later(seconds=20):
        page = steward.get(f"{LIST}{batch.pk}/change/").content.decode()
    assert "data-alone>No worker is at it" in page
    assert "manage.py run_worker" in page


@pytest.mark.parametrize("method", ["get", "post"])
def test_without_the_rights_nobody_uploads(log_in, method):
    client = log_in(make_editor())

    response = getattr(client, method)(UPLOAD)

    assert response.status_code == 403
    assert "lacks the right" in response.content.decode()


def test_an_upload_needs_the_token_of_its_page(person):
    person.is_staff = True
    person.save()
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)

    assert upload(client, {"a.md": document()}).status_code == 403
    assert not Batch.objects.exists()


def test_the_desk_leads_there(steward):
    for page in ("/admin/", LIST):
        text = steward.get(page).content.decode()
        assert f'href="{UPLOAD}"' in text
        assert "Load documents" in text
        assert "Set aside" in text
