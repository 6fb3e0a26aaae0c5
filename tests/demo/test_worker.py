"""The demo's worker: a thread that loads what waits, whatever happens to it."""

import time
from threading import Event

import pytest
from django.db import OperationalError

from monographs.importing.advance import run_next
from monographs.importing.decisions import load
from monographs.management.demo import worker, working_beside
from monographs.models import Batch
from tests.importing.batches import drug, files_about, take_in_files

PATIENCE = 30  # seconds, on a busy machine


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch):
    monkeypatch.setattr(worker, "PAUSE", 0.05)
    monkeypatch.setattr(worker, "PAUSE_AFTER_AN_ERROR", 0.05)


def wait_until(batch, state):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        batch.refresh_from_db()
        if batch.state == state:
            return
        time.sleep(0.05)
    pytest.fail(f"After {PATIENCE} seconds the import is {batch.state}.")


def failing_first(*errors):
    """The real work, after these errors."""
    waiting = list(errors)

    def work(**options):
        if waiting:
            raise waiting.pop(0)
        return run_next(**options)

    return work


def test_what_waits_is_read_and_after_a_decision_loaded(transactional_db):
    with working_beside():
        batch = take_in_files(files_about("Examplazole"))
        wait_until(batch, Batch.State.PREVIEW)
        load(batch, by=batch.by)
        wait_until(batch, Batch.State.DONE)

    assert drug("examplazole").title == "Examplazole"


def test_an_error_does_not_end_it(transactional_db, caplog):
    batch = take_in_files(files_about("Examplazole"))
    errors = OperationalError("database is locked"), ValueError("A fault of our own.")

    with working_beside(failing_first(*errors)):
        wait_until(batch, Batch.State.PREVIEW)

    assert "The database cannot do it now: database is locked." in caplog.messages
    assert "A fault of our own." in caplog.text


def test_it_ends_with_the_server_and_hands_its_import_back(transactional_db):
    batch = take_in_files(files_about("Examplazole"))
    has_begun, leaving = Event(), Event()

    def slow_work(*, after_each):
        def after_a_chunk(batch):
            has_begun.set()
            leaving.wait(PATIENCE)
            time.sleep(0.5)
            after_each(batch)

        return run_next(after_each=after_a_chunk)

    with working_beside(slow_work):
        has_begun.wait(PATIENCE)
        leaving.set()

    batch.refresh_from_db()
    assert batch.lease is None
    assert batch.is_working
