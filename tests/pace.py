"""Bounds of time that hold on slow machines too: their seconds are a fast machine's.

A bound catches what grows without end, not what takes twice as long.
"""

import gc
import time
from contextlib import contextmanager

# What the loop below takes on a fast machine that has nothing else to do.
FAST = 0.045


def slowness():
    """How many times as long as a fast machine this one takes at the moment."""
    return max(1.0, min(_loop() for _ in range(3)) / FAST)


@contextmanager
def within(seconds):
    """Of the processor, which other processes do not lengthen.

    Nor does the memory of earlier tests, which Python would look through.
    """
    gc.disable()
    begin = time.process_time()
    try:
        yield
    finally:
        gc.enable()
    taken = time.process_time() - begin
    if taken > seconds:
        taken /= slowness()
    assert taken <= seconds


def _loop():
    begin, total = time.process_time(), 0
    for number in range(1_000_000):
        total += number * number % 7
    return time.process_time() - begin
