"""Errors block a submission, warnings ask for a reason, hints are quiet."""

import pytest

from monographs.content import read_working_copy
from monographs.models import Acknowledgement, Event, Revision, RevisionFinding
from monographs.workflow import (
    TransitionRefused,
    acknowledge,
    confirm_unchanged,
    submit,
)
from monographs.workflow.acknowledge import open_findings
from tests.factories import (
    MAJOR,
    edit,
    make_drug,
    make_editor,
    make_published_drug,
    make_section,
    publish_now,
    submit_as,
)

pytestmark = pytest.mark.django_db

PROMISE = "It is completely safe."
REASON = "The source says exactly this."


def findings_now(drug):
    return open_findings(drug, read_working_copy(drug))


def the_promise(drug):
    [found] = [one for one in findings_now(drug).found if one.code == "absolute_claim"]
    return found


def send(drug, **fields):
    return submit(drug, by=make_editor(), change_kind=MAJOR, **fields)


@pytest.fixture
def drug():
    drug = make_drug()
    make_section(drug, heading="Uses", body=PROMISE)
    return drug


def test_an_error_blocks_a_submission_and_is_named_with_its_place(drug):
    make_section(drug, heading="Doses", body="I cannot provide information on this.")

    with pytest.raises(TransitionRefused, match=r"Doses: Here the text refuses"):
        send(drug, reason=REASON)

    assert not drug.revisions.exists()
    assert not Acknowledgement.objects.exists()


def test_a_warning_without_a_reason_blocks_a_submission(drug):
    with pytest.raises(TransitionRefused, match=r"Uses: No medicine keeps this"):
        send(drug, reason="  ")

    assert not drug.revisions.exists()


def test_one_reason_is_enough_for_all(drug):
    revision = send(drug, reason=f" {REASON} ")

    warnings = revision.findings.filter(severity="warning")
    assert warnings.count() > 2
    assert {one.reason for one in warnings} == {REASON}
    assert {one.by for one in warnings} == {revision.submitted_by}
    assert all(one.at for one in warnings)


def test_a_single_reason_goes_before_the_one_for_all(drug):
    promise = the_promise(drug)

    revision = send(drug, reason=REASON, reasons={promise.digest: "Checked."})

    assert revision.findings.get(digest=promise.digest).reason == "Checked."


def test_hints_stay_with_the_revision_without_a_reason(drug):
    make_section(drug, body="ABC helps.")

    revision = send(drug, reason=REASON)

    hint = revision.findings.get(code="abbreviation")
    assert (hint.severity, hint.reason, hint.by, hint.at) == ("hint", "", None, None)


def test_reasons_are_asked_for_once(drug):
    first = send(drug, reason=REASON)
    submitted = Event.objects.filter(kind="acknowledged").count()
    first.state = Revision.State.CANCELLED
    first.save(update_fields=["state"])

    second = send(drug)

    assert submitted == 1
    assert Event.objects.filter(kind="acknowledged").count() == 1
    assert second.findings.count() == first.findings.count()


def test_an_acknowledged_warning_asks_no_more(drug):
    editor = make_editor()
    promise = the_promise(drug)

    count = acknowledge(drug, digests=[promise.digest], reason=REASON, by=editor)

    now = findings_now(drug)
    assert count == 1
    assert promise not in now.warnings()
    assert now.reason_for(promise).by == editor
    event = drug.events.get(kind="acknowledged")
    assert (event.by, event.reason) == (editor, REASON)
    assert event.detail["codes"] == ["absolute_claim"]


def test_all_warnings_of_a_code_at_once(drug):
    missing = [one for one in findings_now(drug).found if one.code == "missing_section"]

    count = acknowledge(
        drug, codes=["missing_section"], reason=REASON, by=make_editor()
    )

    assert count == len(missing) > 1


def test_it_holds_until_the_text_changes(drug):
    promise = the_promise(drug)
    acknowledge(drug, digests=[promise.digest], reason=REASON, by=make_editor())
    section = drug.sections.get(heading="Uses")

    make_section(drug, body="Something else.")
    assert the_promise(drug) not in findings_now(drug).warnings()

    section.body = f"{PROMISE} For everybody."
    section.save()
    assert the_promise(drug) in findings_now(drug).warnings()


def test_an_acknowledgement_needs_a_reason(drug):
    with pytest.raises(TransitionRefused, match="needs a reason"):
        acknowledge(drug, codes=["absolute_claim"], reason=" ", by=make_editor())


def test_no_reason_makes_up_for_an_error(drug):
    make_section(drug, body="I cannot provide information on this.")

    with pytest.raises(TransitionRefused, match="No reason makes up for an error"):
        acknowledge(drug, codes=["refusal"], reason=REASON, by=make_editor())


def test_a_warning_that_is_gone_cannot_be_acknowledged(drug):
    promise = the_promise(drug)
    edit(drug, by=make_editor())
    drug.sections.filter(heading="Uses").delete()

    with pytest.raises(TransitionRefused, match="open any more"):
        acknowledge(drug, digests=[promise.digest], reason=REASON, by=make_editor())


def test_the_periodic_review_is_not_gated():
    drug = make_published_drug()

    revision = confirm_unchanged(drug, by=make_editor())

    assert revision.is_open
    assert not revision.findings.exists()


def test_a_finding_of_the_published_text_asks_again_when_it_changes():
    drug = make_drug()
    publish_now(drug)
    edit(drug, by=make_editor(), body=PROMISE)

    with pytest.raises(TransitionRefused) as refused:
        send(drug)

    assert "No medicine keeps this promise" in str(refused.value)
    assert "has no disclaimer" not in str(refused.value)


def test_the_reasons_stay_when_the_acknowledgement_does_not():
    revision = submit_as(make_drug())
    before = list(RevisionFinding.objects.values())

    Acknowledgement.objects.all().delete()

    assert list(RevisionFinding.objects.values()) == before
    assert revision.findings.exists()
