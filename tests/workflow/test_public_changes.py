"""Readers are told of what they are shown or lose, and of nothing else."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from monographs import workflow
from monographs.models import Event, PublicChange, PublishedSource
from monographs.workflow import TransitionRefused
from monographs.workflow.step import record
from tests.factories import (
    CLINICAL,
    MINOR,
    SAFETY,
    approve,
    edit,
    make_clinician,
    make_drug,
    make_editor,
    make_imported_section,
    make_published_drug,
    make_publisher,
    make_report,
    make_reviewer,
    make_section,
    make_source,
    publish_now,
    sign_as,
    submit_as,
)
from tests.past_guards import past_the_guards

pytestmark = pytest.mark.django_db

TOLD = {"published", "bypassed", "rolled_back", "withdrawn", "reinstated"}
SECRET = "Confidential:"


def publish_again(drug, body, **fields):
    edit(drug, by=make_editor(), body=body)
    return publish_now(drug, **fields)


def kinds():
    return list(PublicChange.objects.order_by("id").values_list("kind", flat=True))


def test_each_step_that_readers_see_is_told_once():
    drug = make_published_drug()
    publisher = make_publisher()
    publish_again(drug, "Second.", change_kind=MINOR, change_note="A comma.")
    publish_again(drug, "Third.", change_kind=SAFETY)
    first = drug.revisions.get(number=1)
    workflow.roll_back(drug, to=first, by=publisher, reason="The second was better.")
    workflow.withdraw(drug, by=publisher, reason="All of it was wrong.")
    workflow.reinstate(drug, by=publisher)

    assert kinds() == [
        "new",
        "changed",
        "safety",
        "rolled_back",
        "withdrawn",
        "reinstated",
    ]
    steps = PublicChange.objects.order_by("id").values_list(
        "revision__number", "previous__number", "note"
    )
    assert list(steps) == [
        (1, None, ""),
        (2, 1, "A comma."),
        (3, 2, ""),
        (1, 3, "The second was better."),
        (1, None, "All of it was wrong."),
        (1, None, ""),
    ]


def test_a_review_of_the_whole_page_is_told_as_one():
    drug = make_published_drug()
    revision = workflow.confirm_unchanged(drug, by=make_editor())
    approve(revision)

    assert kinds() == ["new", "reviewed"]


def test_an_emergency_publication_is_told():
    drug = make_published_drug()
    edit(drug, by=make_editor(), body="Stop taking it.")
    urgent = submit_as(drug, change_kind=SAFETY, change_note="A recall.")
    workflow.bypass(urgent, by=make_publisher(), reason="Nobody is awake.")

    change = PublicChange.objects.order_by("id").last()

    assert (change.kind, change.note) == ("safety", "A recall.")


def test_what_readers_never_saw_is_not_told():
    drug = make_published_drug()
    edit(drug, by=make_editor())
    workflow.cancel(submit_as(drug), by=make_editor(), reason="Not yet.")

    assert kinds() == ["new"]


def test_many_in_one_go_have_one_leader(later):
    people = {"by": make_editor()}
    drugs = [make_drug(**people) for _ in range(3)]
    reviewer, clinician = make_reviewer(), make_clinician()
    for drug in drugs:
        revision = submit_as(drug, by=people["by"], change_note="The first load.")
        sign_as(revision, reviewer)
        sign_as(revision, clinician, CLINICAL)
    with later(minutes=2):
        last = submit_as(make_drug(**people), change_note="The first load.")
        sign_as(last, reviewer)
        sign_as(last, clinician, CLINICAL)

    first, *others = PublicChange.objects.order_by("id")
    assert [other.leader for other in others] == [first, first, None]


def test_other_words_or_another_person_begin_anew():
    make_published_drug()
    make_published_drug()

    assert not PublicChange.objects.exclude(leader=None).exists()


@pytest.mark.parametrize("kind", Event.Kind)
def test_one_change_is_told_of_a_step_that_readers_see_and_none_of_others(kind):
    drug = make_published_drug()
    live = drug.publication
    withdrawn = kind == Event.Kind.WITHDRAWN
    if withdrawn:
        live.withdrawn_at, live.withdrawal_reason = timezone.now(), "Wrong."
        live.save()
    before = PublicChange.objects.count()

    record(kind, drug, by=make_editor(), revision=live.revision, reason=SECRET)

    assert PublicChange.objects.count() - before == (kind in TOLD)


def test_steps_behind_closed_doors_are_told_to_nobody():
    """A long life between one publication and the next."""
    drug = make_published_drug()
    editor, publisher, reviewer = make_editor(), make_publisher(), make_reviewer()
    before = list(PublicChange.objects.values())
    note = f"{SECRET} a note."

    make_imported_section(drug, kind="dosage", body=f"{SECRET} a draft.")
    workflow.verify(drug, keys=[drug.sections.last().key], by=editor)
    edit(drug, by=editor, body=f"{SECRET} a draft.")
    asked = workflow.comment(drug, text=f"{SECRET} a question?", by=reviewer)
    workflow.answer(asked, text=f"{SECRET} an answer.", by=editor)
    workflow.resolve_comment(asked, by=reviewer)
    workflow.share_preview(drug, days=7, by=editor)
    workflow.assign([drug], to=editor, by=editor)
    workflow.set_review_period([drug], months=36, by=editor)
    notice = workflow.post_notice(drug, severity="warning", text="!", by=publisher)
    workflow.end_notice(notice, by=publisher)
    report = workflow.take_report(make_report(drug), by=editor)
    workflow.close_report(report, answer="Thanks.", reason=SECRET, by=editor)
    workflow.park(drug, by=editor)
    workflow.merge(drug, by=editor)
    sent_back = submit_as(drug, by=editor, change_note=note)
    workflow.claim_review(sent_back, role="editorial", by=reviewer)
    sign_as(sent_back, reviewer)
    workflow.request_changes(sent_back, reason=note, by=make_clinician())
    workflow.cancel(submit_as(drug, by=editor, change_note=note), by=editor)
    waiting = submit_as(drug, by=editor, change_note=note)
    at = timezone.now() + timedelta(days=9)
    workflow.schedule(waiting, at=at, by=publisher)
    approve(waiting)
    workflow.schedule(waiting, at=at + timedelta(days=9), by=publisher)

    assert list(PublicChange.objects.values()) == before
    assert Event.objects.filter(monograph=drug).count() > 20


def test_nothing_is_told_of_a_page_that_was_never_published():
    drug = make_drug()
    workflow.discard([drug], reason="No drug.", by=make_editor())
    workflow.restore([drug], by=make_editor())

    assert not PublicChange.objects.exists()


def test_what_the_clock_publishes_is_told(later):
    drug = make_published_drug()
    edit(drug, by=make_editor(), body="Second.")
    revision = submit_as(drug, change_note="For next week.")
    at = timezone.now() + timedelta(days=7)
    workflow.schedule(revision, at=at, by=make_publisher())
    approve(revision)
    assert kinds() == ["new"]

    with later(days=8):
        list(workflow.publish_due())

    change = PublicChange.objects.order_by("id").last()
    assert (change.kind, change.note, change.by) == ("changed", "For next week.", None)


def test_a_refused_step_tells_nothing():
    drug = make_published_drug()
    publisher = make_publisher()

    with pytest.raises(TransitionRefused):
        workflow.withdraw(drug, by=publisher, reason=" ")
    with pytest.raises(TransitionRefused):
        workflow.reinstate(drug, by=publisher)

    assert kinds() == ["new"]


def test_a_step_that_cannot_be_told_does_not_happen(monkeypatch):
    """One transaction: readers never see what their list does not name."""
    drug = make_published_drug()
    events = Event.objects.count()

    def fail(*_, **__):
        raise RuntimeError("The disk is full.")

    monkeypatch.setattr(PublicChange, "save", fail)
    with pytest.raises(RuntimeError):
        workflow.withdraw(drug, by=make_publisher(), reason="It was wrong.")

    drug.publication.refresh_from_db()
    assert not drug.publication.is_withdrawn
    assert Event.objects.count() == events


def test_an_earlier_version_of_a_withdrawn_page_is_told_when_it_is_given_back():
    drug = make_published_drug()
    publish_again(drug, "Second.")
    publisher = make_publisher()
    workflow.withdraw(drug, by=publisher, reason="It was wrong.")
    first = drug.revisions.get(number=1)
    workflow.roll_back(drug, to=first, by=publisher, reason=f"{SECRET} why.")
    workflow.reinstate(drug, by=publisher)

    assert kinds() == ["new", "changed", "withdrawn", "reinstated"]
    last = PublicChange.objects.order_by("id").last()
    assert (last.revision.number, last.previous.number) == (1, 2)


def test_of_a_source_readers_may_know_its_kind_and_day_alone():
    drug = make_drug()
    source = make_source(f"{SECRET} text", path="secret.md")
    make_imported_section(drug, source=source)
    workflow.verify(drug, keys=[drug.sections.last().key], by=make_editor())
    assert not PublishedSource.objects.exists()

    publish_now(drug)

    told = PublishedSource.objects.get()
    assert (told.sha256, told.form) == (source.sha256, "document")
    assert told.taken_in_on == timezone.localdate(source.imported_at)


FILL = "monographs.migrations.0037_fill_changes_for_readers"


def test_an_existing_site_gets_its_history():
    drug = make_published_drug()
    publisher = make_publisher()
    publish_again(drug, "Second.", change_kind=MINOR, change_note="A comma.")
    publish_again(drug, "Third.", change_kind=SAFETY, change_note="A recall.")
    first = drug.revisions.get(number=1)
    workflow.roll_back(drug, to=first, by=publisher, reason="For the desk.")
    workflow.withdraw(drug, by=publisher, reason="It was wrong.")
    workflow.reinstate(drug, by=publisher, reason="For the desk, too.")
    editor, reviewer, clinician = make_editor(), make_reviewer(), make_clinician()
    for body in ("One.", "Two.", "Three."):
        loaded = make_drug(by=editor)
        make_section(loaded, kind="dosage", body=body)
        revision = submit_as(loaded, by=editor, change_note="The first load.")
        sign_as(revision, reviewer)
        sign_as(revision, clinician, CLINICAL)
    told = as_told()
    forget_what_was_told()

    import_module(FILL).fill(apps, None)

    filled = as_told()
    assert [one["note"] for one in filled[:6]] == [
        "",
        "A comma.",
        "A recall.",
        "",  # what was written for the desk stays there
        "It was wrong.",
        "",
    ]
    assert [{**one, "note": ""} for one in filled] == [
        {**one, "note": ""} for one in told
    ]
    assert [one["leader"] for one in filled] == [None] * 7 + [6, 6]


def as_told():
    """Each in words that do not depend on its number."""
    rows = list(
        PublicChange.objects.order_by("id").values(
            *("pk", "publication", "revision", "previous", "kind", "at", "title"),
            *("note", "by", "leader"),
        )
    )
    places = {row.pop("pk"): place for place, row in enumerate(rows)}
    return [{**row, "leader": places.get(row["leader"])} for row in rows]


def forget_what_was_told():
    connection.check_constraints()
    with connection.cursor() as cursor, past_the_guards(cursor):
        cursor.execute(
            "DELETE FROM monographs_publicchange WHERE leader_id IS NOT NULL"
        )
        cursor.execute("DELETE FROM monographs_publicchange")
    PublishedSource.objects.all().delete()


def test_filling_passes_over_what_happened_behind_closed_doors():
    drug = make_published_drug()
    publish_again(drug, "Second.")
    publisher = make_publisher()
    workflow.withdraw(drug, by=publisher, reason="It was wrong.")
    first = drug.revisions.get(number=1)
    workflow.roll_back(drug, to=first, by=publisher, reason="For the desk.")
    workflow.reinstate(drug, by=publisher)
    told = as_told()
    forget_what_was_told()

    import_module(FILL).fill(apps, None)

    assert as_told() == told


def test_an_existing_site_knows_the_sources_that_its_pages_rest_on():
    drug = make_drug()
    source = make_source()
    make_imported_section(drug, source=source)
    workflow.verify(drug, keys=[drug.sections.last().key], by=make_editor())
    publish_now(drug)
    make_source()
    forget_what_was_told()

    import_module(FILL).fill(apps, None)

    assert [told.sha256 for told in PublishedSource.objects.all()] == [source.sha256]
