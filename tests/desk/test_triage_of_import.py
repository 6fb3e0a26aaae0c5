"""The working list, narrowed to what one import was about."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monographs.desk.triage import asked
from tests.desk.imports.documents import document, make_loaded_import
from tests.desk.test_triage import LIST, look_again, titles
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def loaded_import(*titles, name="folder"):
    files = {f"{title}.md": document(title) for title in titles}
    batch = make_loaded_import(files, name=name)
    look_again()
    return batch


@pytest.fixture(params=["few files", "many files"])
def size(request, monkeypatch):
    if request.param == "many files":
        monkeypatch.setattr(asked, "FEW_FILES", 1)


@pytest.mark.usefixtures("size")
def test_the_list_is_narrowed_to_one_import(desk):
    batch = loaded_import("Oncol", "Duol")
    other = loaded_import("Trial", name="other folder")

    page = desk.get(LIST, {"batch": batch.pk})

    assert sorted(titles(page)) == ["Duol", "Oncol"]
    assert page.context["listing"].count_in_words == "2 monographs"
    html = page.content.decode()
    assert f'<option value="{batch.pk}" selected>{batch.pk}: folder' in html
    assert f'<option value="{other.pk}">{other.pk}: other folder' in html
    assert titles(desk.get(LIST, {"batch": batch.pk, "letter": "d"})) == ["Duol"]
    assert titles(desk.get(LIST, {"batch": 999})) == []


@pytest.mark.usefixtures("size")
def test_a_page_with_which_an_import_competes_is_among_its_pages(desk):
    loaded_import("Oncol")
    later = make_loaded_import({"b/oncol.md": document("Oncol", use="other examples")})
    look_again()

    assert titles(desk.get(LIST, {"batch": later.pk})) == ["Oncol"]


def test_an_import_leads_to_its_pages_in_the_list(log_in):
    batch = loaded_import("Oncol")

    html = log_in(batch.by).get(f"/admin/monographs/batch/{batch.pk}/change/")

    assert f'href="{LIST}?batch={batch.pk}">show these pages' in html.content.decode()


def test_who_may_not_see_imports_is_told_no_names(log_in):
    batch = loaded_import("Oncol", name="secret folder")
    reader = make_user()
    right = Permission.objects.get(codename="view_monograph")
    reader.user_permissions.add(right)

    page = log_in(reader).get(LIST, {"batch": batch.pk})

    assert titles(page) == ["Oncol"]
    assert "secret folder" not in page.content.decode()


@pytest.mark.usefixtures("size")
def test_a_large_import_costs_the_queries_of_a_small_one(desk):
    counts = []
    for files in (3, 30):
        batch = loaded_import(*(f"Drug{files}x{n}" for n in range(files)))
        desk.get(LIST, {"batch": batch.pk})
        with CaptureQueriesContext(connection) as queries:
            assert len(titles(desk.get(LIST, {"batch": batch.pk}))) == files
        counts.append(len(queries))

    assert counts[0] == counts[1]
