"""What the checks find, at the desk: shown with its place, let stand with a reason."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monographs.content import read_working_copies
from monographs.models import Finding
from monographs.workflow.findings import store_findings
from tests.desk.pages import change_url, revision_url, save, step_url, typed_on
from tests.factories import (
    make_drug,
    make_full_drug,
    make_reviewer,
    make_section,
    make_source,
    submit_as,
)

pytestmark = pytest.mark.django_db

PROMISE = "It is completely safe."
REASON = "The source says exactly this."


@pytest.fixture
def drug(editor):
    drug = make_drug(by=editor)
    make_section(drug, heading="Uses", body=PROMISE, position=5)
    store_findings(read_working_copies([drug]))
    return drug


def text_of(response):
    plain = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(plain.split())


def digests_on(response):
    html = response.content.decode()
    return re.findall(r'name="digests" value="([0-9a-f]{64})"', html)


def reason_fields_on(response):
    return re.findall(r'name="(reason-[0-9a-f]{64})"', response.content.decode())


def fill(client, url, **typed):
    return client.post(url, typed_on(client.get(url)) | typed)


def test_the_page_shows_each_finding_with_a_link_to_its_row(desk, drug):
    page = desk.get(change_url(drug))

    assert 'href="#sections-1">Uses</a>' in page.content.decode()
    assert 'id="sections-1"' in page.content.decode()
    assert f"No medicine keeps this promise: “{PROMISE}”" in text_of(page)


def test_the_panel_lets_ticked_warnings_stand(desk, drug, editor):
    page = desk.get(change_url(drug))
    data = {"digests": digests_on(page)[:1], "reason": REASON}

    response = desk.post(step_url(drug, "acknowledge"), data)

    given = drug.acknowledgements.get()
    assert response.status_code == 302
    assert (given.reason, given.by) == (REASON, editor)
    assert REASON in text_of(desk.get(change_url(drug)))


def test_without_a_reason_the_page_asks_again_and_keeps_the_ticks(desk, drug):
    digest = digests_on(desk.get(change_url(drug)))[0]

    response = desk.post(step_url(drug, "acknowledge"), {"digests": [digest]})

    assert response.status_code == 422
    assert "needs a reason" in text_of(response)
    assert re.search(rf'value="{digest}"[^>]*checked', response.content.decode())


def test_a_missing_reason_is_answered_beside_its_field(desk, drug):
    digest = digests_on(desk.get(change_url(drug)))[0]

    data = {"digests": [digest], "reason": " ", "let_stand": "1"}
    response = desk.post(change_url(drug), data)

    html = response.content.decode()
    panel = html.partition('id="findings-heading"')[2].partition("</section>")[0]
    assert response.status_code == 422
    assert "needs a reason" in panel
    assert re.search(rf'value="{digest}"[^>]*checked', panel)
    assert not drug.acknowledgements.exists()
    assert typed_on(response, "drug_form")["title"] == drug.title


def test_nothing_ticked_is_answered_there_and_keeps_the_reason(desk, drug):
    response = desk.post(change_url(drug), {"reason": REASON, "let_stand": "1"})

    assert response.status_code == 422
    assert "Tick the warnings that may stand." in text_of(response)
    assert f'value="{REASON}"' in response.content.decode()


def test_what_stands_leads_back_to_the_findings(desk, drug, editor):
    digest = digests_on(desk.get(change_url(drug)))[0]

    data = {"digests": [digest], "reason": REASON, "let_stand": "1"}
    response = desk.post(change_url(drug), data)

    assert response.url == f"{change_url(drug)}#findings-heading"
    assert drug.acknowledgements.get().by == editor


def test_who_may_not_submit_lets_nothing_stand(log_in, drug):
    reader = log_in(make_reviewer())

    data = {"digests": ["0" * 64], "reason": REASON, "let_stand": "1"}

    assert reader.post(change_url(drug), data).status_code == 403


def test_the_panel_does_not_stand_in_the_way_of_saving(desk, drug):
    data = typed_on(desk.get(change_url(drug)), "drug_form")

    save(desk, change_url(drug), data | {"title": "Changed title"})

    drug.refresh_from_db()
    assert drug.title == "Changed title"


def test_saving_stores_what_the_checks_find(desk, drug):
    data = typed_on(desk.get(change_url(drug)), "drug_form")

    save(desk, change_url(drug), data | {"title": "Changed title"})

    found = drug.findings.get(code="absolute_claim")
    assert found.origin == "check"
    assert found.row_key == drug.sections.get(heading="Uses").key


def test_one_reason_for_all_is_given_where_one_submits(desk, drug):
    response = fill(desk, step_url(drug, "submit"), change_kind="major", reason=REASON)

    reasons = drug.revisions.get().findings.filter(severity="warning")
    assert response.status_code == 302
    assert {one.reason for one in reasons} == {REASON}


def test_each_warning_can_have_its_own_reason(desk, drug):
    url = step_url(drug, "submit")
    fields = reason_fields_on(desk.get(url))
    own = {field: f"Reason {number}." for number, field in enumerate(fields)}

    response = fill(desk, url, change_kind="major", **own)

    kept = drug.revisions.get().findings.filter(severity="warning")
    assert response.status_code == 302
    assert {one.reason for one in kept} == set(own.values())


def test_a_refused_submission_says_each_finding_once(desk, drug):
    url = step_url(drug, "submit")
    asked = desk.get(url)

    refused = fill(desk, url, change_kind="major")

    messages = [one.found.message for one in asked.context["form"].findings().warnings]
    assert messages
    for message in messages:
        assert unescape(text_of(refused)).count(message) == 1


def test_a_refused_submission_keeps_the_reasons_that_were_typed(desk, drug):
    url = step_url(drug, "submit")
    field = reason_fields_on(desk.get(url))[0]

    response = fill(desk, url, change_kind="major", **{field: REASON})

    assert response.status_code == 422
    assert "Nobody has said why each of the warnings below may" in text_of(response)
    assert typed_on(response)[field] == REASON
    assert not drug.acknowledgements.exists()


def test_errors_stand_on_the_submit_page_with_the_place_to_click(desk, drug):
    make_section(drug, heading="Doses", position=9, body="I cannot provide a dose.")

    page = desk.get(step_url(drug, "submit"))
    refused = fill(desk, step_url(drug, "submit"), change_kind="major", reason=REASON)

    assert f'href="{change_url(drug)}#sections-2">Doses</a>' in page.content.decode()
    assert refused.status_code == 422
    assert "This cannot be submitted yet. Mend what the errors" in text_of(refused)


def test_the_revision_page_shows_findings_and_reasons(log_in):
    drug = make_drug()
    make_section(drug, body=PROMISE)
    revision = submit_as(drug, reason=REASON)

    page = log_in(make_reviewer()).get(revision_url(revision))

    assert f"No medicine keeps this promise: “{PROMISE}”" in text_of(page)
    assert f"It stands because: {REASON}" in text_of(page)


def test_a_reader_of_the_desk_sees_findings_but_no_button(log_in, drug):
    page = log_in(make_reviewer()).get(change_url(drug))

    assert f"No medicine keeps this promise: “{PROMISE}”" in text_of(page)
    assert not digests_on(page)
    assert 'href="#sections-1"' not in page.content.decode()


def test_the_list_leads_to_the_row_and_is_filtered_by_origin(desk, drug):
    section = drug.sections.get(heading="Uses")
    common = {"monograph": drug, "severity": "hint", "message": "Look."}
    Finding.objects.create(
        **common, origin="check", code="a", place="Uses", row_key=section.key
    )
    Finding.objects.create(**common, source=make_source(), code="b", place="a.md:3")
    url = "/admin/monographs/finding/"

    checks = desk.get(url, {"origin__exact": "check"})
    imports = desk.get(url, {"origin__exact": "import"})

    row_url = f"/admin/monographs/drug/{drug.pk}/row/{section.key}/"
    assert row_url in checks.content.decode()
    assert "line 3" not in text_of(checks)
    assert row_url not in imports.content.decode()
    assert "line 3" in text_of(imports)


def test_a_rows_address_leads_to_its_form(desk, drug):
    section = drug.sections.get(heading="Uses")
    url = f"/admin/monographs/drug/{drug.pk}/row/{section.key}/"

    found = desk.get(url)
    section.delete()
    gone = desk.get(url)

    assert found["Location"] == f"{change_url(drug)}#sections-1"
    assert gone["Location"] == change_url(drug)


def test_many_rows_cost_as_many_queries_as_few(desk, editor):
    counts = []
    for side_effects in (2, 30):
        drug = make_full_drug(by=editor, side_effects=side_effects)
        with CaptureQueriesContext(connection) as queries:
            desk.get(step_url(drug, "submit"))
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.parametrize("text", ["a\0b", "z" * 5_001])
def test_a_reason_beside_a_warning_is_text_of_bearable_length(desk, drug, text):
    url = step_url(drug, "submit")
    fields = reason_fields_on(desk.get(url))

    response = fill(desk, url, change_kind="major", **dict.fromkeys(fields, text))

    assert response.status_code == 422
    assert not drug.revisions.exists()


def test_findings_of_one_kind_are_found_by_an_index():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")  # the table is empty

    plan = Finding.objects.filter(code="truncated").explain()

    assert "finding_code" in plan
