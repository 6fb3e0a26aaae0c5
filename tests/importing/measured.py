"""How long a function takes and how much memory, in a process of its own.

On Linux the peak that getrusage knows begins with that of the process which started
this one, and would hide all growth below it. Linux itself keeps a better one.
"""

import importlib
import json
import re
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.pace import slowness

ROOT = Path(__file__).resolve().parents[2]
STATUS = Path("/proc/self/status")

# What IMPORT.md allows for hostile input; its second has some room.
MOST_MEMORY = 30_000_000
MOST_SECONDS = 3.0


@dataclass(frozen=True)
class Measured:
    result: Any
    seconds: float  # of a fast machine's processor: see `tests.pace`
    memory: int  # bytes at the peak, above what the process held before


def measure(function, *, argument, warm_up):
    """Call a function of a module; result and arguments must be good for JSON.

    What it returns for `warm_up`, something small and harmless, is not counted.
    """
    call = [function.__module__, function.__qualname__, argument, warm_up]
    done = subprocess.run(
        [sys.executable, "-m", "tests.importing.measured", json.dumps(call)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return Measured(**json.loads(done.stdout))


def assert_is_bounded(measured):
    assert measured.memory <= MOST_MEMORY
    assert measured.seconds <= MOST_SECONDS


def main(call):
    module, name, argument, warm_up = json.loads(call)
    function = getattr(importlib.import_module(module), name)
    function(warm_up)
    memory, start = peak(), time.process_time()
    result = function(argument)
    seconds = time.process_time() - start
    grown = peak() - memory
    measured = Measured(result, seconds / slowness(), grown)
    sys.stdout.write(json.dumps(asdict(measured)))


def peak():
    if STATUS.exists():
        return 1_024 * int(re.search(r"VmHWM:\s*(\d+) kB", STATUS.read_text())[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main(sys.argv[1])
