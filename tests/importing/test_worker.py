"""The worker lives on when the database does not, and ends when it is told to."""

import signal
from itertools import count

import pytest
from django.db import OperationalError, connection

from monographs.management.commands import run_worker
from monographs.models import ProgressDay, Triage
from tests.factories import make_drug
from tests.importing.batches import files_about, take_in_files
from tests.importing.command_run import Run
from tests.importing.documents_about import refusal_about

pytestmark = pytest.mark.django_db(transaction=True)

TWO = ("Examplazole", "Samplidone")


def when_it_writes_rows(action):
    """Called when the worker stores what it read of a chunk."""

    def watch(execute, sql, *arguments):
        if sql.startswith("UPDATE monographs_batchrow"):
            action()
        return execute(sql, *arguments)

    return connection.execute_wrapper(watch)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_a_worker_that_is_told_to_stop_ends_after_the_chunk(small_chunks, name):
    batch = take_in_files(files_about(*TWO))
    handlers = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)

    with when_it_writes_rows(lambda: signal.raise_signal(signal.Signals[name])):
        run = Run("run_worker")

    batch.refresh_from_db()
    assert (run.code, run.err) == (0, "")
    assert (batch.state, batch.checkpoint, batch.lease) == ("reading", 1, None)
    assert handlers == (
        signal.getsignal(signal.SIGTERM),
        signal.getsignal(signal.SIGINT),
    )


def test_a_database_that_fails_is_a_sentence_and_a_pause(monkeypatch):
    monkeypatch.setattr(run_worker, "PAUSE", 0.01)
    batch = take_in_files(files_about("Examplazole"))
    attempts = count(1)

    def fail_twice():
        if next(attempts) <= 2:
            raise OperationalError("server closed the connection unexpectedly")
        signal.raise_signal(signal.SIGTERM)

    with when_it_writes_rows(fail_twice):
        run = Run("run_worker")

    batch.refresh_from_db()
    assert run.code == 0
    assert run.err == 2 * (
        "The database cannot do it now: server closed the connection unexpectedly.\n"
    )
    assert batch.checkpoint == 1


def test_a_worker_that_runs_once_says_so_and_ends():
    take_in_files(files_about("Examplazole"))

    def fail():
        raise OperationalError("server closed the connection unexpectedly")

    with when_it_writes_rows(fail):
        run = Run("run_worker", "--once")

    assert run.code == 2
    assert "server closed the connection" in run.err


def test_a_worker_does_all_that_waits():
    batches = [take_in_files({f"{n}.md": refusal_about("Nothingol")}) for n in "ab"]

    run = Run("run_worker", "--once")

    assert run.out == "".join(
        f"Import {batch.pk}, heap (waiting for a decision).\n" for batch in batches
    )


def test_a_worker_without_imports_keeps_the_working_list_and_the_progress():
    make_drug()

    run = Run("run_worker", "--once")

    assert (run.code, run.out, run.err) == (0, "", "")
    assert not Triage.objects.filter(is_stale=True).exists()
    assert ProgressDay.objects.get().counts["all"] == 1
