"""The licence of an import's files: stated on its page, shown with each source."""

import pytest
from django.urls import reverse

from monographs.models import SourceLicence
from tests.desk.imports.documents import document, make_import, make_loaded_import
from tests.desk.imports.pages import batch_url, words_of
from tests.desk.test_query_counts import count
from tests.factories import make_drug, make_editor
from tests.importing.sheets.loads import loaded as load_sheets

pytestmark = pytest.mark.django_db
ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
TWO = {
    "a/examplazole.md": document(),
    "a/samplidone.md": document("Samplidone"),
}


def state(client, batch, name, address=""):
    typed = {"name": name, "address": address}
    return client.post(batch_url(batch, "licence"), typed, follow=True)


def source_url(source):
    return reverse("admin:monographs_sourcedocument_change", args=[source.pk])


def test_a_licence_is_stated_of_all_files_of_an_import(steward, person):
    batch = make_loaded_import(TWO)
    before = words_of(steward.get(batch_url(batch)))

    page = state(steward, batch, " CC-BY-4.0 ", ADDRESS)

    assert "Licence of these files not stated: 2 files" in before
    assert "Licence of 2 files: CC-BY-4.0." in words_of(page)
    assert "Licence of these files CC-BY-4.0 : 2 files" in words_of(page)
    assert f'<a href="{ADDRESS}" rel="noreferrer">CC-BY-4.0</a>' in page.text
    stated = SourceLicence.objects.order_by("sha256").values_list("sha256", "by")
    assert list(stated) == [
        (sha256, person.pk)
        for sha256 in batch.rows.order_by("sha256").values_list("sha256", flat=True)
    ]


def test_a_source_says_what_was_stated_of_it_and_before(steward):
    batch = make_loaded_import(TWO)
    source = batch.rows.first().source
    before = words_of(steward.get(source_url(source)))
    state(steward, batch, "CC0-1.0")
    state(steward, batch, "CC-BY-4.0", ADDRESS)

    page = words_of(steward.get(source_url(source)))

    assert "Licence Not stated." in before
    assert "Licence CC-BY-4.0 , stated by Stella Ward," in page
    assert "Before: CC0-1.0, stated by Stella Ward," in page


def test_spreadsheets_have_a_licence_too(steward):
    make_drug(slug="examplazole")
    batch = load_sheets(
        names=("drug,kind,name", "examplazole,brand,A"),
        faqs=("drug,question,answer", "examplazole,Why?,Because."),
    )

    page = words_of(state(steward, batch, "OGL-3.0"))

    assert "OGL-3.0: 2 files" in page
    hashes = set(SourceLicence.objects.values_list("sha256", flat=True))
    assert hashes == set(batch.files.values_list("sha256", flat=True))


def test_what_is_refused_stays_typed(steward):
    batch = make_loaded_import(TWO)

    page = state(steward, batch, "CC-BY-4.0", "javascript:alert(1)")

    assert page.status_code == 422
    assert "is no address that begins with https" in words_of(page)
    assert 'value="CC-BY-4.0"' in page.text
    assert not SourceLicence.objects.exists()


def test_who_may_not_import_reads_it_and_states_nothing(log_in):
    batch = make_loaded_import(TWO)
    editor = log_in(make_editor())

    page = words_of(editor.get(batch_url(batch)))
    answer = state(editor, batch, "CC0-1.0")

    assert "Licence of these files not stated: 2 files" in page
    assert "State this licence" not in page
    assert answer.status_code == 403
    assert not SourceLicence.objects.exists()


def test_a_link_states_nothing(steward):
    batch = make_import(TWO)

    answer = steward.get(batch_url(batch, "licence", name="CC0-1.0"))

    assert answer.headers["Location"] == batch_url(batch)
    assert not SourceLicence.objects.exists()


def test_queries_do_not_grow_with_files(steward):
    few, many = (
        make_loaded_import(
            {f"{n}/{m}.md": document(f"Exampl{n}x{m}azole") for m in range(n)}
        )
        for n in (2, 9)
    )
    for batch in (few, many):
        state(steward, batch, "CC0-1.0")

    assert (
        count(lambda: steward.get(batch_url(few)))[0]
        == count(lambda: steward.get(batch_url(many)))[0]
    )
