"""What checks find is kept, replaced when the text changes, and nothing else is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monographs.content import read_working_copies
from monographs.models import Finding, Monograph, Passage
from monographs.workflow import reset_draft
from monographs.workflow.findings import store_findings
from tests.factories import (
    edit,
    make_comparison,
    make_drug,
    make_editor,
    make_full_drug,
    make_published_drug,
    make_section,
    make_source,
)

pytestmark = pytest.mark.django_db

REFUSED = "I cannot provide information on this."
PASSAGE = "Take it before the example and not after it, unless it was eaten. " * 4


def check(*monographs):
    store_findings(read_working_copies(list(monographs)))


def codes(monograph):
    found = monograph.findings.filter(origin="check")
    return set(found.values_list("code", flat=True))


def queries_of_checking(monographs):
    documents = read_working_copies(monographs)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        store_findings(documents)
    return [query["sql"] for query in queries]


def test_findings_are_kept_with_their_row():
    drug = make_drug()
    section = make_section(drug, body=REFUSED)

    check(drug)

    found = drug.findings.get(code="refusal")
    assert (found.origin, found.severity) == ("check", "error")
    assert found.row_key == section.key
    assert found.place == "Usage"
    assert len(found.digest) == 64


def test_what_is_mended_is_no_longer_found():
    drug = make_drug()
    edit(drug, by=make_editor(), body=REFUSED)
    check(drug)

    edit(drug, by=make_editor(), body="For examples that hurt.")
    check(drug)

    assert "refusal" not in codes(drug)
    assert "missing_section" in codes(drug)


def test_what_an_import_found_stays():
    drug = make_drug()
    Finding.objects.create(
        monograph=drug,
        source=make_source(),
        code="unplaced_text",
        severity="hint",
        place="a.md:3",
        message="Move it.",
    )

    check(drug)

    assert drug.findings.filter(origin="import").count() == 1


def test_others_are_left_alone():
    one, other = make_drug(), make_drug()
    check(one, other)
    edit(one, by=make_editor(), body=REFUSED)

    check(one)

    assert "refusal" in codes(one)
    assert "missing_section" in codes(other)


def test_nothing_is_written_where_nothing_changed():
    drugs = [make_full_drug(), make_drug(), make_comparison()]
    check(*drugs)
    before = list(Finding.objects.values())

    queries = queries_of_checking(drugs)

    assert not [
        sql for sql in queries if not sql.startswith(("SELECT", "SAVEPOINT", "RELEASE"))
    ]
    assert list(Finding.objects.values()) == before


def test_many_cost_as_many_queries_as_few():
    few = [make_full_drug(), make_drug()]
    many = [make_full_drug(side_effects=40) for _ in range(12)]
    for drug in [*few, *many]:
        make_section(drug, body=PASSAGE)

    assert len(queries_of_checking(few)) == len(queries_of_checking(many))


def test_a_passage_of_another_drug_is_found_once_both_were_seen():
    one, other = make_drug(), make_drug(title="Samplidone", slug="samplidone")
    for drug in (one, other):
        make_section(drug, body=PASSAGE)

    check(one, other)

    assert Passage.objects.count() == 2
    assert "“Samplidone”" in one.findings.get(code="shared_text").message
    assert f"“{one.title}”" in other.findings.get(code="shared_text").message


def test_a_passage_that_was_rewritten_is_forgotten():
    one, other = make_drug(), make_drug(title="Samplidone", slug="samplidone")
    make_section(one, body=PASSAGE)
    section = make_section(other, body=PASSAGE)
    check(one, other)

    section.delete()
    check(other)
    check(one)

    assert "shared_text" not in codes(one)


def test_another_drug_is_known_by_its_address():
    make_drug(title="Samplidone", slug="samplidone")
    drug = make_drug(title="Inventine", slug="inventine")
    edit(drug, by=make_editor(), body="Samplidone is taken for samples. " * 20)

    check(drug)

    assert "“Samplidone”" in drug.findings.get(code="other_name").message


def test_nothing_to_check_is_no_mistake():
    store_findings({})

    assert not Monograph.objects.exists()


def test_a_working_copy_that_is_replaced_is_checked_anew():
    drug = make_published_drug()
    edit(drug, by=make_editor(), body=REFUSED)
    check(drug)

    reset_draft(drug, by=make_editor())

    assert "refusal" not in codes(drug)
