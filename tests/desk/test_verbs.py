"""The buttons: shown to those who may, refused by the verb, never done by a GET."""

import pytest
from django.test import Client
from django.utils import timezone

from monographs.desk.verbs import VERBS
from monographs.models import Event, Monograph, Notice, Revision
from tests.desk.pages import (
    change_url,
    revision_url,
    step_url,
    typed_on,
    verb_url,
)
from tests.factories import (
    CLINICAL,
    edit,
    make_clinician,
    make_drug,
    make_published_drug,
    make_publisher,
    make_reviewer,
    make_user,
    publish_now,
    sign_as,
    submit_as,
)

pytestmark = pytest.mark.django_db
WHY = {"reason": "A good reason."}


@pytest.fixture
def publisher():
    return make_publisher()


def do(client, target, verb, **typed):
    """Open the step's form, wherever it stands, and send it."""
    page = client.get(step_url(target, verb), follow=True)
    form_id = f"step-{verb}" if page.redirect_chain else None
    return client.post(step_url(target, verb), typed_on(page, form_id) | typed)


def kinds(monograph):
    return [event.kind for event in monograph.events.all()]


def test_submit_and_both_signatures_publish(log_in, desk, editor):
    drug = make_drug(by=editor)

    submitted = do(desk, drug, "submit", change_kind="major", change_note="1", **WHY)
    revision = drug.revisions.get()
    for person, verb in (
        (make_reviewer(), "sign-editorial"),
        (make_clinician(), "sign-clinical"),
    ):
        signed = do(log_in(person), revision, verb)
        assert signed.status_code == 302, signed.context["refusal"]

    revision.refresh_from_db()
    assert submitted.status_code == 302
    assert revision.state == Revision.State.APPROVED
    assert drug.publication.revision == revision


def test_the_revision_page_shows_the_text_and_signs_it(log_in):
    drug = make_drug()
    revision = submit_as(drug)
    reviewer = log_in(make_reviewer())

    page = reviewer.get(revision_url(revision))
    response = reviewer.post(step_url(revision, "sign-editorial"), typed_on(page))

    assert "For examples that hurt." in page.content.decode()
    assert revision.sha256 in page.content.decode()
    assert "Your signature states" in page.content.decode()
    assert response.status_code == 302
    assert revision.signatures.count() == 1


def test_a_signature_for_another_text_is_refused(log_in):
    revision = submit_as(make_drug())

    response = do(log_in(make_reviewer()), revision, "sign-editorial", seen="0" * 64)

    assert response.status_code == 422
    assert "Read it again, then sign." in response.content.decode()
    assert not revision.signatures.exists()


def test_signing_twice_is_refused_with_a_sentence(log_in):
    revision = submit_as(make_drug())
    reviewer = log_in(make_reviewer())
    data = typed_on(reviewer.get(revision_url(revision)), "step-sign-editorial")

    responses = [
        reviewer.post(step_url(revision, "sign-editorial"), data) for _ in range(2)
    ]

    assert [response.status_code for response in responses] == [302, 422]
    assert "You have signed this version already" in responses[1].content.decode()


def test_a_clinical_change_is_offered_as_major_and_another_as_nothing(desk, editor):
    drug = make_published_drug()
    said = "A clinical part differs from the published text"

    edit(drug, by=editor, body="Other words.")
    wording = desk.get(step_url(drug, "submit"))
    edit(drug, by=editor, body="Two a day.", kind="dosage")
    clinical = desk.get(step_url(drug, "submit"))

    assert "change_kind" not in typed_on(wording)
    assert said not in wording.content.decode()
    assert typed_on(clinical)["change_kind"] == "major"
    assert said in clinical.content.decode()


def test_a_submission_without_a_kind_of_change_says_so(desk, editor):
    drug = make_published_drug()
    edit(drug, by=editor)

    response = do(desk, drug, "submit", change_note="1", **WHY)

    assert response.status_code == 422
    assert "Choose what kind of change this is." in response.content.decode()


def test_submitting_twice_is_refused_and_the_note_stays(desk, editor):
    drug = make_drug(by=editor)
    data = typed_on(desk.get(step_url(drug, "submit")))
    data |= {"change_kind": "major", "change_note": "My note", **WHY}

    desk.post(step_url(drug, "submit"), data)
    second = desk.post(step_url(drug, "submit"), data)

    assert second.status_code == 422
    assert "already waiting for signatures" in second.content.decode()
    assert typed_on(second)["change_note"] == "My note"


def test_what_changed_since_the_submit_page_was_opened_is_not_submitted(desk, editor):
    drug = make_drug(by=editor)
    data = typed_on(desk.get(step_url(drug, "submit"))) | {"change_kind": "major"}
    edit(drug, by=editor)

    response = desk.post(step_url(drug, "submit"), data)

    assert response.status_code == 422
    assert not drug.revisions.exists()


def test_send_back_needs_a_reason(log_in):
    revision = submit_as(make_drug())
    reviewer = log_in(make_reviewer())

    empty = do(reviewer, revision, "request-changes", reason="  ")
    given = do(reviewer, revision, "request-changes", **WHY)

    revision.refresh_from_db()
    assert (empty.status_code, given.status_code) == (422, 302)
    assert revision.closing_reason == WHY["reason"]


def test_cancel(desk, editor):
    revision = submit_as(make_drug(by=editor))

    do(desk, revision, "cancel")

    revision.refresh_from_db()
    assert revision.state == Revision.State.CANCELLED


def test_schedule_then_publish_now(log_in, publisher):
    drug = make_drug()
    revision = submit_as(drug)
    client = log_in(publisher)

    do(client, revision, "schedule", at="2199-01-01T10:00")
    sign_as(revision, make_reviewer())
    sign_as(revision, make_clinician(), CLINICAL)
    response = do(client, revision, "publish")

    assert response.status_code == 302
    assert drug.publication.revision == revision


def test_bypass(log_in, publisher):
    drug = make_drug()
    revision = submit_as(drug)

    do(log_in(publisher), revision, "bypass", **WHY)

    assert drug.publication.revision == revision


def test_withdraw_and_reinstate(log_in, publisher):
    drug = make_published_drug()
    client = log_in(publisher)

    do(client, drug, "withdraw", **WHY)
    withdrawn = drug.publication.is_withdrawn
    do(client, drug, "reinstate")

    drug.publication.refresh_from_db()
    assert withdrawn
    assert not drug.publication.is_withdrawn


def test_roll_back(log_in, editor, publisher):
    drug = make_published_drug(by=editor)
    first = drug.revisions.get()
    edit(drug, by=editor, body="A second version.")
    publish_now(drug)

    response = do(log_in(publisher), drug, "roll-back", to=str(first.pk), **WHY)

    assert response.status_code == 302, response.context["form"].errors
    drug.publication.refresh_from_db()
    assert drug.publication.revision == first


def test_park_merge_and_reset(desk, editor):
    drug = make_published_drug(by=editor)
    edit(drug, by=editor, body="A long draft.")

    do(desk, drug, "park")
    parked = drug.sections.get().body
    do(desk, drug, "merge")
    merged = drug.sections.get().body
    do(desk, drug, "reset-draft")

    assert parked == "For examples that hurt."
    assert merged == "A long draft."
    assert drug.sections.get().body == "For examples that hurt."


def test_confirm_unchanged(desk):
    drug = make_published_drug()

    do(desk, drug, "confirm-unchanged", change_note="Still right")

    assert drug.revisions.first().change_kind == Revision.ChangeKind.REVIEWED


def test_post_and_end_a_notice(log_in, publisher):
    drug = make_published_drug()
    client = log_in(publisher)

    do(client, drug, "post-notice", severity="danger", text="Batch 7 is recalled.")
    notice = drug.notices.get()
    do(client, notice, "end")

    notice.refresh_from_db()
    assert notice.text == "Batch 7 is recalled."
    assert notice.ends_at <= timezone.now()


# --- Rights ---------------------------------------------------------------------------


def targets():
    """One of each that every verb could be tried on."""
    drug = make_published_drug()
    revision = drug.revisions.get()
    notice = Notice.objects.create(
        monograph=drug,
        severity="warning",
        text="Look.",
        starts_at=timezone.now(),
        posted_by=make_publisher(),
    )
    return {Monograph: drug, Revision: revision, Notice: notice}


@pytest.mark.parametrize(
    "verb", VERBS, ids=lambda verb: f"{verb.on.__name__}-{verb.name}"
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_without_the_right_the_verb_refuses(log_in, verb, method):
    target = targets()[verb.on]
    client = log_in(make_user())
    before = Event.objects.count()

    response = getattr(client, method)(verb_url(target, verb), WHY)

    assert response.status_code == 403
    assert "lacks the right" in response.content.decode()
    assert Event.objects.count() == before


@pytest.mark.parametrize(
    "verb", VERBS, ids=lambda verb: f"{verb.on.__name__}-{verb.name}"
)
def test_asking_changes_nothing(log_in, verb):
    target = targets()[verb.on]
    client = log_in(make_user(is_superuser=True))
    before = list(Event.objects.values())

    response = client.get(verb_url(target, verb), follow=True)

    assert response.status_code == 200
    assert list(Event.objects.values()) == before


def test_a_step_needs_the_token_of_its_page(editor):
    drug = make_drug(by=editor)
    editor.is_staff = True
    editor.save()
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)

    response = client.post(step_url(drug, "submit"), {"change_kind": "major"})

    assert response.status_code == 403
    assert not drug.revisions.exists()


def test_buttons_show_what_makes_sense_for_whom(desk, log_in, publisher):
    drug = make_published_drug()
    edit(drug, by=make_user("Editor"), body="Other words.")

    editors, publishers = (
        [verb.name for verb in client.get(change_url(drug)).context["verbs"]]
        for client in (desk, log_in(publisher))
    )

    assert editors == [
        *("submit", "confirm-unchanged", "park", "reset-draft"),
        *("share-preview", "take-on", "assign"),
    ]
    assert publishers == [
        *("share-preview", "post-notice", "withdraw"),
        *("take-on", "assign"),
    ]


@pytest.mark.parametrize("path", ["nonsense", "publish", "verify"])
def test_a_step_that_is_none_is_not_found(desk, path):
    assert desk.get(step_url(make_drug(), path)).status_code == 404


def test_what_was_sent_back_says_why_on_the_editors_page(log_in, desk, editor):
    drug = make_drug(by=editor)
    revision = submit_as(drug)
    do(log_in(make_reviewer()), revision, "request-changes", reason="No dose.")

    page = desk.get(change_url(drug)).content.decode()

    assert "was sent back: No dose." in page


def test_a_signature_says_what_it_did(log_in):
    revision = submit_as(make_drug())

    first = log_in(make_reviewer()).post(
        step_url(revision, "sign-editorial"), {"seen": revision.sha256}, follow=True
    )
    last = log_in(make_clinician()).post(
        step_url(revision, "sign-clinical"), {"seen": revision.sha256}, follow=True
    )

    assert "It still needs: clinical." in first.content.decode()
    assert "Version 1 is public now." in last.content.decode()


def test_a_form_without_its_cookie_says_that_the_typing_is_not_lost():
    client = Client(enforce_csrf_checks=True)

    response = client.post("/admin/login/", {"username": "x", "password": "y"})

    assert response.status_code == 403
    assert "what you typed is still there" in response.content.decode()


def test_bring_in_the_published_text(log_in, desk, editor, publisher):
    drug = make_published_drug(by=editor)
    first = drug.revisions.get()
    edit(drug, by=editor, kind="dosage", body="Ten a day.")
    publish_now(drug)
    before = [verb.name for verb in desk.get(change_url(drug)).context["verbs"]]
    do(log_in(publisher), drug, "roll-back", to=str(first.pk), **WHY)
    offered = [verb.name for verb in desk.get(change_url(drug)).context["verbs"]]

    response = do(desk, drug, "merge-live")

    after = [verb.name for verb in desk.get(change_url(drug)).context["verbs"]]
    assert response.status_code == 302, response.context["refusal"]
    assert not drug.sections.filter(kind="dosage").exists()
    assert ["merge-live" in verbs for verbs in (before, offered, after)] == [
        False,
        True,
        False,
    ]
