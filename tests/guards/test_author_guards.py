"""Nobody signs what they wrote: also where the record of authors is attacked."""

import uuid

import pytest
from django.db import connection

from monographs.models import (
    Contributor,
    DrugClass,
    Effect,
    ParkedDraft,
    ReleasedContributor,
    Revision,
    User,
    VocabularyChange,
)
from monographs.workflow import park, request_changes, reset_draft, touch_all
from tests.factories import (
    edit,
    insert_signature,
    make_drug,
    make_drug_class,
    make_editor,
    make_effect,
    make_full_drug,
    make_published_drug,
    make_reviewer,
    make_user,
    publish_now,
    submit_as,
)
from tests.guards.raw import delete, insert, refused, replace, run, update
from tests.guards.test_guards import on_postgresql, on_sqlite, sealed_again

pytestmark = pytest.mark.django_db


@pytest.fixture
def drug():
    """The author of its draft wrote at an earlier edit version than others."""
    drug = make_published_drug()
    edit(drug, by=make_editor(username="author"))
    edit(drug, by=make_editor())
    return drug


def author_of(drug):
    return drug.contributors.get(person__username="author")


def test_an_author_of_a_draft_is_never_forgotten(drug):
    with refused("stays known"):
        delete(author_of(drug))


def test_an_author_is_not_forgotten_for_what_was_approved_before(drug):
    publish_now(drug)
    edit(drug, by=drug.released_contributors.get(person__username="author").person)

    with refused("stays known"):
        delete(author_of(drug))


def released(drug, **fields):
    """As if this author's text no longer waited for signatures."""
    author = author_of(drug)
    made = {"person": author.person, "edit_version": author.last_edit_version}
    return ReleasedContributor(monograph=drug, **(made | fields))


@pytest.mark.parametrize("state", ["submitted", "changes_requested", "cancelled"])
def test_nobody_is_released_before_their_text_is_approved(drug, state):
    revision = submit_as(drug)
    if state != "submitted":
        update(revision, state=state, closing_reason="Not yet.")

    for number in (author_of(drug).last_edit_version, revision.edit_version, 999):
        with refused("only when"):
            insert(released(drug, edit_version=number))


def test_nobody_is_released_by_the_approval_of_what_others_wrote(drug):
    approved = drug.publication.revision

    with refused("only when"):
        insert(released(drug, edit_version=approved.edit_version))


@pytest.mark.parametrize("give_up", [reset_draft, park])
def test_nobody_is_released_by_what_was_given_up_before(drug, give_up):
    give_up(drug, by=make_editor())
    at = drug.released_contributors.get(person__username="author").edit_version
    edit(drug, by=make_user("Editor"))
    edit(drug, by=User.objects.get(username="author"))

    for number in (at, author_of(drug).last_edit_version, 999):
        with refused("only when"):
            insert(released(drug, edit_version=number))


def test_nobody_is_released_for_a_draft_that_was_only_said_to_be_reset(drug):
    """An event names the edit version that it was about."""
    drug.refresh_from_db()
    event = drug.events.last()
    event.pk, event.kind, event.detail = None, "reset", {}
    insert(event)

    with refused("only when"):
        insert(released(drug, edit_version=drug.edit_version + 1))


@pytest.mark.parametrize("number", [0, 9999])
def test_an_author_of_this_draft_is_not_made_one_of_another(drug, number):
    with refused("stays known"):
        update(author_of(drug), last_edit_version=number)


def test_nobody_is_noted_as_author_of_a_draft_to_come(drug):
    with refused("stays known"):
        insert(
            Contributor(monograph=drug, person=make_editor(), last_edit_version=9999)
        )


def test_the_edit_version_never_counts_down(drug):
    with refused("only counts up"):
        update(drug, edit_version=1)


def test_an_author_who_counts_their_part_of_the_draft_on_signs_nothing():
    author = make_editor()
    revision = submit_as(make_drug(by=author))
    request_changes(revision, by=make_reviewer(), reason="The dose is missing.")
    insert(sealed_again(revision))
    sealed = Revision.objects.get(monograph=revision.monograph, number=2)

    assert list(sealed.contributors.all()) == [author]
    update(revision.monograph, edit_version=revision.edit_version + 1)
    run("UPDATE monographs_contributor SET last_edit_version = last_edit_version + 1")
    with refused("Nobody signs what they wrote"):
        insert_signature(sealed, author)


def test_who_wrote_only_after_the_sealing_is_no_author_of_the_version(drug):
    revision = submit_as(drug)
    later = make_editor()
    edit(drug, by=later)

    assert not revision.contributors.filter(pk=later.pk).exists()


@on_sqlite
def test_an_author_is_never_overwritten(drug):
    author = author_of(drug)

    with refused("stays known"):
        run(
            "INSERT OR REPLACE INTO monographs_contributor "
            "(monograph_id, person_id, last_edit_version) VALUES (%s, %s, 0)",
            drug.pk,
            author.person_id,
        )
    with refused("stays known"):
        run(
            "INSERT OR REPLACE INTO monographs_contributor "
            "(id, monograph_id, person_id, last_edit_version) VALUES (%s, %s, %s, 0)",
            author.pk,
            drug.pk,
            make_editor().pk,
        )


@pytest.mark.parametrize("number", [0, 1, 9999])
def test_a_draft_is_not_sealed_as_if_it_were_another(drug, number):
    revision = submit_as(drug)
    revision.state = "cancelled"
    revision.save()

    with refused("as it is now"):
        insert(sealed_again(revision, edit_version=number))


@on_postgresql
@pytest.mark.parametrize(
    "model",
    [
        Contributor,
        ReleasedContributor,
        VocabularyChange,
        ParkedDraft,
        ParkedDraft.contributors.through,
        Effect,
        DrugClass,
    ],
)
def test_records_of_authors_and_words_are_never_emptied(model):
    with refused("stays"):
        run(f"TRUNCATE {model._meta.db_table} CASCADE")


def test_what_was_given_up_stays_on_record(drug):
    reset_draft(drug, by=make_editor())
    released = drug.released_contributors.last()

    with refused("stays on record"):
        update(released, edit_version=1)
    with refused("stays on record"):
        delete(released)


def test_who_renamed_an_effect_stays_on_record():
    drug = make_full_drug()
    effect = drug.side_effects.first().effect
    touch_all(
        type(drug).objects.filter(pk=drug.pk), shared=effect.key, by=make_editor()
    )
    change = VocabularyChange.objects.get()

    with refused("stays on record"):
        update(change, by_id=make_editor().pk)
    with refused("stays on record"):
        delete(change)


def test_a_parked_draft_stays_as_it_was(drug):
    parked = park(drug, by=make_editor())

    with refused("set aside"):
        update(parked, content="{}")
    with refused("set aside"):
        update(parked, monograph_id=make_drug().pk)
    with refused("set aside"):
        delete(parked)
    with refused("set aside"):
        run("DELETE FROM monographs_parkeddraft_contributors")
    with refused("set aside"):
        run("UPDATE monographs_parkeddraft_contributors SET user_id = user_id")
    update(parked, merged_at="2026-01-01 00:00:00+00:00")
    with refused("set aside"):
        update(parked, merged_at=None)


@on_sqlite
def test_a_parked_draft_is_never_overwritten(drug):
    with refused("set aside"):
        replace(park(drug, by=make_editor()))


@pytest.mark.parametrize("make", [make_effect, make_drug_class])
def test_an_entry_keeps_its_key(make):
    entry = make("Something")
    key = uuid.uuid4()

    with refused("so it stays"):
        update(entry, key=key if connection.vendor == "postgresql" else key.hex)
    with refused("so it stays"):
        update(entry, id=99999)
