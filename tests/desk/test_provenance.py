"""Where a text came from: on the monograph, its history, its findings, its source."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from monographs.desk.provenance import provenance_of
from monographs.models import Effect, Finding, Monograph
from tests.desk.imports.documents import STUB, document, make_import, make_loaded_import
from tests.desk.imports.pages import file_url, words_of
from tests.desk.pages import change_url
from tests.factories import (
    make_clinician,
    make_drug,
    make_effect,
    make_full_drug,
    make_source,
    make_steward,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def steward(log_in):
    return log_in(make_steward())


@pytest.fixture
def imported():
    make_loaded_import({"a/examplazole.md": document()})
    return Monograph.objects.get()


def test_each_row_leads_to_its_lines(desk, imported):
    source = imported.sections.first().source

    html = desk.get(change_url(imported)).content.decode()

    address = reverse("admin:monographs_sourcedocument_change", args=[source.pk])
    assert f'<a href="{address}?lines=24-24#L24">line 24</a>' in html


def test_the_page_names_its_sources_and_the_import(steward, imported):
    row = imported.batch_rows.get()

    response = steward.get(change_url(imported))

    assert "Sources: 1" in words_of(response)
    assert f'href="{file_url(row)}"' in response.content.decode()


def test_competing_sources_lead_to_what_differs(steward, imported):
    rival = make_loaded_import({"b.md": document(use="other examples")}).rows.get()

    response = steward.get(change_url(imported))

    assert "Sources: 1, and 1 competing" in words_of(response)
    assert f"{file_url(rival, diff=1)}#differences" in response.content.decode()


def test_whoever_may_not_see_imports_gets_the_source_instead(log_in, imported):
    make_loaded_import({"b.md": document(use="other examples")})
    person = make_user()
    person.user_permissions.set(
        Permission.objects.filter(
            codename__in=["view_monograph", "view_sourcedocument"]
        )
    )

    html = log_in(person).get(change_url(imported)).content.decode()

    assert "/admin/monographs/batch/" not in html
    assert html.count("/admin/monographs/sourcedocument/") == 2


def test_readers_without_forms_see_the_sources_too(log_in, imported):
    response = log_in(make_clinician()).get(change_url(imported))

    assert "Sources: 1" in words_of(response)


def test_a_page_that_a_person_wrote_has_no_sources(desk):
    assert "Sources:" not in words_of(desk.get(change_url(make_drug())))


def test_provenance_takes_three_queries_for_any_page(
    imported, django_assert_num_queries
):
    for drug in (imported, make_full_drug(side_effects=50)):
        drug.sections.update(source=make_source())
        with django_assert_num_queries(3):
            provenance_of(drug)


def test_the_history_tells_of_imports(steward, imported):
    url = reverse("admin:monographs_drug_history", args=[imported.pk])

    response = steward.get(url)

    words = words_of(response)
    assert "Nothing has happened yet." not in words
    assert "new" in words
    assert "a/examplazole.md" in words


def test_a_source_shows_its_lines_and_what_came_of_it(steward, imported):
    source = imported.sections.first().source
    url = reverse("admin:monographs_sourcedocument_change", args=[source.pk])

    html = steward.get(url, {"lines": "24"}).content.decode()

    assert '<li id="L24" class="source__marked">* Nausea</li>' in html
    assert change_url(imported) in html
    assert file_url(imported.batch_rows.get()) in html


def test_findings_lead_to_the_monograph_and_the_line(steward, imported):
    source = imported.sections.first().source
    Finding.objects.create(
        monograph=imported,
        source=source,
        code="missing_section:usage",
        severity="warning",
        place="a/examplazole.md:24",
        message="No usage.",
    )
    url = reverse("admin:monographs_finding_changelist")

    response = steward.get(url, {"code": "missing_section:usage"})
    mine = steward.get(url, {"monograph__id__exact": imported.pk}).context["cl"]
    others = steward.get(url, {"monograph__id__exact": make_drug().pk}).context["cl"]

    html = response.content.decode()
    assert (mine.result_count, others.result_count) == (1, 0)
    assert f'href="{change_url(imported)}"' in html
    assert f"sourcedocument/{source.pk}/change/?lines=24#L24" in html
    assert "A usual section is missing: usage." in words_of(response)


def test_the_gravest_findings_come_first(steward, imported):
    for severity in ("hint", "error", "warning"):
        Finding.objects.create(
            monograph=imported, code="odd", severity=severity, place="x", message="Odd."
        )

    page = steward.get(reverse("admin:monographs_finding_changelist"))

    assert [one.severity for one in page.context["cl"].result_list] == [
        "error",
        "warning",
        "hint",
    ]


def test_findings_of_a_source_alone_are_shown(steward):
    make_loaded_import({"stub.md": STUB})

    page = words_of(steward.get(reverse("admin:monographs_finding_changelist")))

    assert "The text seems to be no monograph." in page


# --- Effects --------------------------------------------------------------------------

EFFECTS = "/admin/monographs/effect/"


def confirm(client, effects):
    data = {"action": "confirm", "_selected_action": [effect.pk for effect in effects]}
    return client.post(EFFECTS, data, follow=True)


def test_new_effects_are_listed_and_confirmed(desk):
    known, new = make_effect("Nausea"), make_effect("Grey", proposed_in=make_import())

    listed = words_of(desk.get(EFFECTS, {"new": "yes"}))
    told = words_of(confirm(desk, [known, new]))

    assert "Grey" in listed
    assert "Nausea" not in listed
    assert "1 new effect is confirmed." in told
    assert not Effect.objects.filter(proposed_in__isnull=False).exists()


def test_confirming_needs_the_right_to_change_effects(steward):
    new = make_effect("Grey", proposed_in=make_import())

    confirm(steward, [new])

    new.refresh_from_db()
    assert new.proposed_in
    assert not Permission.objects.filter(
        group__name="Data steward", codename="change_effect"
    ).exists()
