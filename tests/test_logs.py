"""What is written into logs, and above all what is not."""

import io
import logging
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.utils.log import ServerFormatter

from medsite.logs import WithoutQueries, without_query

PRIVATE = [
    "/search/",
    "/search/suggest",
    "/side-effects/match/",
    "/feedback/",
    "/drugs/",
    "/drugs/examplazole/side-effects/",
    "/side-effects/nausea/",
    "/compare/",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_what_was_asked_for_is_cut_off(address):
    line = f'"GET {address}?q=rash+on+my+arm&d=examplazole HTTP/1.1" 200 512'

    assert without_query(line) == f'"GET {address} HTTP/1.1" 200 512'


def test_an_apostrophe_hides_nothing_behind_it():
    line = "GET /search/?q=can't+breathe HTTP/1.1"

    assert without_query(line) == "GET /search/ HTTP/1.1"


@pytest.mark.parametrize(
    "line",
    [
        '"GET /changes/?kind=safety HTTP/1.1" 200 512',
        '"GET /research/?q=a HTTP/1.1" 404 512',
        "Does /search/ work? Yes.",
    ],
)
def test_other_lines_stay_as_they_are(line):
    assert without_query(line) == line


def test_the_loggers_of_requests_write_through_the_filter():
    for name in ("django", "django.server", "monographs"):
        own = [
            handler
            for handler in logging.getLogger(name).handlers
            if type(handler) is logging.StreamHandler
        ]
        assert own, name
        for handler in own:
            assert any(isinstance(one, WithoutQueries) for one in handler.filters)


def test_a_line_of_the_development_server_holds_no_query():
    logger = logging.getLogger("django.server")
    handler = next(one for one in logger.handlers if is_for_requests(one))
    before, out = handler.stream, io.StringIO()
    handler.setStream(out)
    try:
        logger.info(
            '"%s" %s %s',
            "GET /search/?q=50%25+worse HTTP/1.1",
            "200",
            "512",
            extra={"status_code": 200},
        )
    finally:
        handler.setStream(before)

    assert '"GET /search/ HTTP/1.1" 200 512' in out.getvalue()
    assert "worse" not in out.getvalue()


def is_for_requests(handler):
    return isinstance(handler.formatter, ServerFormatter)


def test_a_record_without_a_query_keeps_its_parts():
    record = logging.LogRecord("a", 20, "", 1, "%s of %s", ("1", "2"), None)

    assert WithoutQueries().filter(record)
    assert record.args == ("1", "2")


def test_gunicorn_writes_no_query(tmp_path):
    """Neither of an answer, nor of an error, nor from where a reader came."""
    with running_gunicorn(tmp_path) as (port, written):
        for query in ("d=secret", "d=secret&fail"):
            ask(f"http://127.0.0.1:{port}/side-effects/match/?{query}")

    assert re.search(r'"GET /side-effects/match/ HTTP/1.1" 200', written[0]), written
    assert "broken" in written[0]
    assert "secret" not in written[0]


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (b"/x%0a127.0.0.1%20-%1b[31m", "/x%0A127.0.0.1%20-%1B%5B31m"),
        (b"/x%0d%22%5c%00", "/x%0D%22%5C%00"),
        (b"/x%c2%9b31m%e2%80%a8y", "/x%C2%9B31m%E2%80%A8y"),
        (b"/x%250a", "/x%250a"),
    ],
)
def test_nobody_forges_a_line_of_gunicorns(tmp_path, path, line):
    with running_gunicorn(tmp_path) as (port, written):
        ask(f"http://127.0.0.1:{port}/first")
        with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
            headers = b"Host: a\r\nConnection: close\r\n\r\n"
            connection.sendall(b"GET " + path + b" HTTP/1.1\r\n" + headers)
            assert connection.recv(100)

    [found] = [one for one in written[0].split("\n") if "GET /x" in one]
    assert f'"GET {line} HTTP/1.1" 200 0' in found
    assert written[0].count("127.0.0.1 [") == 2
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", written[0])


@contextmanager
def running_gunicorn(folder):
    """Its port, and a list that holds what it wrote once it has ended."""
    (folder / "tiny.py").write_text(
        "def application(environ, start_response):\n"
        "    if 'fail' in environ['QUERY_STRING']: raise ValueError('broken')\n"
        "    start_response('200 OK', [('Content-Length', '0')])\n"
        "    return [b'']\n"
    )
    written = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        command = [
            *(sys.executable, "-m", "gunicorn", "tiny:application", "--workers", "1"),
            *("--bind", f"fd://{listener.fileno()}", "--access-logfile", "-"),
            *("--pythonpath", str(folder), "--no-control-socket"),
        ]
        server = subprocess.Popen(
            command,
            cwd=settings.BASE_DIR,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            pass_fds=[listener.fileno()],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
    try:
        yield port, written
    finally:
        server.terminate()
        # As it is, without the line ends that Python would make of others.
        written.append(server.communicate(timeout=20)[0].decode())


def ask(address, patience=20):
    referer = {"Referer": "http://127.0.0.1/search/?q=secret"}
    deadline = time.monotonic() + patience
    while True:
        try:
            request = urllib.request.Request(address, headers=referer)
            return urllib.request.urlopen(request, timeout=10).status
        except urllib.error.HTTPError as answer:
            return answer.code
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
