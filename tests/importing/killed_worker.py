"""A worker that is killed while it works: python -m tests.importing.killed_worker …

It takes the oldest batch that waits, two files or lines a chunk, and kills itself as
`kill -9` would: after some chunks, or at some write of the run.
"""

import os
import signal
import sys
from datetime import timedelta
from itertools import count

import django
from django.apps import apps
from django.db import connection

if not apps.ready:
    django.setup()

from monographs.importing import (
    advance,
    apply_chunk,
    lease,
    read_chunk,
    sheets,
    undo_chunk,
)

CHUNKS = (
    *(read_chunk, apply_chunk, undo_chunk),
    *(sheets.stage, sheets.lines, sheets.apply, sheets.undo),
)
FILES_A_CHUNK = 2


def main(moment, number):
    for module in CHUNKS:
        module.CHUNK = FILES_A_CHUNK
    lease.LEASE = timedelta(seconds=1)
    chunks, writes = count(1), count(1)

    def after_each(_batch):
        if moment == "chunk" and next(chunks) == number:
            die()

    def at_write(execute, sql, *arguments):
        is_write = sql.startswith(("INSERT", "UPDATE", "DELETE"))
        if moment == "write" and is_write and next(writes) == number:
            die()
        return execute(sql, *arguments)

    with connection.execute_wrapper(at_write):
        advance.run_next(after_each=after_each)


def die():
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
