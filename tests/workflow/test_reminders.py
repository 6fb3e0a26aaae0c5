"""Reviews that fall due are said once at each stage, in one letter a person."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from monographs.models import Monograph, Notification, Publication, Revision
from monographs.workflow import (
    assign,
    claim_review,
    publish_due,
    release_review,
    schedule,
    withdraw,
)
from monographs.workflow.reminders import MOST_LISTED, remind
from tests.factories import (
    CLINICAL,
    EDITORIAL,
    make_clinician,
    make_drug,
    make_editor,
    make_published_drug,
    make_publisher,
    make_reviewer,
    sign_as,
    submit_as,
)
from tests.mailing.letters import make_reader
from tests.past_guards import update_past_the_guards

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return make_reader()


def make_page(title, owner, later, due_in, reviewer=None):
    """Published long ago, so that its review is due in so many days."""
    monograph = make_drug(title=title, by=owner)
    revision = submit_as(monograph, by=owner)
    with later(days=due_in - 800):
        sign_as(revision, reviewer or make_reviewer())
        sign_as(revision, make_clinician(), CLINICAL)
    due_on = timezone.localdate() + timedelta(days=due_in)
    move_due(monograph, due_on)
    return monograph


def move_due(monograph, due_on):
    """As though it had been reviewed on another day."""
    publication = Publication.objects.get(monograph=monograph)
    reviewed_on = publication.reviewed_on - timedelta(days=1)
    update_past_the_guards(
        Publication.objects.filter(pk=publication.pk),
        reviewed_on=reviewed_on,
        review_due_on=due_on,
    )


def letters(person):
    return list(person.notifications.filter(kind="due").order_by("id"))


@pytest.mark.parametrize(
    ("due_in", "says"),
    [
        (90, "Due within 90 days"),
        (77, "Due within 90 days"),
        (30, "Due within 30 days"),
        (-1, "Overdue"),
        (-31, "Overdue"),
    ],
)
def test_a_page_that_reaches_a_stage_is_said(later, owner, due_in, says):
    page = make_page("Examplazole", owner, later, due_in)

    remind()

    [letter] = letters(owner)
    assert letter.subject == f"Examplazole: {says.lower()}"
    assert letter.text.startswith(f"{says}:\n- Examplazole: review due ")
    assert letter.path == f"/admin/monographs/drug/{page.pk}/change/"


@pytest.mark.parametrize("due_in", [91, 300, 60, 1, 0, -20])
def test_a_page_between_two_stages_is_not_said(later, owner, due_in):
    make_page("Examplazole", owner, later, due_in)

    assert remind() == 0


def test_each_person_gets_one_letter_with_all_pages(later, owner):
    reviewer = make_reader("Reviewer")
    make_page("Anonymol", owner, later, -1, reviewer)
    make_page("Examplazole", owner, later, 30, reviewer)
    make_page("Samplidone", owner, later, 90)

    assert remind() == 2

    [letter] = letters(owner)
    assert letter.subject == (
        "Reviews of your pages: 1 overdue, 1 due within 30 days, 1 due within 90 days"
    )
    assert letter.text.index("Overdue:\n- Anonymol") < letter.text.index(
        "- Examplazole"
    )
    assert letter.path.startswith("/admin/monographs/publication/?review_due_on__lt=")
    [other] = letters(reviewer)
    assert "Samplidone" not in other.text


def test_reminding_again_on_the_same_day_says_nothing(later, owner):
    make_page("Examplazole", owner, later, 30)

    assert remind() == 1
    make_page("Samplidone", owner, later, 30)
    assert remind() == 0

    assert len(letters(owner)) == 1


def test_days_without_a_worker_are_made_up_for_and_nothing_is_said_twice(later, owner):
    make_page("Examplazole", owner, later, 30)
    remind()
    make_page("Samplidone", owner, later, 33)

    with later(days=5):
        assert remind() == 1
    with later(days=6):
        assert remind() == 0

    first, second = letters(owner)
    assert "Examplazole" in first.text
    assert "Samplidone" in second.text
    assert "Examplazole" not in second.text


def test_whoever_a_page_is_given_to_is_reminded_in_place_of_the_submitter(later, owner):
    assignee = make_reader()
    page = make_page("Examplazole", owner, later, 30)
    assign([page], to=assignee, by=make_editor())

    remind()

    assert len(letters(assignee)) == 1
    assert not letters(owner)


def test_a_withdrawn_page_is_not_due(later, owner):
    page = make_page("Examplazole", owner, later, 30)
    withdraw(page, by=make_publisher(), reason="Wrong dose.")

    assert remind() == 0


def test_a_long_list_names_the_first_and_counts_the_rest(later, owner, monkeypatch):
    monkeypatch.setattr("monographs.workflow.reminders.MOST_LISTED", 2)
    for number in range(5):
        make_page(f"Examplazole {number}", owner, later, 30)

    remind()

    [letter] = letters(owner)
    assert letter.text.count("review due") == 2
    assert letter.text.endswith("- and 3 more")
    assert MOST_LISTED > 2


def test_many_pages_take_the_queries_of_few(later, owner):
    counts = []
    for more in (1, 12):
        Notification.objects.all().delete()
        for number in range(more):
            make_page(f"Examplazole {number}", owner, later, 30)
        with CaptureQueriesContext(connection) as counted:
            assert remind() == 1
        counts.append(len(counted))

    assert counts[0] == counts[1]


# --- The clock ------------------------------------------------------------------------


def make_unpublishable(publisher, owner):
    """Its address was taken by another page meanwhile."""
    monograph = make_drug(slug="taken", by=owner, title="Examplazole")
    revision = submit_as(monograph, by=owner)
    schedule(revision, at=timezone.now() + timedelta(days=1), by=publisher)
    sign_as(revision, make_reviewer())
    sign_as(revision, make_clinician(), CLINICAL)
    Monograph.objects.filter(pk=monograph.pk).update(slug="elsewhere")
    make_published_drug(slug="taken")
    Revision.objects.filter(pk=revision.pk).update(publish_at=timezone.now())
    return revision


def test_what_could_not_be_published_is_told_once_with_the_reason(owner):
    publisher = make_reader("Publisher")
    revision = make_unpublishable(publisher, owner)
    Notification.objects.all().delete()

    [sentence] = list(publish_due())
    list(publish_due())

    assert "not published" in sentence
    rows = Notification.objects.filter(kind="not_published")
    assert {row.person for row in rows} == {publisher, owner}
    assert len(rows) == 2
    assert "belongs to another page" in rows[0].text
    assert rows[0].path == f"/admin/monographs/revision/{revision.pk}/change/"


def test_who_claimed_a_review_and_let_the_day_pass_is_reminded_once(later):
    reader = make_reader("Reviewer")
    revision = submit_as(make_drug(title="Examplazole"))
    today = timezone.localdate()
    claim_review(revision, role=EDITORIAL, by=reader, due_on=today)

    remind()
    with later(days=1):
        remind()
    with later(days=2):
        remind()

    (letter,) = letters(reader)
    assert "Being looked at, and not read in time" in letter.text
    assert "Version 1 of Examplazole" in letter.text


def test_a_claim_that_was_handed_back_is_not_reminded_of(later):
    reader = make_reader("Reviewer")
    revision = submit_as(make_drug())
    claim_review(revision, role=EDITORIAL, by=reader, due_on=timezone.localdate())
    release_review(revision, role=EDITORIAL, by=reader)

    with later(days=1):
        remind()

    assert letters(reader) == []
