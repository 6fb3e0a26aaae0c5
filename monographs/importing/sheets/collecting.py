"""When Python looks for objects that only refer to each other."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collecting_later() -> Iterator[None]:
    """Python looks whenever many objects were made. A chunk of lines makes a hundred
    thousand small ones that end with it: looking at them again and again takes a
    quarter of the time that comparing takes, and finds nothing."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
