"""Who is told of what: everybody whom it concerns, and nobody else."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from monographs.models import Event, Notification, User
from monographs.workflow import (
    TransitionRefused,
    bypass,
    confirm_unchanged,
    reinstate,
    request_changes,
    roll_back,
    schedule,
    submit,
    withdraw,
)
from monographs.workflow.step import record
from monographs.workflow.telling import TELLINGS, tell_assigned, tell_mentioned
from tests.factories import (
    CLINICAL,
    MAJOR,
    MINOR,
    edit,
    make_drug,
    make_published_drug,
    make_publisher,
    make_user,
    publish_now,
    sign_as,
    submit_as,
)

pytestmark = pytest.mark.django_db


def make_reader(*roles, **fields):
    """Somebody who reads mail and works at the desk."""
    person = make_user(*roles, **fields)
    person.is_staff = fields.get("is_staff", True)
    person.email = fields.get("email", f"{person.username}@example.org")
    person.save()
    return person


def told(kind=None):
    """Who was told, by kind."""
    rows = Notification.objects.all()
    rows = rows.filter(kind=kind) if kind else rows
    return {row.person for row in rows.select_related("person")}


def test_a_submission_is_told_to_those_who_may_sign_it_and_did_not_write_it():
    reviewer, clinician = make_reader("Reviewer"), make_reader("Clinical reviewer")
    writing_reviewer = make_reader("Editor", "Reviewer")
    make_reader("Editor")
    make_reader("Publisher")
    monograph = make_drug(title="Examplazole", by=writing_reviewer)

    submit_as(monograph, change_note="The dose is new.")

    assert told() == {reviewer, clinician}
    row = Notification.objects.filter(person=reviewer).get()
    assert row.subject == "Examplazole: version 1 waits for your signature"
    assert row.text.endswith("It waits for your signature.\n\nThe dose is new.")
    assert row.path == f"/admin/monographs/revision/{row.event.revision_id}/change/"
    assert row.event.kind == Event.Kind.SUBMITTED


def test_a_minor_change_is_told_only_to_those_whose_signature_it_needs():
    monograph = make_published_drug()
    reviewer, _clinician = make_reader("Reviewer"), make_reader("Clinical reviewer")
    edit(monograph, by=make_reader("Editor"))

    submit_as(monograph, change_kind=MINOR)

    assert told("submitted") == {reviewer}


def test_a_right_given_to_a_person_alone_counts_as_one_of_a_group():
    person = make_reader("Publisher")
    person.user_permissions.add(Permission.objects.get(codename="sign_editorial"))

    submit_as(make_drug())

    assert told() == {person}


def test_superusers_are_not_told_of_each_submission():
    make_reader(is_superuser=True)

    submit_as(make_drug())

    assert not told()


@pytest.mark.parametrize(
    "fields", [{"email": ""}, {"is_active": False}, {"is_staff": False}]
)
def test_nobody_is_told_who_cannot_be_reached(fields):
    make_reader("Reviewer", **fields)

    submit_as(make_drug())

    assert not told()


def test_nobody_is_told_what_they_may_not_see():
    editor = make_reader("Editor")
    revision = submit_as(make_drug(by=editor), by=editor)
    editor.groups.clear()

    request_changes(revision, by=make_reader("Reviewer"), reason="No dose.")

    assert not told("sent_back")


def test_sending_back_is_told_to_the_submitter_and_the_writers_with_the_reason():
    writer, submitter = make_reader("Editor"), make_reader("Editor")
    reviewer = make_reader("Reviewer")
    revision = submit_as(make_drug(by=writer), by=submitter)

    request_changes(revision, by=reviewer, reason="The dose is missing.")

    assert told("sent_back") == {writer, submitter}
    row = Notification.objects.filter(kind="sent_back").first()
    assert row.text.endswith("\n\nThe dose is missing.")


def test_a_signature_is_told_to_the_submitter():
    writer, submitter = make_reader("Editor"), make_reader("Editor")
    revision = submit_as(make_drug(by=writer), by=submitter)

    sign_as(revision, make_reader("Reviewer", printed_name="Ruth Reader"))

    assert told("signed") == {submitter}
    assert "Ruth Reader signed version 1" in Notification.objects.first().subject


def test_publishing_is_told_to_those_whose_page_it_is_and_not_to_who_signed():
    writer, submitter = make_reader("Editor"), make_reader("Editor")
    signers = [make_reader("Reviewer"), make_reader("Clinical reviewer")]
    revision = submit_as(make_drug(by=writer), by=submitter)
    sign_as(revision, signers[0])

    sign_as(revision, signers[1], CLINICAL)

    assert told("published") == {writer, submitter}


def test_the_last_signature_is_told_once_as_the_publication():
    submitter = make_reader("Editor")
    revision = submit_as(make_drug(by=submitter), by=submitter)
    sign_as(revision, make_reader("Reviewer"))
    Notification.objects.all().delete()

    sign_as(revision, make_reader("Clinical reviewer"), CLINICAL)

    assert [row.kind for row in Notification.objects.all()] == ["published"]


@pytest.mark.parametrize("why", ["scheduled", "withdrawn", "bypassed"])
def test_a_last_signature_that_publishes_nothing_is_told(why):
    submitter, publisher = make_reader("Editor"), make_publisher()
    monograph = make_published_drug()
    edit(monograph, by=submitter)
    revision = submit_as(monograph, by=submitter)
    if why == "scheduled":
        schedule(revision, at=timezone.now() + timedelta(days=1), by=publisher)
    elif why == "withdrawn":
        withdraw(monograph, by=publisher, reason="Wrong dose.")
    else:
        bypass(revision, by=publisher, reason="A recall.")
    sign_as(revision, make_reader("Reviewer"))
    Notification.objects.all().delete()

    sign_as(revision, make_reader("Clinical reviewer"), CLINICAL)

    assert [row.kind for row in Notification.objects.all()] == ["signed"]


def test_withdrawing_reinstating_bypassing_and_rolling_back_are_told():
    writer = make_reader("Editor")
    monograph = make_drug(by=writer)
    publish_now(monograph, by=writer)
    publisher = make_reader("Publisher")
    first = monograph.publication.revision
    Notification.objects.all().delete()

    withdraw(monograph, by=publisher, reason="Wrong dose.")
    reinstate(monograph, by=publisher)
    edit(monograph, by=writer)
    bypass(submit_as(monograph, by=writer), by=publisher, reason="A recall.")
    roll_back(monograph, to=first, by=publisher, reason="Misread.")

    rows = Notification.objects.filter(person=writer).order_by("id")
    assert [row.kind for row in rows] == [
        *("withdrawn", "withdrawn", "published", "published")
    ]
    assert not told() - {writer}


def test_a_whole_page_review_is_told_to_signers_as_a_question():
    monograph = make_published_drug()
    reviewer = make_reader("Reviewer")

    confirm_unchanged(monograph, by=make_reader("Editor"))

    assert told() == {reviewer}
    assert "is it still correct?" in Notification.objects.get().subject


def test_nobody_is_told_of_what_they_did_themselves():
    both = make_reader("Editor", "Publisher")
    monograph = make_drug(by=both)
    publish_now(monograph, by=both)
    Notification.objects.all().delete()

    withdraw(monograph, by=both, reason="Wrong dose.")

    assert not told()


def test_a_refused_step_tells_nobody():
    make_reader("Reviewer")
    monograph = make_drug()
    submit_as(monograph)
    before = Notification.objects.count()

    with pytest.raises(TransitionRefused):
        submit_as(monograph)

    assert Notification.objects.count() == before


def test_what_a_person_switched_off_is_listed_but_not_mailed():
    quiet = make_reader("Reviewer", mail_choice=User.MailChoice.NOTHING)
    not_that = make_reader("Reviewer", mail_not_about=["submitted"])
    daily = make_reader("Reviewer", mail_choice=User.MailChoice.DIGEST)

    submit_as(make_drug())

    mailed = {row.person: row.is_mailed for row in Notification.objects.all()}
    assert mailed == {quiet: False, not_that: False, daily: True}


def test_a_subject_stays_one_line_whatever_a_title_holds():
    make_reader("Reviewer")

    submit_as(make_drug(title="Examplazole\r\nBcc: all@example.org " + "x" * 250))

    subject = Notification.objects.get().subject
    assert len(subject.splitlines()) == 1
    assert subject.startswith("Examplazole Bcc:")
    assert len(subject) <= 200


def test_braces_in_a_title_are_only_braces():
    make_reader("Reviewer")

    submit_as(make_drug(title="Examplazole {who.password}"))

    assert "Examplazole {who.password}:" in Notification.objects.get().subject


def test_telling_takes_the_same_queries_for_one_person_and_for_200():
    counts = []
    for more in (1, 199):
        for _ in range(more):
            make_reader("Reviewer")
        monograph, editor = make_drug(), make_reader("Editor")
        with CaptureQueriesContext(connection) as counted:
            submit(monograph, by=editor, change_kind=MAJOR, reason="Short.")
        counts.append(len(counted))

    assert counts[0] == counts[1]
    assert Notification.objects.count() == 201


def test_mentioned_people_are_told_what_was_written():
    monograph = make_drug(title="Examplazole")
    writer, mentioned = make_reader("Editor"), make_reader("Reviewer")
    event = record(
        Event.Kind.COMMENTED, monograph, by=writer, reason="Is this dose right?"
    )

    tell_mentioned(event, [mentioned, writer])

    row = Notification.objects.get()
    assert (row.person, row.kind) == (mentioned, "mentioned")
    assert row.text.endswith("on Examplazole.\n\nIs this dose right?")
    assert row.path == f"/admin/monographs/drug/{monograph.pk}/change/"


def test_many_pages_given_at_once_are_one_letter():
    chief, person = make_reader("Publisher"), make_reader("Editor")
    pages = [make_drug(title=f"Examplazole {letter}") for letter in "ABC"]

    tell_assigned(person, pages, by=chief)
    tell_assigned(chief, pages, by=chief)

    row = Notification.objects.get()
    assert row.subject == "3 pages: given to you to work on"
    assert "- Examplazole B\n" in row.text


def test_the_time_it_was_written_reads_back_as_it_was():
    make_reader("Reviewer")
    before = timezone.now()

    submit_as(make_drug())

    assert before <= Notification.objects.get().created_at <= timezone.now()
    assert Notification.objects.filter(created_at__gte=before).exists()


def test_every_telling_is_of_a_kind_that_exists():
    assert {telling.kind for telling in TELLINGS.values()} <= set(Notification.Kind)
