"""Where the tests run, what they skip there, and how transactional tests clean up."""

import gc
import os
import threading
import time
from collections import Counter
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import hypothesis
import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from tests.chromium import chromium_path
from tests.migrated import copy_migrated_file, migrated_template
from tests.past_guards import MADE_BY_MIGRATIONS, past_the_guards

IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}

# No deadline: how long an example takes says more about the machine. In CI the same
# examples each time, so that a failure belongs to the change that shows it.
hypothesis.settings.register_profile(
    "medsite", deadline=None, derandomize=IN_CI, print_blob=True
)
hypothesis.settings.load_profile("medsite")


# --- Skipping, and saying so ----------------------------------------------------------


def pytest_report_header():
    return [
        f"database: {connection.display_name}",
        f"browser: {chromium_path() or 'none'}",
    ]


DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


@pytest.hookimpl(wrapper=True, tryfirst=True)  # before -m chooses by the marker
def pytest_collection_modifyitems(items):
    for item in items:
        if item.get_closest_marker("any_database"):
            continue
        # Without one of these, a test that asks the database fails.
        if item.get_closest_marker("django_db") or DATABASE_FIXTURES.intersection(
            getattr(item, "fixturenames", ())
        ):
            item.add_marker(pytest.mark.database)
    # Without a browser in CI the tests run and fail, as they should.
    no_browser = chromium_path() is None and not IN_CI
    for item in items:
        if item.get_closest_marker("postgresql") and connection.vendor != "postgresql":
            item.add_marker(pytest.mark.skip(reason="this run is on SQLite"))
        if item.get_closest_marker("browser") and no_browser:
            item.add_marker(
                pytest.mark.skip(
                    reason="no Chromium here: install it, or name it in CHROMIUM"
                )
            )
    chosen = yield
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
    return chosen


def pytest_collection_finish():
    """All that is loaded stays: looking for garbage in it took a fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def pytest_terminal_summary(terminalreporter):
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = Counter(
        (_kind(report), report.longrepr[2].removeprefix("Skipped: "))
        for report in skipped
    )
    if reasons:
        terminalreporter.section("not tested in this run")
    for (kind, reason), count in sorted(reasons.items()):
        terminalreporter.line(f"{count} {kind} skipped: {reason}")


def _kind(report) -> str:
    for marker, kind in (
        ("postgresql", "PostgreSQL tests"),
        ("browser", "browser tests"),
    ):
        if marker in report.keywords:
            return kind
    return "tests"


# --- The database ---------------------------------------------------------------------


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb):
    """The file that was copied in is the database: not to be made anew."""
    return django_db_keepdb or connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request, tmp_path_factory, django_db_modify_db_settings_parallel_suffix
):
    """Its tables are copied; what is new is only the database around them.

    SQLite in a file: in memory, all threads would share one connection.
    """
    database = connections["default"].settings_dict["TEST"]
    cache = Path(request.config.cache.mkdir("migrated"))
    if connection.vendor == "sqlite":
        path = tmp_path_factory.mktemp("database") / "test.sqlite3"
        copy_migrated_file(cache, path)
        database["NAME"] = str(path)
    else:
        database["TEMPLATE"] = migrated_template(cache)
    database["MIGRATE"] = False


PATIENCE = 30  # seconds, until the server has noticed that a killed client is gone


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The database is dropped when nobody else is connected; else this says who is."""
    yield
    with django_db_blocker.unblock():
        deadline = time.monotonic() + PATIENCE
        while (others := _other_sessions()) and time.monotonic() < deadline:
            time.sleep(0.1)
    assert not others, f"Still connected: {others}. Threads: {threading.enumerate()}"


def _other_sessions():
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid, state, xact_start, query FROM pg_stat_activity"
            " WHERE datname = current_database() AND backend_type = 'client backend'"
            " AND pid <> pg_backend_pid()"
        )
        return cursor.fetchall()


@pytest.fixture(scope="session", autouse=True)
def _flush_past_the_guards():
    """Let the flush after a transactional test empty the append-only tables.

    The product refuses exactly that, with triggers; only the flush may pass them.
    """
    operations = type(connection.ops)
    execute_sql_flush, sql_flush = operations.execute_sql_flush, operations.sql_flush

    def execute_past_the_guards(self, sql_list):
        with (
            transaction.atomic(self.connection.alias),
            self.connection.cursor() as cursor,
            past_the_guards(cursor),
        ):
            execute_sql_flush(self, sql_list)

    def sql_flush_keeping_rows(self, style, tables, **options):
        tables = [table for table in tables if table not in MADE_BY_MIGRATIONS]
        if self.connection.vendor == "postgresql":
            # It makes new files for each table, which takes longer than a few rows do.
            return [f'DELETE FROM "{table}"' for table in tables]
        return sql_flush(self, style, tables, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "execute_sql_flush", execute_past_the_guards)
        patch.setattr(operations, "sql_flush", sql_flush_keeping_rows)
        yield


# --- The clock ------------------------------------------------------------------------


@pytest.fixture
def later(monkeypatch):
    """Move the clock on for a while: with later(days=40)."""

    @contextmanager
    def move(**by):
        now = timezone.now
        with monkeypatch.context() as patch:
            patch.setattr(timezone, "now", lambda: now() + timedelta(**by))
            yield

    return move
