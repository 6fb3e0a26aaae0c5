"""The front page: what waits for whom, with counts and ages, at a bounded cost."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from monographs.desk.queues import QUEUES, counted_in_words
from monographs.desk.queues.queue import Queue, Waiting, waiting_in
from monographs.models import BatchRow, Finding, Monograph, ProgressDay, Triage, User
from monographs.workflow import (
    assign,
    bypass,
    discard,
    request_changes,
    schedule,
    withdraw,
)
from monographs.workflow.progress import record_progress
from monographs.workflow.triage import refresh
from tests.factories import (
    CLINICAL,
    MINOR,
    edit,
    make_clinician,
    make_drug,
    make_editor,
    make_published_drug,
    make_publisher,
    make_report,
    make_reviewer,
    make_steward,
    make_user,
    publish_now,
    sign_as,
    submit_as,
)
from tests.importing.batches import loaded
from tests.importing.documents_about import document_about, refusal_about

pytestmark = pytest.mark.django_db
INDEX = reverse("admin:index")


def queue(name):
    return next(queue for queue in QUEUES if queue.name == name)


def count(name, person):
    return waiting_in(queue(name), User.objects.get(pk=person.pk)).count


def look_again():
    refresh(Monograph.objects.values_list("pk", flat=True))


# My work.


def test_drafts_are_what_i_wrote_or_was_given_until_they_are_in_review():
    mine, other = make_editor(), make_editor()
    written, given = make_drug(by=mine), make_drug(by=other)
    assign([given], to=mine, by=other)

    assert (count("drafts", mine), count("drafts", other)) == (2, 1)

    submit_as(written)
    publish_now(given)
    look_again()
    assert count("drafts", mine) == 0


def test_what_was_sent_back_is_told_to_its_writers_until_the_next_version():
    writer, submitter, other = make_editor(), make_editor(), make_editor()
    drug = make_drug(by=writer)
    revision = submit_as(drug, by=submitter)
    request_changes(revision, by=make_reviewer(), reason="Say more.")

    people = (writer, submitter, other)
    assert [count("sent_back", person) for person in people] == [1, 1, 0]

    submit_as(drug, by=submitter)
    assert count("sent_back", writer) == 0


# Signatures.


def test_only_what_i_may_sign_waits_for_my_signature():
    writer = make_user("Editor", "Reviewer")
    reviewer, clinician = make_reviewer(), make_clinician()
    both = make_user("Reviewer", "Clinical reviewer")
    revision = submit_as(make_drug(by=writer))

    assert count("editorial", writer) == 0
    assert count("editorial", reviewer) == count("clinical", clinician) == 1

    sign_as(revision, both)
    assert count("editorial", reviewer) == 0
    assert count("clinical", clinician) == 1
    assert count("clinical", both) == 0


def test_a_minor_change_waits_for_no_clinician():
    drug = make_published_drug()
    edit(drug, by=make_editor())
    submit_as(drug, change_kind=MINOR)

    assert count("clinical", make_clinician()) == 0
    assert count("editorial", make_reviewer()) == 1


def test_a_bypass_stays_in_its_queue_until_it_is_signed():
    revision = submit_as(make_drug())
    publisher = make_publisher()
    bypass(revision, by=publisher, reason="A recall.")

    assert count("bypassed", publisher) == 1

    sign_as(revision, make_reviewer())
    sign_as(revision, make_clinician(), CLINICAL)
    assert count("bypassed", publisher) == 0


# Published pages.


def test_what_is_scheduled_says_when():
    revision = submit_as(make_drug())
    publisher = make_publisher()
    at = timezone.now() + timedelta(days=3)
    schedule(revision, at=at, by=publisher)
    sign_as(revision, make_reviewer())
    sign_as(revision, make_clinician(), CLINICAL)

    waiting = waiting_in(queue("scheduled"), publisher)

    assert waiting.count == 1
    assert waiting.age_in_words == f"next on {timezone.localdate(at):%d %B %Y}"


def test_reviews_are_overdue_or_due_soon(later):
    make_published_drug(review_period_months=1)
    make_published_drug(review_period_months=12)
    editor = make_editor()

    assert (count("overdue", editor), count("due_soon", editor)) == (0, 1)

    with later(days=40):
        waiting = waiting_in(queue("overdue"), editor)
    assert waiting.count == 1
    with later(days=300):
        assert (count("overdue", editor), count("due_soon", editor)) == (1, 1)


def test_withdrawn_and_discarded_pages_have_their_queues():
    drug, editor = make_published_drug(), make_editor()
    withdraw(drug, by=make_publisher(), reason="Wrong dose.")
    discard([make_drug()], by=editor, reason="No medicine.")

    assert count("withdrawn", editor) == count("discarded", editor) == 1
    assert count("overdue", editor) == 0


# Working copies.


def test_working_copies_wait_by_what_is_open_about_them():
    editor = make_editor()
    drug = make_published_drug()
    edit(drug, by=editor)
    for code, severity in (("doubtful_dose", "error"), ("no_basis", "warning")):
        Finding.objects.create(
            monograph=drug, code=code, severity=severity, place="x", message="x"
        )
    look_again()

    for name in ("differing", "errors", "warnings"):
        assert count(name, editor) == 1, name


def test_sources_and_files_wait_for_a_decision():
    steward = make_steward()
    loaded({"a/examplazole.md": document_about("Examplazole")}, by=steward)
    loaded(
        {
            "b/examplazole.md": document_about("Examplazole", usage="Else."),
            "c/nothingol.md": refusal_about("Nothingol"),
        },
        by=steward,
    )
    look_again()

    assert count("rivals", steward) == 1
    assert count("set_aside", steward) == 1


# The page.


def test_each_role_sees_the_queues_that_it_can_do_something_about(log_in):
    seen = {
        role: {
            waiting.queue.name
            for _, queues in log_in(make_user(role)).get(INDEX).context["queue_groups"]
            for _, waiting in queues
        }
        for role in ("Editor", "Reviewer", "Clinical reviewer", "Publisher")
    }

    assert {"drafts", "sent_back", "errors", "discarded"} <= seen["Editor"]
    assert "editorial" not in seen["Editor"]
    assert seen["Reviewer"] == {
        *("editorial", "claimed", "bypassed", "overdue", "due_soon")
    }
    assert "clinical" in seen["Clinical reviewer"]
    assert {"scheduled", "withdrawn"} <= seen["Publisher"]
    assert "drafts" not in seen["Publisher"]


def test_every_queue_leads_to_a_list_of_as_many(log_in):
    person = make_user(is_superuser=True)
    client = log_in(person)
    make_drug(by=person)
    drug = make_published_drug()
    edit(drug, by=make_editor())
    submit_as(drug)
    withdrawn = make_published_drug()
    withdraw(withdrawn, by=make_publisher(), reason="Wrong dose.")
    make_report(drug)
    look_again()
    groups = client.get(INDEX).context["queue_groups"]
    queues = [entry for _, entries in groups for entry in entries]

    assert len(queues) == len(QUEUES)
    for address, waiting in queues:
        context = client.get(address).context
        if "cl" in context:
            shown = context["cl"].result_count
        elif "listing" in context:
            shown = context["listing"].count
        else:
            shown = context["page"].paginator.count
        assert shown == waiting.count, address


def test_somebody_without_rights_sees_no_queues(log_in):
    page = log_in(make_user()).get(INDEX)

    assert page.status_code == 200
    assert "queue_groups" not in page.context


def test_the_page_costs_the_same_for_few_and_many(log_in):
    client = log_in(make_user(is_superuser=True))
    record_progress()
    counts = []
    for more in (2, 20):
        for _ in range(more):
            edit(make_published_drug(), by=make_editor())
        look_again()
        client.get(INDEX)
        with CaptureQueriesContext(connection) as queries:
            client.get(INDEX)
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[1] <= len(QUEUES) + 10


def test_more_than_a_thousand_are_not_counted():
    make_drug()
    drug = Monograph.objects.get()
    many = Queue(
        **{**vars(queue("drafts")), "of": lambda _: Triage.objects.all()},
    )
    Monograph.objects.bulk_create(
        Monograph(kind="drug", title=f"X{n}", slug=f"x-{n}") for n in range(1_100)
    )
    rest = Monograph.objects.exclude(pk=drug.pk).values_list("pk", flat=True)
    Triage.objects.bulk_create(Triage(monograph_id=pk, place=pk) for pk in rest)

    waiting = waiting_in(many, make_editor())

    assert waiting.count == 1_001
    assert waiting.count_in_words == "more than 1,000"


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0 pages"), (1, "1 page"), (1_001, "More than 1,000 pages")],
)
def test_a_list_says_how_much_it_holds(count, words):
    assert counted_in_words(count, "page") == words


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "oldest: today"), (1, "oldest: 1 day"), (1_200, "oldest: 1,200 days")],
)
def test_an_age_is_said_in_days(days, words):
    day = timezone.localdate() - timedelta(days=days)

    assert words in Waiting(queue("overdue"), 1, day).age_in_words


def test_the_models_stay_below(desk):
    page = desk.get(INDEX).content.decode()

    assert "<summary>All records</summary>" in page
    assert reverse("admin:monographs_drug_changelist") in page


def test_a_decided_file_waits_no_more():
    steward = make_steward()
    loaded({"c/nothingol.md": refusal_about("Nothingol")}, by=steward)
    BatchRow.objects.update(
        decision="discarded",
        decided_by=steward,
        decided_at=timezone.now(),
        reason="None.",
    )

    assert count("set_aside", steward) == 0


def test_people_are_greeted_by_name_and_days_are_written_out(desk):
    record_progress()
    day = ProgressDay.objects.get()
    day.counted_at = datetime(2026, 4, 3, 7, 5, tzinfo=UTC)
    day.save()

    page = " ".join(desk.get("/admin/").content.decode().split())

    assert "Welcome, <strong>Edith Or</strong>" in page
    assert "Counted 3 April 2026, 07:05;" in page
