"""Bytes of files go in, across and back as they came, without copies in memory."""

import hashlib
import os
import re
import sys
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from monographs.importing.sheets.sources import forget_sources, keep_sources
from monographs.importing.sheets.stored_bytes import PIECE, save_with_bytes
from monographs.models import Batch, BatchFile, SourceDocument
from tests.factories import make_steward

pytestmark = pytest.mark.django_db

STATUS = Path("/proc/self/status")
SIZES = [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 7]


def make_file(content, *, batch=None, number=1):
    batch = batch or Batch.objects.create(kind="sheets", name="a", by=make_steward())
    file = BatchFile(
        batch=batch,
        number=number,
        name=f"{number}.csv",
        sha256=hashlib.sha256(content).hexdigest(),
    )
    save_with_bytes(file, content)
    return file


@pytest.mark.parametrize("size", SIZES)
def test_bytes_are_the_same_in_the_file_in_its_source_and_back(size):
    content = os.urandom(size)
    file = make_file(content)
    taken_in = bytes(file.content)

    keep_sources(file.batch)
    source = SourceDocument.objects.get()
    file.refresh_from_db()
    kept = bytes(source.content)
    assert (file.content, file.source) == (None, source)
    forget_sources(file.batch)

    file.refresh_from_db()
    assert taken_in == kept == bytes(file.content) == content
    assert source.sha256 == SourceDocument.hash_of(kept)
    assert not SourceDocument.objects.exists()


def test_two_files_with_the_same_bytes_are_one_source():
    first = make_file(b"a,b")
    make_file(b"a,b", batch=first.batch, number=2)
    make_file(b"c", batch=first.batch, number=3)

    kept = keep_sources(first.batch)

    assert kept[1] == kept[2] != kept[3]
    contents = SourceDocument.objects.order_by("pk").values_list("content", flat=True)
    assert [bytes(content) for content in contents] == [b"a,b", b"c"]


def test_a_source_that_is_here_already_is_not_written_again():
    first, second = make_file(b"a,b"), make_file(b"a,b")

    assert keep_sources(first.batch) == keep_sources(second.batch)
    assert bytes(SourceDocument.objects.get().content) == b"a,b"


def test_a_source_still_never_changes():
    keep_sources(make_file(b"a,b").batch)

    with pytest.raises(IntegrityError, match="kept as it came"), transaction.atomic():
        SourceDocument.objects.update(content=b"x")


@pytest.mark.skipif(sys.platform != "linux", reason="Linux knows a process's peak")
def test_a_large_file_is_not_held_while_it_becomes_a_source():
    if connection.vendor != "sqlite":
        pytest.skip("a server has a memory of its own")
    size = 16_000_000
    batch = make_file(os.urandom(size)).batch

    kept = growth_of(lambda: keep_sources(batch))
    back = growth_of(lambda: forget_sources(batch))

    # The guard of sources looks at each new one as a whole.
    assert kept < size * 1.2
    assert back < size / 4


def growth_of(step):
    """In bytes: the peak while it runs, above what is held before."""
    Path("/proc/self/clear_refs").write_text("5")
    before = held("VmRSS")
    step()
    return held("VmHWM") - before


def held(name):
    return int(re.search(rf"{name}:\s*(\d+) kB", STATUS.read_text())[1]) * 1024
