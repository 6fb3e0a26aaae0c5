"""Two people at the same moment: one wins, the other gets a sentence.

On PostgreSQL the steps really run beside each other; on SQLite they queue at the start
of their transactions, which promises the same.
"""

import threading
from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connection, transaction
from django.utils import timezone

from monographs.mailing import send_waiting
from monographs.management.timed_work import do_what_is_due
from monographs.models import (
    Event,
    Monograph,
    Notification,
    Publication,
    Revision,
    User,
)
from monographs.workflow import (
    StaleEdit,
    TransitionRefused,
    bypass,
    cancel,
    merge,
    merge_effects,
    park,
    publish,
    publish_due,
    schedule,
    sign,
    touch,
    touch_all,
    withdraw,
)
from monographs.workflow.projection_check import differences
from monographs.workflow.reminders import remind
from tests.factories import (
    CLINICAL,
    EDITORIAL,
    edit,
    make_clinician,
    make_drug,
    make_editor,
    make_effect,
    make_full_drug,
    make_published_drug,
    make_publisher,
    make_reviewer,
    make_side_effect,
    publish_now,
    sign_as,
    submit_as,
)
from tests.mailing.letters import make_letter, make_reader
from tests.past_guards import update_past_the_guards

PATIENCE = 30  # seconds; far more than a step takes, even on a busy machine
# Chance decides who comes first; where steps queue, there is less to find.
ROUNDS = range(10 if connection.vendor == "postgresql" else 3)

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*steps):
    """Take these steps at the same moment, each on a connection of its own.

    Gives what each came to: its result, or its refusal. Nothing else may be raised.
    """
    start = threading.Barrier(len(steps))
    outcomes = [None] * len(steps)

    def run(place, step):
        try:
            connection.ensure_connection()
            start.wait(PATIENCE)
            outcomes[place] = step()
        except Exception as raised:  # noqa: BLE001 — raised again by the caller
            outcomes[place] = raised
        finally:
            connection.close()

    threads = [
        threading.Thread(target=run, args=(place, step), daemon=True)
        for place, step in enumerate(steps)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive(), "the steps wait for each other"
    for outcome in outcomes:
        if isinstance(outcome, Exception) and not is_refusal(outcome):
            raise outcome
    return outcomes


def is_refusal(outcome):
    return isinstance(outcome, TransitionRefused)


def sentences(outcomes):
    return [str(outcome) for outcome in outcomes if is_refusal(outcome)]


def count(monograph, kind):
    return monograph.events.filter(kind=kind).count()


def make_signed_once(monograph=None):
    """A revision that misses only the clinician's signature."""
    revision = submit_as(monograph or make_drug())
    sign_as(revision, make_reviewer())
    return revision


def make_edited(body="Changed."):
    monograph = make_published_drug()
    edit(monograph, by=make_editor(), body=body)
    return monograph


def clinical_signature(revision):
    clinician = make_clinician()
    return partial(sign, revision, role=CLINICAL, seen=revision.sha256, by=clinician)


def run_the_clock():
    return list(publish_due())


def save(monograph, by, body):
    """As the desk does it: announce the change and make it, in one transaction."""
    with transaction.atomic():
        edit(monograph, by=by, body=body)


def is_live(revision):
    return Publication.objects.filter(revision=revision, withdrawn_at=None).exists()


# --- Signatures -----------------------------------------------------------------------


def test_of_two_signers_in_the_same_role_one_signs():
    for _ in ROUNDS:
        revision = submit_as(make_drug())
        people = [make_reviewer(), make_reviewer()]

        outcomes = at_once(
            *[
                partial(sign, revision, role=EDITORIAL, seen=revision.sha256, by=person)
                for person in people
            ]
        )

        [sentence] = sentences(outcomes)
        assert "needs no editorial signature" in sentence
        assert revision.signatures.count() == 1
        assert count(revision.monograph, Event.Kind.SIGNED) == 1


def test_two_signers_in_different_roles_both_sign_and_one_publishes():
    for _ in ROUNDS:
        revision = submit_as(make_full_drug())
        reviewer = make_reviewer()

        outcomes = at_once(
            partial(sign, revision, role=EDITORIAL, seen=revision.sha256, by=reviewer),
            clinical_signature(revision),
        )

        assert not sentences(outcomes)
        assert is_live(revision)
        assert count(revision.monograph, Event.Kind.SIGNED) == 2
        assert count(revision.monograph, Event.Kind.PUBLISHED) == 1


def test_one_person_who_signs_in_both_roles_at_once_signs_one():
    for _ in ROUNDS:
        revision = submit_as(make_drug())
        both = make_reviewer()
        both.groups.add(*make_clinician().groups.all())

        outcomes = at_once(
            *[
                partial(sign, revision, role=role, seen=revision.sha256, by=both)
                for role in (EDITORIAL, CLINICAL)
            ]
        )

        [sentence] = sentences(outcomes)
        assert "another person" in sentence
        assert not is_live(revision)


def test_the_last_signature_against_cancelling():
    for _ in ROUNDS:
        revision = make_signed_once()
        editor = make_editor()

        signed, cancelled = at_once(
            clinical_signature(revision), partial(cancel, revision, by=editor)
        )

        revision.refresh_from_db()
        assert is_refusal(signed) != is_refusal(cancelled)
        assert is_live(revision) == is_refusal(cancelled)
        assert (revision.state == Revision.State.CANCELLED) == is_refusal(signed)


def test_the_last_signature_against_the_next_submission():
    for _ in ROUNDS:
        monograph = make_drug()
        revision = make_signed_once(monograph)
        editor = make_editor()
        edit(monograph, by=editor)

        signed, submitted = at_once(
            clinical_signature(revision),
            partial(submit_as, monograph, by=editor),
        )

        assert not is_refusal(signed)
        assert is_live(revision)
        if is_refusal(submitted):
            assert "already waiting" in str(submitted)
        else:
            assert submitted.base == revision


def test_the_last_signature_against_a_bypass():
    for _ in ROUNDS:
        revision = make_signed_once()
        publisher = make_publisher()

        signed, bypassed = at_once(
            clinical_signature(revision),
            partial(bypass, revision, by=publisher, reason="A recall."),
        )

        assert not is_refusal(signed)
        assert is_live(revision)
        assert not Revision.objects.unsigned_bypasses().exists()
        shown = [Event.Kind.PUBLISHED, Event.Kind.BYPASSED]
        assert revision.events.filter(kind__in=shown).count() == 1
        assert count(revision.monograph, Event.Kind.PUBLISHED) == is_refusal(bypassed)


# --- Submitting and editing -----------------------------------------------------------


def test_of_two_submissions_one_is_sealed():
    for _ in ROUNDS:
        monograph = make_drug()
        editors = [make_editor(), make_editor()]

        outcomes = at_once(*[partial(submit_as, monograph, by=by) for by in editors])

        [sentence] = sentences(outcomes)
        assert "already waiting" in sentence
        assert monograph.revisions.count() == 1
        assert count(monograph, Event.Kind.SUBMITTED) == 1


def test_of_two_saves_that_started_from_the_same_text_one_is_stale():
    for _ in ROUNDS:
        monograph = make_drug()
        editors = [make_editor(), make_editor()]

        outcomes = at_once(
            *[
                partial(touch, monograph, by=by, seen=monograph.edit_version)
                for by in editors
            ]
        )

        [stale] = [outcome for outcome in outcomes if is_refusal(outcome)]
        assert isinstance(stale, StaleEdit)
        assert count(monograph, Event.Kind.EDITED) == 1


def test_what_is_sealed_names_everybody_whose_text_it_holds():
    for _ in ROUNDS:
        monograph = make_drug()
        author, editor = make_editor(), make_editor()

        _saved, revision = at_once(
            partial(save, monograph, author, "Typed a moment ago."),
            partial(submit_as, monograph, by=editor),
        )

        holds_it = "Typed a moment ago." in revision.content
        assert revision.contributors.filter(pk=author.pk).exists() == holds_it


def test_two_shared_changes_over_the_same_pages_do_not_block_each_other():
    for _ in ROUNDS:
        pages = [make_drug() for _ in range(4)]
        keys = [page.pk for page in pages]
        up = Monograph.objects.filter(pk__in=keys).order_by("pk")
        down = up.order_by("-pk")
        editors = [make_editor(), make_editor()]

        outcomes = at_once(
            partial(touch_all, up, shared=uuid4(), by=editors[0]),
            partial(touch_all, down, shared=uuid4(), by=editors[1]),
        )

        assert not sentences(outcomes)
        assert all(count(page, Event.Kind.EDITED) == 2 for page in pages)


def test_two_who_merge_two_effects_each_into_the_other():
    for _ in ROUNDS:
        effects = make_effect(), make_effect()
        drug = make_drug()
        for place, effect in enumerate(effects):
            make_side_effect(drug, effect, position=place)

        outcomes = at_once(
            partial(merge_effects, *effects, by=make_editor()),
            partial(merge_effects, *reversed(effects), by=make_editor()),
        )

        assert len(sentences(outcomes)) == 1
        named = drug.side_effects.values_list("effect", flat=True)
        assert len(set(named)) == 1


def test_merging_effects_against_publishing_a_page_that_lists_the_one_that_stays():
    for _ in ROUNDS:
        former, kept = make_effect(), make_effect()
        listed, waiting = make_drug(), make_drug()
        make_side_effect(listed, former)
        publish_now(listed)
        make_side_effect(waiting, kept)
        revision = submit_as(waiting)

        outcomes = at_once(
            partial(merge_effects, former, kept, by=make_publisher()),
            partial(bypass, revision, by=make_publisher(), reason="It is urgent."),
        )

        assert not sentences(outcomes)
        assert list(differences()) == []


def test_of_two_people_who_park_one_does():
    for _ in ROUNDS:
        monograph = make_edited()
        editors = [make_editor(), make_editor()]

        outcomes = at_once(*[partial(park, monograph, by=by) for by in editors])

        assert len(sentences(outcomes)) == 1
        assert monograph.parked_drafts.count() == 1


def test_parking_against_merging():
    for _ in ROUNDS:
        monograph = make_edited("In the parked draft.")
        editors = [make_editor(), make_editor()]
        park(monograph, by=editors[0])
        edit(monograph, by=editors[0], kind="note", body="Since then.")

        parked, merged = at_once(
            partial(park, monograph, by=editors[0]),
            partial(merge, monograph, by=editors[1]),
        )

        assert not is_refusal(merged)
        if is_refusal(parked):
            assert "already parked" in str(parked)
            bodies = set(monograph.sections.values_list("body", flat=True))
            assert bodies == {"In the parked draft.", "Since then."}
        else:
            assert "In the parked draft." in parked.content
            assert "Since then." in parked.content


def test_of_two_people_who_merge_one_does():
    for _ in ROUNDS:
        monograph = make_edited()
        editors = [make_editor(), make_editor()]
        park(monograph, by=editors[0])

        outcomes = at_once(*[partial(merge, monograph, by=by) for by in editors])

        [sentence] = sentences(outcomes)
        assert "is parked" in sentence
        assert count(monograph, Event.Kind.MERGED) == 1


# --- What readers get -----------------------------------------------------------------


def test_the_last_signature_against_withdrawing():
    """Whoever comes first, the page is withdrawn in the end."""
    for _ in ROUNDS:
        monograph = make_full_drug()
        publish_now(monograph)
        edit(monograph, by=make_editor())
        revision = make_signed_once(monograph)
        publisher = make_publisher()

        outcomes = at_once(
            clinical_signature(revision),
            partial(withdraw, monograph, by=publisher, reason="Wrong dose."),
        )

        assert not sentences(outcomes)
        assert Publication.objects.get(monograph=monograph).is_withdrawn
        assert not list(differences())


def test_publishing_against_withdrawing():
    for _ in ROUNDS:
        monograph = make_full_drug()
        publish_now(monograph)
        edit(monograph, by=make_editor())
        revision = make_due(monograph)
        publishers = [make_publisher(), make_publisher()]

        published, withdrawn = at_once(
            partial(publish, revision, by=publishers[0]),
            partial(withdraw, monograph, by=publishers[1], reason="Wrong dose."),
        )

        publication = Publication.objects.get(monograph=monograph)
        assert not is_refusal(withdrawn)
        assert publication.is_withdrawn
        assert (publication.revision != revision) == is_refusal(published)
        assert not list(differences())


def test_of_two_people_who_withdraw_one_does():
    for _ in ROUNDS:
        monograph = make_published_drug()
        publishers = [make_publisher(), make_publisher()]

        outcomes = at_once(
            *[
                partial(withdraw, monograph, by=by, reason="Wrong dose.")
                for by in publishers
            ]
        )

        [sentence] = sentences(outcomes)
        assert "withdrawn already" in sentence
        assert count(monograph, Event.Kind.WITHDRAWN) == 1


def test_of_two_clocks_one_publishes():
    for _ in ROUNDS:
        revision = make_due()

        lines = at_once(*[run_the_clock] * 2)

        published = [line for line in sum(lines, []) if line.endswith(": published.")]
        assert len(published) == 1
        assert count(revision.monograph, Event.Kind.PUBLISHED) == 1


def test_of_two_workers_one_publishes_and_each_person_is_told_once():
    for _ in ROUNDS:
        writer = make_reader()
        revision = make_due(make_drug(by=writer))

        at_once(*[lambda: list(do_what_is_due())] * 2)

        assert count(revision.monograph, Event.Kind.PUBLISHED) == 1
        assert writer.notifications.filter(kind="published").count() == 1
        # Whoever came second knows that nothing failed.
        assert not Notification.objects.filter(kind="not_published").exists()


def test_of_two_workers_that_remind_each_person_gets_one_letter(later):
    for _ in ROUNDS:
        Notification.objects.all().delete()
        writer = make_reader()
        monograph = make_drug(by=writer)
        with later(days=-1_000):
            publish_now(monograph, by=writer)
        due_on = timezone.localdate() + timedelta(days=30)
        publication = Publication.objects.get(monograph=monograph)
        update_past_the_guards(
            Publication.objects.filter(pk=publication.pk),
            reviewed_on=publication.reviewed_on - timedelta(days=1),
            review_due_on=due_on,
        )

        at_once(remind, remind)

        assert writer.notifications.filter(kind="due").count() == 1


def make_due(monograph=None):
    """Approved for a time that has just come."""
    revision = submit_as(monograph or make_drug())
    schedule(revision, at=timezone.now() + timedelta(days=1), by=make_publisher())
    sign_as(revision, make_reviewer())
    sign_as(revision, make_clinician(), CLINICAL)
    Revision.objects.filter(pk=revision.pk).update(publish_at=timezone.now())
    return revision


# --- Addresses ------------------------------------------------------------------------


def readdress(monograph, slug):
    edit(monograph, by=make_editor(), body=f"Now at {slug}.")
    Monograph.objects.filter(pk=monograph.pk).update(slug=slug)


def test_of_two_pages_that_claim_an_address_one_gets_it():
    for number in ROUNDS:
        slug = f"claimed-{number}"
        first, second = make_drug(slug=slug), make_drug()
        revisions = [make_signed_once(first)]
        readdress(first, f"elsewhere-{number}")
        readdress(second, slug)
        revisions.append(make_signed_once(second))

        outcomes = at_once(*[clinical_signature(revision) for revision in revisions])

        [sentence] = sentences(outcomes)
        assert f'"{slug}" belongs to another page' in sentence
        assert sum(is_live(revision) for revision in revisions) == 1


def test_an_address_that_is_being_given_up_goes_to_nobody_else():
    for number in ROUNDS:
        slug = f"given-up-{number}"
        newcomer = make_drug(slug=slug)
        claiming = make_signed_once(newcomer)
        readdress(newcomer, f"elsewhere-{number}")
        leaver = make_published_drug(slug=slug)
        readdress(leaver, f"moved-{number}")
        leaving = make_signed_once(leaver)

        left, claimed = at_once(
            clinical_signature(leaving), clinical_signature(claiming)
        )

        assert not is_refusal(left)
        assert f'"{slug}" belongs to another page' in str(claimed)
        assert not is_live(claiming)


# --- Mail -----------------------------------------------------------------------------


def test_two_senders_send_each_mail_once():
    for _ in ROUNDS:
        mail.outbox.clear()
        people = [make_reader(), make_reader(mail_choice=User.MailChoice.DIGEST)]
        yesterday = timezone.now() - timedelta(days=2)
        for person in people:
            for _ in range(4):
                make_letter(person, created_at=yesterday)

        outcomes = at_once(*[send_waiting] * 2)

        assert sum(outcome.sent for outcome in outcomes) == 4 + 1
        assert len(mail.outbox) == 4 + 1
        assert not Notification.objects.filter(sent_at=None).exists()
