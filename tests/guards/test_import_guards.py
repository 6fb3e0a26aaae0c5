"""What an import leaves behind, attacked with raw SQL."""

import pytest
from django.utils import timezone

from monographs.models import Batch, BatchRow, Effect
from tests.factories import make_effect, make_full_drug, make_steward, submit_as
from tests.guards.raw import delete, refused, update

pytestmark = pytest.mark.django_db


def make_batch(**fields):
    fields.setdefault("by", make_steward())
    return Batch.objects.create(kind="documents", name="a folder", **fields)


def test_an_import_that_was_loaded_stays_on_record():
    batch = make_batch(applied_at=timezone.now())

    with refused("stays on record"):
        delete(batch)


def test_an_import_that_was_never_loaded_can_go():
    assert delete(make_batch()) == 1


def test_what_an_import_did_with_a_file_stays_on_record():
    row = BatchRow.objects.create(batch=make_batch(), place=1, path="a.md")
    update(row, state="applied")

    with refused("stays on record"):
        delete(row)


def test_a_decision_about_a_file_stays():
    batch = make_batch()
    row = BatchRow.objects.create(
        batch=batch,
        place=1,
        path="a.md",
        decision="discarded",
        decided_by=batch.by,
        decided_at=timezone.now(),
        reason="A refusal.",
    )

    with refused("stays decided"):
        update(row, decision="")


def test_discarding_needs_a_reason():
    batch = make_batch()
    row = BatchRow.objects.create(batch=batch, place=1, path="a.md")

    with refused("batch_row_discarded_with_a_reason"):
        update(
            row,
            decision="discarded",
            decided_by_id=batch.by_id,
            decided_at=timezone.now(),
            reason=" ",
        )


def test_a_done_import_has_a_time():
    with refused("batch_done_means_applied"):
        update(make_batch(), state="done")


def test_a_proposed_effect_can_be_taken_back_until_it_is_confirmed():
    proposed = make_effect(proposed_in=make_batch())
    confirmed = make_effect()

    assert delete(proposed) == 1
    with refused("so it stays"):
        delete(confirmed)


def test_a_confirmed_effect_is_never_made_new_again():
    with refused("not new again"):
        update(make_effect(), proposed_in_id=make_batch().pk)


def test_sealing_a_page_confirms_its_effects():
    drug = make_full_drug(side_effects=1)
    effect = Effect.objects.create(
        name="Purple toes", slug="purple-toes", proposed_in=make_batch()
    )
    drug.side_effects.update(effect=effect)

    submit_as(drug)

    effect.refresh_from_db()
    assert effect.proposed_in is None
