"""Who works on a batch: one process, while it shows signs of life."""

from uuid import uuid4

import pytest
from django.db import connection, transaction

from monographs.importing.advance import advance, run
from monographs.importing.decisions import load
from monographs.importing.lease import LeaseLost, claim
from monographs.models import Batch
from tests.importing.batches import files_about, previewed, states, take_in_files

pytestmark = pytest.mark.django_db

TWO = ("Examplazole", "Samplidone")


def take_over(batch):
    """As another process does when the lease ran out."""
    Batch.objects.filter(pk=batch.pk).update(lease=uuid4())


def test_one_process_at_a_time_holds_a_batch():
    batch = take_in_files(files_about("Examplazole"))

    first, second = claim(batch), claim(batch)

    assert first.lease
    assert second is None
    assert run(batch).state == "reading"


def test_the_oldest_that_nobody_holds_is_next():
    batches = [take_in_files(files_about(title)) for title in TWO]

    assert [claim(), claim(), claim()] == [*batches, None]


def test_a_lease_that_ran_out_is_taken_over_and_the_late_one_writes_nothing(later):
    late = claim(take_in_files(files_about("Examplazole")))

    with later(minutes=2):
        other = claim()

    assert other == late
    with pytest.raises(LeaseLost):
        advance(late)
    assert set(states(other).values()) == {"waiting"}
    assert set(states(advance(other)).values()) == {"planned"}


def test_one_import_writes_at_a_time_and_others_are_read_meanwhile(later):
    writing = [previewed(files_about(title)) for title in TWO]
    first, second = [load(batch, by=batch.by) for batch in writing]
    reading = take_in_files(files_about("Stubomycin"))

    assert claim(first)
    assert claim(second) is None
    assert claim() == reading
    with later(minutes=2):
        assert claim(second)


def test_who_comes_too_late_leaves_the_lease_of_the_other_alone(small_chunks):
    batch = take_in_files(files_about(*TWO))

    run(batch, after_each=take_over)

    batch.refresh_from_db()
    assert batch.lease
    assert sorted(states(batch).values()) == ["planned", "waiting"]


@pytest.mark.django_db(transaction=True)
def test_nobody_goes_on_under_the_lease_of_another(small_chunks):
    """Another process takes over right after a chunk's transaction has ended."""
    batch = claim(take_in_files(files_about(*TWO)))

    def take_over_at_the_end(execute, sql, *arguments):
        if sql.startswith('UPDATE "monographs_batch" ') and connection.in_atomic_block:
            transaction.on_commit(lambda: take_over(batch))
        return execute(sql, *arguments)

    with connection.execute_wrapper(take_over_at_the_end), pytest.raises(LeaseLost):
        advance(batch)
