"""Where the demo may run, and what it says where it may not."""

import io
import re
import socket
from contextlib import closing, nullcontext

import pytest
from django.core.management import call_command
from django.core.management.base import OutputWrapper
from django.db import connection

from monographs.management.commands import demo
from monographs.management.demo import (
    PASSWORD,
    PEOPLE,
    DemoRefused,
    make_people,
    prepare,
    refuse_foreign_database,
    refuse_unusable_address,
)
from monographs.management.demo.documents import FOLDER
from monographs.management.demo.story import read_story
from monographs.models import User
from tests.factories import make_user

on_sqlite = pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="the demo runs on SQLite only"
)


@pytest.fixture
def taken_port():
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        yield server.getsockname()[1]


def test_a_taken_port_gets_a_sentence_before_anything_is_loaded(
    db, settings, capsys, taken_port
):
    settings.DEBUG = True

    with pytest.raises(SystemExit) as exit_:
        call_command("demo", port=str(taken_port))

    assert exit_.value.code == 1
    assert f"Port {taken_port} on 127.0.0.1 is taken" in capsys.readouterr().err
    assert not User.objects.exists()


def test_a_free_port_is_fine():
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]

    refuse_unusable_address("127.0.0.1", str(port))


@pytest.mark.parametrize(
    ("given", "host", "expected"),
    [
        ("", "127.0.0.1", "http://127.0.0.1:{port}"),
        (" ", "localhost", "http://localhost:{port}"),
        ("https://demo.example.org", "127.0.0.1", "https://demo.example.org"),
    ],
)
def test_absolute_links_lead_to_the_port_that_is_served(
    settings, monkeypatch, given, host, expected
):
    monkeypatch.setenv("SITE_URL", given)
    settings.SITE_URL = given.strip() or "http://127.0.0.1:8000"
    monkeypatch.setattr(demo, "prepare", lambda out: None)
    monkeypatch.setattr(demo, "working_beside", nullcontext)
    served = []
    monkeypatch.setattr(demo, "call_command", lambda *args, **_: served.append(args))
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = str(server.getsockname()[1])

    call_command("demo", host=host, port=port)

    assert served == [("runserver", f"{host}:{port}")]
    assert expected.format(port=port) == settings.SITE_URL


def test_the_demo_shows_the_sites_own_page_for_what_is_not_there(settings, monkeypatch):
    settings.DEBUG, settings.ALLOWED_HOSTS = True, []
    monkeypatch.setattr(demo, "prepare", lambda out: None)
    monkeypatch.setattr(demo, "working_beside", nullcontext)
    monkeypatch.setattr(demo, "call_command", lambda *args, **options: None)
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = str(server.getsockname()[1])

    call_command("demo", host="127.0.0.1", port=port)

    assert not settings.DEBUG
    assert "127.0.0.1" in settings.ALLOWED_HOSTS


@pytest.mark.parametrize(
    "port", ["", "0", "65536", "-1", "eight", "80 ", "٨٠", "9" * 5000]
)
def test_a_port_is_a_number_in_range(port):
    with pytest.raises(DemoRefused, match="not a number from 1 to 65535"):
        refuse_unusable_address("127.0.0.1", port)


def test_outside_debug_nothing_is_touched(db, settings, capsys):
    settings.DEBUG = False

    with pytest.raises(SystemExit):
        call_command("demo", no_serve=True)

    assert "only with DEBUG=1" in capsys.readouterr().err
    assert not User.objects.exists()


def test_another_kind_of_database_is_refused(db, settings, monkeypatch):
    settings.DEBUG = True
    monkeypatch.setattr(connection, "vendor", "postgresql")
    monkeypatch.setattr(connection, "display_name", "PostgreSQL")

    with pytest.raises(DemoRefused, match="names a PostgreSQL database"):
        refuse_foreign_database()


@on_sqlite
def test_a_file_with_other_peoples_data_is_refused(db, settings):
    settings.DEBUG = True
    make_user("Editor")

    with pytest.raises(DemoRefused, match="the demo did not make"):
        refuse_foreign_database()


@on_sqlite
def test_a_file_whose_people_have_the_same_usernames_is_refused(db, settings):
    settings.DEBUG = True
    for person in PEOPLE:
        make_user(username=person.username)

    with pytest.raises(DemoRefused, match="the demo did not make"):
        refuse_foreign_database()


@on_sqlite
def test_its_own_file_is_accepted_whatever_was_renamed_there(db, settings):
    settings.DEBUG = True
    make_people()
    User.objects.exclude(username="clinical").update(printed_name="Renamed")
    User.objects.filter(username="editor").update(username="eva")

    refuse_foreign_database()


@on_sqlite
def test_a_steward_who_may_no_longer_import_gets_a_sentence(db, settings):
    settings.DEBUG = True
    make_people()["steward"].groups.clear()

    with pytest.raises(DemoRefused, match="A sample page could not be loaded"):
        prepare(OutputWrapper(io.StringIO()))


@on_sqlite
def test_the_command_loads_and_prints_who_can_log_in(db, settings, capsys):
    settings.DEBUG = True

    call_command("demo", no_serve=True)
    first = capsys.readouterr().out
    call_command("demo", no_serve=True)
    second = capsys.readouterr().out

    assert f"led {len(read_story(FOLDER))} pages through review." in first
    assert "here already" in second
    for text in (first, second):
        assert 'Look first at Imports, as "steward"' in text
    for person in PEOPLE:
        assert re.search(rf"^{person.username} +{PASSWORD} ", first, re.MULTILINE)
