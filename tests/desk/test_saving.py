import pytest
from django.urls import reverse

from monographs.content import read_working_copy
from monographs.models import Citation, Event, Name
from monographs.workflow import verify
from tests.desk.pages import change_url, save, typed_on
from tests.factories import (
    make_effect,
    make_full_comparison,
    make_full_drug,
    make_imported_section,
    make_name,
    make_reviewer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def drug(editor):
    return make_full_drug(by=editor)


def test_saving_without_a_change_touches_nothing(desk, drug):
    url = change_url(drug)
    version, events = drug.edit_version, Event.objects.count()

    response = save(desk, url, typed_on(desk.get(url)))

    drug.refresh_from_db()
    assert response.status_code == 302, response.context["errors"]
    assert (drug.edit_version, Event.objects.count()) == (version, events)


def test_a_changed_row_is_saved_and_announced(desk, drug, editor):
    url = change_url(drug)
    data = typed_on(desk.get(url))
    data["sections-0-body"] = "For examples that itch."

    response = save(desk, url, data)

    section = drug.sections.first()
    assert response.status_code == 302, response.context["errors"]
    assert section.body == "For examples that itch."
    assert drug.events.last().kind == Event.Kind.EDITED
    assert drug.events.last().by == editor


def test_the_header_is_saved(desk, drug):
    url = change_url(drug)
    data = typed_on(desk.get(url)) | {"title": "Examplazole forte"}

    save(desk, url, data)

    drug.refresh_from_db()
    assert drug.title == "Examplazole forte"


def test_a_new_row_goes_behind_the_others_and_a_ticked_one_goes(desk, drug):
    url = change_url(drug)
    data = typed_on(desk.get(url))
    data |= {
        "faqs-0-DELETE": "on",
        "faqs-1-question": "May I swim?",
        "faqs-1-answer": "Yes.",
    }

    save(desk, url, data)

    assert [faq.question for faq in drug.faqs.all()] == ["May I swim?"]


def test_a_drug_is_added_with_its_rows(desk, editor):
    url = reverse("admin:monographs_drug_add")
    data = typed_on(desk.get(url))
    data |= {
        "title": "Newazole",
        "slug": "newazole",
        "sections-0-kind": "usage",
        "sections-0-body": "For new examples.",
    }

    response = desk.post(url, data)

    assert response.status_code == 302, response.context["errors"]
    drug = editor.contributions.get().monograph
    assert (drug.kind, drug.title, drug.edit_version) == ("drug", "Newazole", 1)
    assert drug.events.get().kind == Event.Kind.CREATED
    assert drug.sections.get().body == "For new examples."


def test_two_citations_swap_their_numbers(desk, drug):
    second = Citation.objects.create(monograph=drug, number=2, text="More", position=2)
    url = change_url(drug)
    data = typed_on(desk.get(url))
    data |= {"citations-0-number": "2", "citations-1-number": "1"}

    response = save(desk, url, data)

    second.refresh_from_db()
    assert response.status_code == 302, response.context["errors"]
    assert second.number == 1


def test_the_same_name_twice_is_refused_at_the_row(desk, drug):
    name = drug.names.get()
    url = change_url(drug)
    data = typed_on(desk.get(url))
    data |= {"names-1-kind": name.kind, "names-1-text": name.text}

    response = save(desk, url, data)

    assert response.status_code == 200
    assert "This name is listed twice." in response.content.decode()


def test_a_taken_address_is_refused_with_what_was_typed(desk, drug):
    other = make_full_comparison(slug="taken-address", title="The first")
    url = change_url(drug)
    data = typed_on(desk.get(url)) | {"slug": other.slug, "title": "Typed title"}

    response = save(desk, url, data)

    page = response.content.decode()
    assert response.status_code == 200
    assert "&quot;The first&quot; has this address already." in page
    assert "Typed title" in page


def test_an_effect_is_found_by_its_synonym(desk, drug):
    effect = make_effect("headache")
    effect.synonyms.create(text="Cephalgia")
    url = change_url(drug)
    data = typed_on(desk.get(url)) | {"side_effects-0-effect": "cephalgia"}

    save(desk, url, data)

    assert drug.side_effects.first().effect == effect


def test_an_unknown_effect_is_refused_and_still_typed(desk, drug):
    url = change_url(drug)
    data = typed_on(desk.get(url)) | {"side_effects-0-effect": "hedache"}

    response = save(desk, url, data)

    page = response.content.decode()
    assert "The vocabulary has no effect &quot;hedache&quot;." in page
    assert 'value="hedache"' in page


def test_cells_of_a_comparison_are_saved(desk):
    comparison = make_full_comparison()
    row = comparison.comparison_rows.get()
    subject = comparison.subjects.first()
    url = change_url(comparison)
    data = typed_on(desk.get(url))
    data[f"comparison_rows-0-cell_{subject.key.hex}"] = "Twice a day"
    data |= {"comparison_rows-1-feature": "Price"}
    data[f"comparison_rows-1-cell_{subject.key.hex}"] = "Low"

    response = save(desk, url, data)

    assert response.status_code == 302, response.context["errors"]
    assert row.cells.get(subject=subject).text == "Twice a day"
    assert [cell.text for cell in comparison.comparison_rows.last().cells.all()] == [
        "Low"
    ]


def test_author_and_interests_of_an_article_are_saved(desk):
    comparison = make_full_comparison()
    url = change_url(comparison)
    data = typed_on(desk.get(url)) | {"author": "Dr. Example", "interests": "None"}

    save(desk, url, data)

    comparison.refresh_from_db()
    assert (comparison.author, comparison.interests) == ("Dr. Example", "None")
    assert read_working_copy(comparison).author == "Dr. Example"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Dr. Example\nand others", "This is one line."),
        ("Dr. \x1b[31mExample", "[U+001B]"),
        ("Dr. Example\U000e0041", "[U+E0041]"),
        ("x" * 301, "at most 300 characters"),
    ],
)
def test_an_author_is_one_line(desk, typed, said):
    comparison = make_full_comparison()
    url = change_url(comparison)

    response = save(desk, url, typed_on(desk.get(url)) | {"author": typed})

    assert said in response.content.decode()
    comparison.refresh_from_db()
    assert comparison.author == ""


def test_an_author_of_whom_nothing_can_be_seen_is_none(desk):
    comparison = make_full_comparison()
    url = change_url(comparison)

    save(desk, url, typed_on(desk.get(url)) | {"author": "\u200b\u2800"})

    comparison.refresh_from_db()
    assert comparison.author == ""


def test_a_drug_has_no_author(desk, drug):
    page = desk.get(change_url(drug))

    assert not {"author", "interests"} & typed_on(page).keys()


def test_a_deleted_column_takes_its_cells_along(desk):
    comparison = make_full_comparison()
    url = change_url(comparison)
    data = typed_on(desk.get(url)) | {"subjects-0-DELETE": "on"}

    response = save(desk, url, data)

    assert response.status_code == 302, response.context["errors"]
    assert comparison.comparison_rows.get().cells.count() == 1


def test_changing_an_effect_changes_the_monographs_that_use_it(desk, drug, editor):
    effect = drug.side_effects.first().effect
    url = reverse("admin:monographs_effect_change", args=[effect.pk])
    data = typed_on(desk.get(url)) | {"name": "Headache, mild"}

    response = desk.post(url, data)

    version = drug.edit_version
    drug.refresh_from_db()
    assert response.status_code == 302
    assert drug.edit_version == version + 1
    assert drug.contributors.filter(person=editor).exists()


def test_another_kind_of_name_is_not_a_repetition(desk, drug):
    make_name(drug, text="Same", kind=Name.Kind.BRAND)
    url = change_url(drug)
    data = typed_on(desk.get(url))
    data |= {"names-2-kind": "synonym", "names-2-text": "Same"}

    response = save(desk, url, data)

    assert response.status_code == 302, response.context["errors"]


def test_reviewers_see_the_text_and_no_inputs(log_in, drug):
    response = log_in(make_reviewer()).get(change_url(drug))

    page = response.content.decode()
    assert response.status_code == 200
    assert "For examples that hurt." in page
    assert "sections-0-body" not in page


# --- Rows that an import wrote --------------------------------------------------------


@pytest.fixture
def imported(drug):
    """Two imported sections; the first is verified."""
    sections = [make_imported_section(drug, position=n) for n in (1, 2)]
    verify(drug, keys=[sections[0].key], by=make_reviewer())
    return sections


def type_into(desk, drug, row, **typed):
    url = change_url(drug)
    data = typed_on(desk.get(url))
    key = next(name for name, value in data.items() if value == str(row.key))
    form = key.removesuffix("-key")
    return save(desk, url, data | {f"{form}-{name}": typed[name] for name in typed})


def test_an_edited_row_keeps_its_verification_and_says_who_edited_it(
    desk, drug, editor, imported
):
    row = imported[0]

    type_into(desk, drug, row, body="By hand.")

    row.refresh_from_db()
    assert (row.body, row.edited_by) == ("By hand.", editor)
    assert row.verified_by != editor
    assert row.is_edited_since


def test_editing_does_not_verify(desk, drug, editor, imported):
    row = imported[1]

    type_into(desk, drug, row, body="By hand.")

    row.refresh_from_db()
    assert row.edited_by == editor
    assert row.is_unverified


def test_rows_that_nobody_changed_were_edited_by_nobody(desk, drug, imported):
    type_into(desk, drug, imported[0], body="By hand.")
    type_into(desk, drug, imported[1], position="7")  # moved, and says what it said

    for row in (imported[1], *drug.side_effects.all(), *drug.names.all()):
        row.refresh_from_db()
        assert (row.edited_by, row.edited_at) == (None, None)


def test_a_person_s_own_row_has_no_editor(desk, drug):
    row = drug.sections.filter(origin="person").first()

    type_into(desk, drug, row, body="Once more.")

    row.refresh_from_db()
    assert (row.body, row.edited_by) == ("Once more.", None)


def test_a_cell_of_an_imported_row_is_a_change_of_the_row(desk, editor):
    comparison = make_full_comparison(by=editor)
    row = comparison.comparison_rows.create(feature="Cost", origin="import")
    cell = row.cells.create(subject=comparison.subjects.first(), text="Much.")

    type_into(desk, comparison, row, **{f"cell_{cell.subject.key.hex}": "Never."})

    row.refresh_from_db()
    assert row.edited_by == editor
