"""Two people have the same page open."""

import pytest

from monographs.models import Citation, ComparisonSubject, Name
from monographs.workflow import touch
from tests.desk.pages import change_url, save, typed_on
from tests.factories import edit, make_editor, make_full_comparison, make_full_drug

pytestmark = pytest.mark.django_db


@pytest.fixture
def other():
    return make_editor(printed_name="Otto Ther")


@pytest.fixture
def drug(editor):
    return make_full_drug(by=editor)


def test_a_stale_save_is_refused_with_theirs_and_yours(desk, drug, other):
    url = change_url(drug)
    data = typed_on(desk.get(url)) | {"sections-0-body": "My long typed text."}
    edit(drug, by=other, body="Their text.")

    response = save(desk, url, data)

    page = response.content.decode()
    assert response.status_code == 200
    assert drug.sections.first().body == "Their text."
    assert "Otto Ther changed this monograph after you opened it" in page
    assert "<td>Their text.</td><td>My long typed text.</td>" in page
    assert typed_on(response)["sections-0-body"] == "My long typed text."


def test_saving_again_is_refused_until_the_person_says_overwrite(desk, drug, other):
    url = change_url(drug)
    data = typed_on(desk.get(url)) | {"sections-0-body": "Mine."}
    edit(drug, by=other, body="Theirs.")

    again = save(desk, url, typed_on(save(desk, url, data)))
    version = again.context["conflict"].version
    final = save(desk, url, typed_on(again) | {"overwrite": str(version)})

    assert final.status_code == 302, final.context["errors"]
    assert drug.sections.first().body == "Mine."


def test_a_third_edit_meanwhile_is_not_overwritten(desk, drug, other):
    url = change_url(drug)
    data = typed_on(desk.get(url)) | {"sections-0-body": "Mine."}
    edit(drug, by=other, body="Theirs.")
    refused = save(desk, url, data)
    version = refused.context["conflict"].version
    edit(drug, by=other, body="Newer.")

    response = save(desk, url, typed_on(refused) | {"overwrite": str(version)})

    assert response.status_code == 200
    assert drug.sections.first().body == "Newer."


def test_overwriting_keeps_what_only_others_changed(desk, drug, other):
    url = change_url(drug)
    data = typed_on(desk.get(url)) | {"sections-0-body": "Mine."}
    touch(drug, by=other)
    drug.names.update(text="Their name")
    Name.objects.create(monograph=drug, kind="synonym", text="Added by them")

    refused = save(desk, url, data)
    version = refused.context["conflict"].version
    save(desk, url, typed_on(refused) | {"overwrite": str(version)})

    assert set(drug.names.values_list("text", flat=True)) == {
        "Their name",
        "Added by them",
    }
    assert drug.sections.first().body == "Mine."


def test_a_row_that_others_deleted_stays_deleted_unless_changed_here(desk, drug, other):
    url = change_url(drug)
    data = typed_on(desk.get(url)) | {"faqs-0-answer": "My answer."}
    touch(drug, by=other)
    key = drug.faqs.get().key
    drug.faqs.all().delete()
    drug.citations.all().delete()

    refused = save(desk, url, data)
    version = refused.context["conflict"].version
    page = refused.content.decode()
    final = save(desk, url, typed_on(refused) | {"overwrite": str(version)})

    assert "Somebody deleted it; you changed it." in page
    assert "Somebody deleted it; it stays deleted." in page
    assert final.status_code == 302, final.context["errors"]
    assert (drug.faqs.get().answer, drug.faqs.get().key) == ("My answer.", key)
    assert not drug.citations.exists()


def test_the_same_addition_on_both_sides_is_named(desk, drug, other):
    url = change_url(drug)
    data = typed_on(desk.get(url))
    data |= {"citations-1-number": "2", "citations-1-text": "Mine"}
    touch(drug, by=other)
    Citation.objects.create(monograph=drug, number=2, text="Theirs")

    refused = save(desk, url, data)
    version = refused.context["conflict"].version
    response = save(desk, url, typed_on(refused) | {"overwrite": str(version)})

    assert response.status_code == 200
    assert "Two citations have this number." in response.content.decode()


def test_text_in_a_column_that_others_deleted_is_kept_on_the_page(desk, other):
    comparison = make_full_comparison()
    subject = ComparisonSubject.objects.filter(monograph=comparison).first()
    name = f"comparison_rows-0-cell_{subject.key.hex}"
    url = change_url(comparison)
    data = typed_on(desk.get(url)) | {name: "My cell."}
    touch(comparison, by=other)
    subject.delete()

    refused = save(desk, url, data)
    version = refused.context["conflict"].version
    again = save(desk, url, typed_on(refused) | {"overwrite": str(version)})

    assert typed_on(again)[name] == "My cell."
    assert "Somebody deleted this column" in again.content.decode()


def test_the_header_is_compared_too(desk, drug, other):
    url = change_url(drug)
    data = typed_on(desk.get(url)) | {"title": "My title"}
    drug = touch(drug, by=other)
    drug.title = "Their title"
    drug.save()

    page = save(desk, url, data).content.decode()

    assert "<td>Their title</td><td>My title</td>" in page


def test_a_conflict_is_shown_beside_a_mistake(desk, drug, other):
    url = change_url(drug)
    data = typed_on(desk.get(url)) | {"side_effects-0-figure": "often"}
    edit(drug, by=other)

    response = save(desk, url, data)

    assert response.context["conflict"]
    assert "&quot;often&quot; is not a frequency." in response.content.decode()


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30, "٣"])
def test_a_save_without_its_version_is_refused(desk, drug, version):
    url = change_url(drug)
    data = typed_on(desk.get(url))
    data |= {"edit_version": version, "sections-0-body": "Mine."}

    response = save(desk, url, data)

    assert response.status_code == 200
    assert drug.sections.first().body == "For examples that hurt."


def test_sending_the_same_page_twice_adds_its_rows_once(desk, drug):
    url = change_url(drug)
    data = typed_on(desk.get(url))
    data |= {"faqs-1-question": "May I swim?", "faqs-1-answer": "Yes."}

    save(desk, url, data)
    second = save(desk, url, data)

    assert second.status_code == 200
    assert drug.faqs.filter(question="May I swim?").count() == 1
