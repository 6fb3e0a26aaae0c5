"""Still correct: from the button to the new review date, each by another person."""

import pytest
from django.core import mail

from monographs.mailing import send_waiting
from monographs.models import Publication
from monographs.workflow.review_dates import due_on
from tests.desk.pages import change_url, revision_url, step_url
from tests.factories import edit, make_editor, make_published_drug, submit_as
from tests.mailing.letters import make_reader

pytestmark = pytest.mark.django_db
NOTHING_CHANGED = "Nothing changed: this is the text of version 1, letter for letter."


def sign_on_the_page(client, revision, role):
    url = step_url(revision, f"sign-{role}")
    return client.post(url, {"seen": revision.sha256}, follow=True)


def test_a_page_is_confirmed_by_two_people_and_its_dates_move(
    desk, editor, log_in, client, later
):
    with later(days=-700):
        monograph = make_published_drug(title="Examplazole")
    before = Publication.objects.get()
    reviewer = make_reader("Reviewer", email="reviewer@example.org")
    clinician = make_reader("Clinical reviewer", credential="pharmacist")
    assert "Still correct" in desk.get(change_url(monograph)).content.decode()

    desk.post(step_url(monograph, "confirm-unchanged"), {"change_note": "Two years."})

    revision = monograph.revisions.get(number=2)
    assert revision.content == before.revision.content
    send_waiting()
    asked = next(m for m in mail.outbox if m.to == ["reviewer@example.org"])
    assert "is it still correct?" in asked.subject
    assert revision_url(revision) in asked.body
    page = log_in(reviewer).get(revision_url(revision)).content.decode()
    assert NOTHING_CHANGED in page
    assert "reviewed: the whole page; renews the review date" in page

    sign_on_the_page(log_in(reviewer), revision, "editorial")
    assert Publication.objects.get().review_due_on == before.review_due_on
    sign_on_the_page(log_in(clinician), revision, "clinical")

    after = Publication.objects.get()
    assert after.revision == revision
    assert after.reviewed_on > before.reviewed_on
    assert after.review_due_on == due_on(
        after.reviewed_on, months=monograph.review_period_months, key=monograph.key
    )
    public = client.get("/drugs/" + after.slug + "/").content.decode()
    assert str(reviewer) in public
    assert str(clinician) in public


def test_where_a_due_date_stands_it_is_said_why_it_may_be_earlier(desk):
    monograph = make_published_drug()
    publication = monograph.publication

    pages = [
        desk.get(change_url(monograph)),
        desk.get(f"/admin/monographs/publication/{publication.pk}/change/"),
    ]

    for page in pages:
        assert "or up to 10 % of it earlier" in page.content.decode()


def test_what_somebody_edits_meanwhile_is_not_part_of_the_review(desk, editor):
    monograph = make_published_drug()
    edit(monograph, by=make_editor(), body="Not published yet.")

    desk.post(step_url(monograph, "confirm-unchanged"), {"change_note": ""})

    revision = monograph.revisions.get(number=2)
    assert "Not published yet." not in revision.content
    assert not revision.contributors.exists()
    assert NOTHING_CHANGED in desk.get(revision_url(revision)).content.decode()


def test_a_changed_version_does_not_claim_that_nothing_changed(desk):
    monograph = make_published_drug()
    edit(monograph, by=make_editor())

    revision = submit_as(monograph)

    page = desk.get(revision_url(revision)).content.decode()
    assert "Nothing changed" not in page
