"""What a reviewer is shown before signing: the changes first, then the whole text."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monographs.models import FAQ
from monographs.workflow import (
    TransitionRefused,
    bypass,
    claim_review,
    request_changes,
    roll_back,
    schedule,
    touch,
    verify,
)
from tests.desk.pages import revision_url, step_url, typed_on
from tests.factories import (
    CLINICAL,
    EDITORIAL,
    approve,
    edit,
    make_clinician,
    make_drug,
    make_editor,
    make_full_comparison,
    make_full_drug,
    make_imported_section,
    make_published_drug,
    make_publisher,
    make_reviewer,
    make_side_effect,
    make_source,
    make_user,
    publish_now,
    seal_past_the_checks,
    sign_as,
    submit_as,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer():
    return make_reviewer(printed_name="Rhea Viewer")


@pytest.fixture
def review(log_in, reviewer):
    return log_in(reviewer)


def page_of(client, revision, **query):
    response = client.get(revision_url(revision), query)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def revised_drug(body="For other examples that hurt."):
    drug = make_published_drug()
    edit(drug, by=make_editor(), body=body)
    return submit_as(drug)


# --- What changed ---------------------------------------------------------------------


def test_a_first_version_says_that_all_of_it_is_new(review):
    page = page_of(review, submit_as(make_drug()))

    assert "This is the first version: all of it is new." in page
    assert "For examples that hurt." in page
    assert "<ins>" not in page


def test_changed_words_are_marked_in_words_and_signs(review):
    page = page_of(review, revised_drug())

    assert "What changed since version 1 (published)" in page
    added = '<ins><span class="visually-hidden">added: </span>other</ins>'
    assert f"For {added} examples that hurt." in page


def test_the_changes_stand_before_the_text_and_the_decision_behind_it(review):
    page = page_of(review, revised_drug())

    places = [
        page.index(f'id="{anchor}"')
        for anchor in ("changes", "text", "sources", "decision", "events")
    ]
    assert places == sorted(places)


def test_a_moved_question_is_neither_deleted_nor_added(review):
    drug = make_full_drug()
    second = FAQ.objects.create(
        monograph=drug, question="May I swim?", answer="Yes.", position=2
    )
    publish_now(drug)
    touch(drug, by=make_editor())
    drug.faqs.exclude(pk=second.pk).update(position=3)

    page = page_of(review, submit_as(drug))

    assert "It was moved from place" in page
    assert "<del>" not in page.replace("<del>Removed</del>", "")


def test_each_change_leads_to_the_next_without_a_script(review):
    drug = make_full_drug(side_effects=2)
    publish_now(drug)
    touch(drug, by=make_editor())
    drug.side_effects.update(serious="yes")

    page = page_of(review, submit_as(drug))

    assert 'href="#change-1">First change</a>' in page
    assert 'href="#change-2">Next change</a>' in page
    assert 'id="change-2"' in page
    assert 'href="#text">On to the whole text</a>' in page


def test_unchanged_rows_are_folded(review):
    page = page_of(review, revised_drug())

    assert "<summary>Nothing changed in:" not in page  # one section, and it changed
    drug = make_full_drug()
    publish_now(drug)
    edit(drug, by=make_editor())
    page = page_of(review, submit_as(drug))
    assert "<summary>1 unchanged in sections</summary>" in page
    assert "side effects (3)" in page


def test_a_long_text_is_folded_around_its_change(review):
    sentences = "".join(f"Sentence number {n} stays. " for n in range(100))
    drug = make_drug()
    edit(drug, by=make_editor(), body=f"{sentences} Old end.")
    publish_now(drug)
    edit(drug, by=make_editor(), body=f"{sentences} New end.")

    page = page_of(review, submit_as(drug))

    assert "characters unchanged</summary>" in page


def test_what_nobody_can_see_is_shown(review):
    drug = make_published_drug()
    edit(drug, by=make_editor(), body="For examples that\u200b hurt.")

    page = page_of(review, seal_past_the_checks(drug))

    assert "[U+200B]</ins>" in page


def test_text_is_never_taken_for_markup(review):
    page = page_of(review, revised_drug("For <script>alert(1)</script> hurt."))

    assert "<script>alert" not in page
    assert "script&gt;" in page


def test_a_resubmission_is_compared_with_what_was_sent_back(review):
    drug = make_published_drug()
    editor = make_editor()
    edit(drug, by=editor, body="For other examples that hurt.")
    first_try = submit_as(drug)
    request_changes(first_try, by=make_reviewer(), reason="Which ones?")
    edit(drug, by=editor, body="For other examples that hurt badly.")

    second_try = submit_as(drug)

    offered = page_of(review, second_try)
    page = page_of(review, second_try, since=2)
    assert '<a href="?since=2#changes">version 2 (sent back)</a>' in offered
    assert "What changed since version 2 (sent back)" in page
    assert "For other examples that hurt <ins>" in page


@pytest.mark.parametrize("since", ["7", "x", "-1", "9" * 40, "3"])
def test_an_address_that_names_no_earlier_version_shows_the_live_one(review, since):
    page = page_of(review, revised_drug(), since=since)

    assert "What changed since version 1 (published)" in page


def test_an_old_version_is_compared_with_what_it_was_made_from(review):
    revision = approve(revised_drug())
    edit(revision.monograph, by=make_editor(), body="Newer.")
    publish_now(revision.monograph)

    page = page_of(review, revision)

    assert "What changed since version 1 (approved)" in page


# --- Sources --------------------------------------------------------------------------


def test_sources_are_linked_with_their_lines(review):
    drug = make_drug()
    section = make_imported_section(drug, source=make_source(path="heap/a.md"))
    verify(drug, keys=[section.key], by=make_reviewer())

    page = page_of(review, submit_as(drug))

    address = f"/admin/monographs/sourcedocument/{section.source_id}/change/"
    assert f'<a href="{address}">heap/a.md</a>' in page
    assert f'<a href="{address}?lines=1-1#L1">line 1</a>' in page


# --- The decision ---------------------------------------------------------------------


def test_what_a_signature_means_stands_beside_its_button_and_hash(review):
    revision = revised_drug()

    page = page_of(review, revision)

    form = page[page.index('id="step-sign-editorial"') :]
    form = form[: form.index("</form>")]
    assert "Your signature states that you have read all of the text" in form
    assert revision.sha256 in form


@pytest.mark.parametrize("verb", ["sign-editorial", "request-changes", "cancel"])
def test_a_decision_has_no_page_of_its_own(log_in, verb):
    revision = revised_drug()
    client = log_in(make_user("Editor", "Reviewer"))

    response = client.get(step_url(revision, verb))

    assert response.status_code == 302
    assert response.url == f"{revision_url(revision)}#step-{verb}"


def test_a_refused_decision_shows_the_text_again_with_what_was_typed(log_in, review):
    revision = revised_drug()
    page = review.get(revision_url(revision))
    typed = typed_on(page, "step-request-changes") | {"reason": "My long reason."}
    request_changes(revision, by=make_reviewer(), reason="I was first.")

    response = review.post(step_url(revision, "request-changes"), typed)

    content = response.content.decode()
    assert response.status_code == 422
    assert "no longer waiting for signatures" in content
    assert "For" in content
    assert "What changed since" in content
    assert typed_on(response, "step-request-changes")["reason"] == "My long reason."


def test_an_author_is_told_that_another_person_signs(log_in):
    author = make_user("Editor", "Reviewer")
    drug = make_drug(by=author)

    response = log_in(author).get(revision_url(submit_as(drug)))

    page = response.content.decode()
    assert "You wrote a part of this version, so another person signs it." in page
    assert "step-sign-editorial" not in page


def test_who_signed_is_told_that_the_other_signature_is_not_theirs(log_in):
    both = make_user("Reviewer", "Clinical reviewer")
    revision = revised_drug()
    sign_as(revision, both)

    page = page_of(log_in(both), revision)

    assert "You have signed this version." in page
    assert "step-sign-clinical" not in page


def test_a_version_whose_base_is_not_live_asks_for_a_merge_first(review):
    drug = make_published_drug()
    first = drug.publication.revision
    edit(drug, by=make_editor(), kind="dosage", body="Ten a day.")
    publish_now(drug)
    edit(drug, by=make_editor(), body="Better wording.")
    revision = submit_as(drug)
    roll_back(drug, to=first, by=make_publisher(), reason="Wrong dose.")

    page = page_of(review, revision)

    assert page.index("This version needs a merge first") < page.index('id="changes"')
    assert "send it back or cancel it" in page
    assert "What changed since version 1 (published)" in page
    assert "step-sign-editorial" not in page
    assert "step-request-changes" in page


@pytest.mark.parametrize("state", ["open", "scheduled", "bypassed", "published"])
def test_nothing_is_to_be_merged_where_the_base_is_live(review, state):
    revision = revised_drug()
    if state == "scheduled":
        later = revision.submitted_at.replace(year=2199)
        schedule(revision, at=later, by=make_publisher())
    if state == "bypassed":
        bypass(revision, by=make_publisher(), reason="A recall.")
    if state in ("scheduled", "published"):
        approve(revision)

    assert "needs a merge first" not in page_of(review, revision)


# --- When it is published -------------------------------------------------------------


LATER = datetime(2199, 4, 5, 10, tzinfo=UTC)


@pytest.fixture
def publisher(log_in):
    person = make_publisher()
    person.groups.add(Group.objects.get(name="Reviewer"))
    return log_in(person)


def test_a_publisher_chooses_the_time_beside_the_signature(publisher):
    revision = revised_drug()

    response = publisher.post(
        step_url(revision, "schedule"), {"at": "2199-04-05T10:00"}
    )

    page = page_of(publisher, revision)
    revision.refresh_from_db()
    assert response.status_code == 302
    assert revision.publish_at == LATER
    assert page.index('id="decision"') < page.index('id="step-sign-editorial"')
    assert page.index('id="decision"') < page.index('id="step-schedule"')
    assert page.index('id="decision"') < page.index('id="step-unschedule"')


def test_a_time_is_taken_back_with_one_click(publisher):
    revision = revised_drug()
    schedule(revision, at=LATER, by=make_publisher(username="paula"))

    publisher.post(step_url(revision, "unschedule"))

    revision.refresh_from_db()
    assert revision.publish_at is None
    assert "step-unschedule" not in page_of(publisher, revision)


def test_no_time_is_refused_beside_its_field(publisher):
    revision = revised_drug()

    response = publisher.post(step_url(revision, "schedule"), {"at": ""})

    assert response.status_code == 422
    assert "Choose a day and a time." in response.content.decode()


def test_a_scheduled_version_that_is_signed_can_still_be_taken_back(publisher):
    revision = revised_drug()
    schedule(revision, at=LATER, by=make_publisher(username="paula"))
    approve(revision)

    page = page_of(publisher, revision)

    assert page.index('id="decision"') < page.index('id="step-publish"')
    assert page.index('id="decision"') < page.index('id="step-unschedule"')


def test_who_may_not_publish_is_offered_no_time(review):
    assert "step-schedule" not in page_of(review, revised_drug())


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        (None, "with it, readers see this at once."),
        (LATER, "with it, readers see this from 5 April 2199"),
    ],
)
def test_the_last_signer_reads_when_readers_see_the_text(review, at, sentence):
    revision = revised_drug()
    before = page_of(review, revision)
    if at:
        schedule(revision, at=at, by=make_publisher())
    sign_as(revision, make_clinician(), CLINICAL)

    page = page_of(review, revision)

    assert "One signature is missing" not in before
    assert sentence in page


# --- Who looks at it ------------------------------------------------------------------


def test_claiming_and_handing_back_on_the_page(review, reviewer):
    revision = revised_drug()

    review.post(step_url(revision, "claim-editorial"), {"due_on": "2199-04-05"})
    claimed = page_of(review, revision)
    review.post(step_url(revision, "release-editorial"))

    assert "being looked at by you since" in claimed
    assert "due 5 April 2199" in claimed
    assert "Change the day (editorial)" in claimed
    assert "nobody looks at it yet" in page_of(review, revision)


def test_a_day_that_is_none_comes_back_with_the_page(review):
    revision = revised_drug()

    response = review.post(step_url(revision, "claim-editorial"), {"due_on": "soon"})

    assert response.status_code == 422
    assert "Enter a valid date." in response.content.decode()
    assert not revision.claims.exists()


def test_others_see_who_looks_and_can_still_sign(log_in, reviewer):
    revision = revised_drug()
    claim_review(revision, role=EDITORIAL, by=reviewer)
    other = log_in(make_reviewer())

    page = page_of(other, revision)
    response = other.post(
        step_url(revision, "sign-editorial"), {"seen": revision.sha256}
    )

    assert "Rhea Viewer looks at it (editorial)" in page
    assert "step-claim-editorial" not in page
    assert "step-release-editorial" not in page
    assert response.status_code == 302
    assert not revision.claims.open().exists()


def test_who_assigns_work_can_hand_it_back_from_the_page(log_in, reviewer):
    revision = revised_drug()
    claim_review(revision, role=EDITORIAL, by=reviewer)
    editor = log_in(make_editor())

    page = page_of(editor, revision)
    response = editor.post(step_url(revision, "release-editorial"))

    assert "step-release-editorial" in page
    assert response.status_code == 302
    assert not revision.claims.open().exists()


def test_another_reviewer_cannot_hand_it_back(log_in, reviewer):
    revision = revised_drug()
    claim_review(revision, role=EDITORIAL, by=reviewer)

    response = log_in(make_reviewer()).post(step_url(revision, "release-editorial"))

    assert response.status_code == 403
    assert revision.claims.open().exists()


# --- Queries --------------------------------------------------------------------------


def test_the_page_takes_the_same_queries_for_10_and_400_rows(review):
    counts = []
    for rows in (10, 400):
        drug = make_full_drug(side_effects=rows)
        publish_now(drug)
        touch(drug, by=make_editor())
        drug.side_effects.update(serious="yes")
        make_side_effect(drug)
        revision = submit_as(drug)
        claim_review(revision, role=CLINICAL, by=make_clinician())
        with CaptureQueriesContext(connection) as queries:
            page_of(review, revision)
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[1] <= 25


def test_a_comparison_shows_its_cells(review):
    comparison = make_full_comparison()
    publish_now(comparison)
    touch(comparison, by=make_editor())
    cell = comparison.comparison_rows.get().cells.first()
    cell.text = "Never [1]"
    cell.save()

    page = page_of(review, submit_as(comparison))

    assert "<h3>Rows of the table</h3>" in page
    assert "<dt>Examplazole</dt>" in page


# --- Where to go on -------------------------------------------------------------------


def test_whoever_signs_finds_the_rest_of_the_queue(review):
    page = page_of(review, submit_as(make_drug()))

    assert "/admin/monographs/revision/?queue=editorial" in page
    assert "queue=clinical" not in page
    assert "The published page" not in page


def test_the_version_that_readers_see_leads_to_their_page(review):
    drug = make_published_drug(slug="examplazole")
    live = drug.publication.revision
    edit(drug, by=make_editor(), body="For other examples that hurt.")
    waiting = submit_as(drug)

    link = '<a href="/drugs/examplazole/">The published page</a>'
    assert link in page_of(review, live)
    assert "The published page" not in page_of(review, waiting)


# --- What hides in the text -----------------------------------------------------------


def test_what_nobody_sees_is_named_in_the_whole_text(review):
    """Of a version that was sealed before it was refused."""
    hidden = "".join(chr(0xE0020 + number) for number in range(48))
    article = make_full_comparison(author=f"Dr Test{hidden}", interests="None declared")
    edit(article, by=make_editor(), body="One\u202e a &#xE0041; day.")

    page = page_of(review, seal_past_the_checks(article))

    assert "Dr Test[U+E0020][U+E0021]" in page
    assert "One[U+202E] a [U+E0041] day." in page
    assert not set(hidden) & set(page)


def test_it_is_not_submitted_any_more():
    article = make_full_comparison(author="Dr Test\U000e0041", interests="None")

    with pytest.raises(TransitionRefused):
        submit_as(article)
