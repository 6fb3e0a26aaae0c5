"""Two imports at the same moment, and several workers on the same import.

On PostgreSQL they really run beside each other; on SQLite they queue at the start of
their transactions, which promises the same.
"""

import random
import threading
import time
from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import partial
from io import StringIO

import pytest
from django.core.management.base import OutputWrapper
from django.db import connection, transaction
from django.utils import timezone

from monographs.importing.advance import advance, run
from monographs.importing.decisions import cancel, discard, load, make_drug, undo
from monographs.importing.lease import LeaseLost, claim
from monographs.management.batch_work import work_on
from monographs.models import Batch, BatchRow, Monograph
from monographs.workflow import TransitionRefused
from tests.factories import edit, make_steward, make_user
from tests.importing.batches import (
    PATH,
    drug,
    files_about,
    loaded,
    previewed,
    row_of,
    states,
    take_in_files,
    text_of,
    verify_all,
)
from tests.importing.documents_about import document_about, refusal_about
from tests.importing.everything import everything
from tests.importing.test_killed import STAGES, undisturbed
from tests.workflow.test_at_once import PATIENCE, ROUNDS, at_once

pytestmark = pytest.mark.django_db(transaction=True)


def load_to_the_end(batch):
    """As a person and a worker do: whose plan is outdated looks again and loads."""
    while batch.state != "done":
        if batch.state == "preview":
            batch = load(batch, by=batch.by)
        batch = run(batch)
        time.sleep(0.01)
    return batch


def titles_of(number):
    """Other drugs in each round."""
    return [f"{name} {'x' * (number + 1)}" for name in ("Examplazole", "Samplidone")]


# --- Two imports about the same drugs -------------------------------------------------


def test_of_two_imports_one_gets_the_drugs_and_the_other_competes(small_chunks):
    for number in ROUNDS:
        titles = titles_of(number)
        batches = [
            previewed(files_about(*order, folder=folder, usage=f"For {folder}."))
            for folder, order in [("one", titles), ("two", titles[::-1])]
        ]

        done = at_once(*[partial(load_to_the_end, batch) for batch in batches])

        counts = sorted(str(batch.counts["outcomes"]) for batch in done)
        assert counts == ["{'competing': 2}", "{'new': 2}"]
        for title in titles:
            monograph = Monograph.objects.get(title=title)
            rows = BatchRow.objects.filter(monograph=monograph)
            assert {row.state for row in rows} == {"applied"}
            [winner, _] = rows.order_by("-outcome")
            assert {row.source_id for row in monograph.sections.all()} == {
                winner.source_id
            }
            assert (monograph.sections.count(), monograph.edit_version) == (5, 1)


def test_the_same_files_twice_at_once_come_in_once(small_chunks):
    for number in ROUNDS:
        titles = titles_of(number)
        people = [make_steward(), make_steward()]

        def import_all(by, titles=titles):
            return load_to_the_end(previewed(files_about(*titles), by=by))

        done = at_once(*[partial(import_all, by) for by in people])

        assert {batch.state for batch in done} == {"done"}
        rows = BatchRow.objects.filter(batch__in=done)
        assert sorted(rows.values_list("outcome", flat=True)) == [
            *["new"] * len(titles),
            *["unchanged"] * len(titles),
        ]
        assert Monograph.objects.filter(title__in=titles).count() == len(titles)


def test_two_imports_that_propose_the_same_words_at_once(small_chunks):
    for number in ROUNDS:
        batches = [
            previewed(files_about(title, effects=[f"Purple toes {'x' * number}"]))
            for title in titles_of(number)
        ]

        at_once(*[partial(load_to_the_end, batch) for batch in batches])

        assert {drug_.side_effects.get().effect.name for drug_ in drugs(number)} == {
            f"Purple toes {'x' * number}".strip()
        }


def drugs(number):
    return Monograph.objects.filter(title__in=titles_of(number))


# --- Several workers on one import ----------------------------------------------------


@pytest.mark.parametrize("stage", STAGES)
def test_workers_who_take_it_from_each_other_do_each_chunk_once(small_chunks, stage):
    begin, last_state = STAGES[stage]
    expected = undisturbed(begin)
    batch = begin()

    at_once(*[partial(work_by_fits_and_starts, batch)] * 3)

    batch.refresh_from_db()
    assert batch.state == last_state
    Batch.objects.update(lease=None, lease_until=None)
    assert everything() == expected


def work_by_fits_and_starts(batch):
    """Like a worker whose lease runs out in the middle of a chunk, again and again."""
    while Batch.objects.get(pk=batch.pk).is_working:
        time.sleep(random.uniform(0, 0.1))
        Batch.objects.exclude(lease=None).update(lease_until=timezone.now())
        claimed = claim(batch)
        with suppress(LeaseLost):
            advance(claimed or batch)


def test_a_command_waits_for_what_a_worker_has_taken_already():
    claimed = claim(take_in_files(files_about("Examplazole")))

    def work_slowly():
        while claimed.is_working:
            time.sleep(0.2)
            advance(claimed)

    waited, _ = at_once(
        partial(work_on, claimed, shown_on=OutputWrapper(StringIO())), work_slowly
    )

    assert waited.state == "preview"


def test_a_command_takes_over_from_a_worker_that_was_killed():
    batch = claim(take_in_files(files_about("Examplazole")))
    Batch.objects.update(lease_until=timezone.now() + timedelta(seconds=1))

    batch = work_on(batch, shown_on=OutputWrapper(StringIO()))

    assert batch.state == "preview"


# --- An import and people -------------------------------------------------------------


def change(monograph, by):
    edit(monograph, by=by, body="Typed a moment ago.")


def read_and_verify(monograph, by):
    verify_all(monograph, by=by)


@pytest.mark.parametrize("work", [change, read_and_verify])
def test_what_a_person_is_just_saving_is_not_overwritten(work):
    loaded({PATH: document_about("Examplazole")})
    batch = previewed({PATH: document_about("Examplazole", usage="From the file.")})
    batch = load(batch, by=batch.by)

    with saving(work, drug("examplazole")):
        worker = in_a_thread(partial(run, batch))
    worker.join(PATIENCE)

    batch.refresh_from_db()
    assert (batch.state, row_of(batch).outcome) == ("preview", "conflict")
    assert "From the file." not in text_of("examplazole")


@pytest.mark.parametrize("work", [change, read_and_verify])
def test_what_a_person_is_just_saving_is_not_taken_back(work):
    batch = loaded({PATH: document_about("Examplazole")})
    batch = undo(batch, by=batch.by)

    with saving(work, drug("examplazole")):
        worker = in_a_thread(partial(run, batch))
    worker.join(PATIENCE)

    batch.refresh_from_db()
    assert (batch.state, states(batch)) == ("undone", {PATH: "kept"})
    assert drug("examplazole").sections.exists()


@contextmanager
def saving(work, monograph):
    """What happens within meets a transaction that has written and not yet ended."""
    by = make_user("Editor", "Reviewer")
    with transaction.atomic():
        work(monograph, by)
        yield
        time.sleep(0.5)


def in_a_thread(step):
    def run_and_close():
        try:
            step()
        finally:
            connection.close()

    thread = threading.Thread(target=run_and_close, daemon=True)
    thread.start()
    return thread


def test_of_two_people_who_decide_about_a_file_one_does():
    for number in ROUNDS:
        batch = loaded({f"{number}.md": refusal_about(f"Nothingol {'x' * number}")})
        row = batch.rows.get()

        outcomes = at_once(
            partial(make_drug, row, by=make_steward()),
            partial(discard, row, by=make_steward(), reason="A refusal."),
        )

        assert sum(isinstance(each, TransitionRefused) for each in outcomes) == 1


def test_making_a_drug_against_undoing_its_import():
    for number in ROUNDS:
        batch = loaded({f"{number}.md": refusal_about(f"Nothingol {'x' * number}")})
        batch = undo(batch, by=batch.by)

        at_once(
            partial(make_drug, batch.rows.get(), by=make_steward()),
            partial(run, batch),
        )

        assert set(states(batch).values()) == {"reverted"}
        assert not Monograph.objects.exists()


@pytest.mark.parametrize("decide", [load, undo, cancel])
def test_of_two_people_who_decide_about_an_import_one_does(decide):
    for number in ROUNDS:
        files = files_about(*titles_of(number))
        batch = loaded(files) if decide is undo else previewed(files)
        people = [make_steward(), make_steward()]

        outcomes = at_once(*[partial(decide, batch, by=by) for by in people])

        assert sum(isinstance(each, TransitionRefused) for each in outcomes) == 1
        run(batch)
