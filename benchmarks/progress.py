"""Says what is going on, beside the table."""

import sys


def say(step: str) -> None:
    print(step, file=sys.stderr, flush=True)
