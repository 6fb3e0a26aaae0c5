"""The line that a terminal shows while something is going on."""

import io
import os

import pytest
from django.core.management.base import OutputWrapper

from monographs.management import progress
from monographs.management.batch_work import BatchProgress
from monographs.management.progress import Progress
from monographs.models import Batch


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def now(monkeypatch):
    """A clock that stands still until it is moved: now["is"] += 10."""
    clock = {"is": 100.0}
    monkeypatch.setattr(progress.time, "monotonic", lambda: clock["is"])
    width = os.terminal_size((80, 24))
    monkeypatch.setattr(progress.shutil, "get_terminal_size", lambda: width)
    return clock


def lines(stream):
    return [line.rstrip() for line in stream.getvalue().split("\r") if line.strip()]


def test_it_says_how_much_is_done_how_fast_and_how_long_it_will_take(now):
    stream = Terminal()
    bar = Progress(OutputWrapper(stream), "Reading", 6_500)

    now["is"] += 10
    bar.update(1_500)

    assert lines(stream) == [
        "Reading [####................] 1,500 of 6,500, 150 a second, 0:33 left"
    ]


def test_what_was_done_before_says_nothing_about_the_rate(now):
    stream = Terminal()
    bar = Progress(OutputWrapper(stream), "Loading", 4_000, done=2_000)

    bar.update(2_000)
    now["is"] += 100
    bar.update(2_100)

    assert lines(stream) == [
        "Loading [##########..........] 2,000 of 4,000",
        "Loading [##########..........] 2,100 of 4,000, 1 a second, 31:40 left",
    ]


def test_it_fits_the_terminal_and_is_wiped_at_the_end(now):
    stream = Terminal()
    bar = Progress(OutputWrapper(stream), "Reading " * 20, 2)

    assert list(bar.over("ab")) == ["a", "b"]

    written = stream.getvalue().split("\r")
    assert {len(line) for line in written if line} == {79}
    assert not written[-2].strip()


def test_it_is_not_written_more_often_than_anybody_reads(now):
    stream = Terminal()

    for _ in Progress(OutputWrapper(stream), "Reading", 1_000).over(range(1_000)):
        now["is"] += 0.001

    assert 5 <= len(lines(stream)) <= 15
    assert "1,000 of 1,000" in lines(stream)[-1]


def test_where_no_terminal_is_nothing_is_written(now):
    stream = io.StringIO()

    list(Progress(OutputWrapper(stream), "Reading", 2).over("ab"))

    assert stream.getvalue() == ""


def test_nothing_to_do_is_done_at_once(now):
    stream = Terminal()

    Progress(OutputWrapper(stream), "Loading", 0).update(0)

    assert lines(stream) == ["Loading [....................] 0 of 0"]


def test_a_batch_has_a_line_for_each_state_that_it_works_in(now):
    stream = Terminal()
    bar = BatchProgress(OutputWrapper(stream))

    for state in ("reading", "preview", "applying", "undoing", "cancelled"):
        now["is"] += 1
        bar.show(Batch(state=state, to_do=2))

    assert [line.partition(" ")[0] for line in lines(stream)] == [
        "Reading",
        "Loading",
        "Taking",
    ]
