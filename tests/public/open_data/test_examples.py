"""The examples of the page about open data, run as they stand there."""

import re
import subprocess
import sys
from html import unescape

import pytest

from tests.formulary import put_formulary
from tests.public.open_data.sets import asked, published


@pytest.fixture
def folder(db, root):
    """A set of the demo's pages."""
    put_formulary()
    return published(root)


@pytest.fixture
def examples(folder, client):
    html = client.get("/data/").content.decode()
    return [unescape(one) for one in re.findall(r"<pre><code>(.*?)</code>", html, re.S)]


def test_every_question_to_the_database_finds_something(folder, examples):
    questions = re.findall(r'^sqlite3 medsite\.sqlite "(.*)"$', examples[0], re.M)

    assert len(questions) == 2
    for question in questions:
        assert asked(folder, question), question


def test_the_lines_of_python_find_every_version_as_it_was_signed(folder, examples):
    ran = subprocess.run(
        [sys.executable, "-c", f"{examples[1]}\nprint(version['status']['title'])"],
        cwd=folder,
        capture_output=True,
        text=True,
    )

    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip()
