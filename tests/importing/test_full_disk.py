"""The disk is full: nothing is half written, a sentence says so, and it can go on."""

from contextlib import contextmanager

import pytest
from django.db import connection

from monographs.models import Batch, Monograph
from tests.factories import make_steward
from tests.importing.batches import files_about
from tests.importing.command_run import Run
from tests.importing.everything import everything

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "connection.vendor != 'sqlite'",
        reason="only SQLite's file can be told to grow no more",
    ),
]

TITLES = [f"Examplazole {letter}" for letter in "abcdefghijklmnopqrst"]
ANY_SIZE = 4_294_967_294  # pages
NO_ROOM = (
    "The database has no room left (database or disk is full). Make room, then go on. "
)


@contextmanager
def full_from(statement):
    """From this statement on, the database's file grows no more."""

    def watch(execute, sql, *arguments):
        if sql.startswith(statement):
            ask(f"PRAGMA max_page_count = {ask('PRAGMA page_count')}")
        return execute(sql, *arguments)

    ask("VACUUM")
    with connection.execute_wrapper(watch):
        yield
    ask(f"PRAGMA max_page_count = {ANY_SIZE}")


def ask(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return (cursor.fetchone() or [None])[0]


@pytest.fixture
def folder(tmp_path):
    make_steward(username="steward")
    for path, content in files_about(*TITLES, folder=tmp_path.name).items():
        (tmp_path.parent / path).write_bytes(content)
    return tmp_path


def test_while_files_are_taken_in(folder):
    before = everything()

    with full_from('INSERT INTO "monographs_batchrow"'):
        run = Run("import_documents", folder, "--as", "steward")

    assert (run.code, run.err) == (2, f"{NO_ROOM}Nothing was taken in.\n")
    assert everything() == before
    assert Run("import_documents", folder, "--as", "steward").code == 0


@pytest.mark.parametrize(
    ("statement", "state", "end"),
    [
        ("UPDATE monographs_batchrow", "reading", "preview"),
        ('INSERT INTO "monographs_section"', "applying", "done"),
    ],
)
def test_while_files_are_read_or_loaded(folder, statement, state, end):
    with full_from(statement):
        run = Run("import_documents", folder, "--as", "steward")

    batch = Batch.objects.get()
    assert run.code == 2
    assert run.err == (
        f"{NO_ROOM}Import {batch.pk} stays as far as it came: "
        "manage.py run_worker --once goes on with it.\n"
    )
    assert (batch.state, batch.checkpoint, batch.lease) == (state, 0, None)
    assert not Monograph.objects.exists()

    assert Run("run_worker", "--once").code == 0
    batch.refresh_from_db()
    assert batch.state == end
