"""A worker is killed with SIGKILL, another goes on; the end is as if nothing had been.

The workers are processes of their own, on the database of this run.
"""

import os
import signal
import subprocess
import sys
import time
from urllib.parse import urlsplit

import pytest
from django.db import connection, transaction
from django.utils import timezone

from monographs.importing.advance import run
from monographs.importing.decisions import load, undo
from monographs.models import Batch, Event
from tests.factories import make_drug, make_editor, make_steward
from tests.importing.batches import loaded, take_in_files
from tests.importing.documents_about import (
    document_about,
    labelled_document_about,
    refusal_about,
)
from tests.importing.everything import everything
from tests.importing.killed_worker import CHUNKS, FILES_A_CHUNK

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 60  # seconds; far more than a worker takes, even on a busy machine


# --- The batch and its stages ---------------------------------------------------------


def begin_reading():
    """A batch with a file for every outcome, three chunks long."""
    editor = make_editor(printed_name="Editor")
    steward = make_steward(printed_name="Steward")
    make_drug(title="Samplidone", slug="samplidone", by=editor)
    loaded({"heap/changed.md": document_about("Stubomycin")}, by=steward)
    return take_in_files(
        {
            "heap/changed.md": document_about("Stubomycin", usage="For others."),
            "heap/competing.md": document_about("Samplidone"),
            "heap/new.md": document_about("Examplazole", effects=["Purple toes"]),
            "heap/second.md": labelled_document_about("Examplazole"),
            "heap/set-aside.md": refusal_about("Nothingol"),
            "heap/unchanged.md": document_about("Stubomycin"),
        },
        by=steward,
    )


def begin_applying():
    batch = run(begin_reading())
    return load(batch, by=batch.by)


def begin_undoing():
    batch = run(begin_applying())
    return undo(batch, by=batch.by)


def begin_to_look_again():
    """What the first chunk loads is taken back, because of a drug in the second."""
    batch = begin_applying()
    make_drug(title="Examplazole", slug="examplazole", by=Event.objects.first().by)
    return batch


STAGES = {
    "reading": (begin_reading, "preview"),
    "applying": (begin_applying, "done"),
    "undoing": (begin_undoing, "undone"),
    "looking again": (begin_to_look_again, "preview"),
}


def undisturbed(begin):
    """What is there when nobody is killed; then all is as before."""
    with transaction.atomic():
        run(begin())
        there = everything()
        transaction.set_rollback(True)
    return there


# --- Workers --------------------------------------------------------------------------


def start(*command, **options):
    return subprocess.Popen(
        [sys.executable, *command],
        env={**os.environ, "DATABASE_URL": database_url()},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **options,
    )


def database_url():
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    # With all that follows "?", such as the folder of a socket.
    url = urlsplit(os.environ["DATABASE_URL"])
    return url._replace(path=f"/{settings['NAME']}").geturl()


def end(process):
    out, err = process.communicate(timeout=PATIENCE)
    return process.returncode, out, err


def go_on(batch):
    """As soon as nobody else holds the batch."""
    wait_until(lambda: not run(batch).is_working)
    batch.refresh_from_db()
    return batch


def wait_until(is_so):
    patience = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < patience, "it never came to that"
        time.sleep(0.01)


@pytest.mark.parametrize(
    ("stage", "moment", "number", "killed_while"),
    [
        ("reading", "chunk", 1, "reading"),
        ("reading", "write", 5, "reading"),
        ("applying", "chunk", 1, "applying"),
        ("applying", "write", 12, "applying"),
        ("applying", "write", 30, "applying"),
        ("undoing", "chunk", 1, "undoing"),
        ("undoing", "write", 12, "undoing"),
        ("undoing", "write", 40, "undoing"),
        ("looking again", "chunk", 2, "undoing"),
        ("looking again", "chunk", 3, "undoing"),
        ("looking again", "chunk", 4, "reading"),
    ],
)
def test_another_goes_on_where_a_worker_was_killed(
    stage, moment, number, killed_while, monkeypatch
):
    for module in CHUNKS:
        monkeypatch.setattr(module, "CHUNK", FILES_A_CHUNK)
    begin, last_state = STAGES[stage]
    expected = undisturbed(begin)
    batch = begin()

    worker = start("-m", "tests.importing.killed_worker", moment, str(number))
    code, _, err = end(worker)
    assert code == -signal.SIGKILL, err
    batch.refresh_from_db()
    assert batch.state == killed_while
    assert batch.checkpoint % FILES_A_CHUNK == 0

    assert go_on(batch).state == last_state
    assert everything() == expected


def test_so_do_the_commands_themselves():
    expected = undisturbed(begin_applying)
    batch = begin_applying()

    worker = start("manage.py", "run_worker")
    wait_until(lambda: has_begun(batch))
    worker.kill()
    assert end(worker)[0] == -signal.SIGKILL
    Batch.objects.exclude(lease=None).update(lease_until=timezone.now())
    code, _, err = end(start("manage.py", "run_worker", "--once"))

    assert (code, err) == (0, "")
    assert everything() == expected


def test_a_worker_that_is_told_to_stop_ends_in_peace():
    batch = begin_applying()

    worker = start("manage.py", "run_worker")
    wait_until(lambda: has_begun(batch))
    worker.terminate()
    code, _, err = end(worker)

    assert (code, err) == (0, "")
    assert not Batch.objects.exclude(lease=None).exists()
    assert go_on(batch).state == "done"


def has_begun(batch):
    batch.refresh_from_db()
    return batch.lease is not None or batch.state != "applying"
