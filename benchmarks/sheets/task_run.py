"""One task, in a process of its own: python -m benchmarks.sheets.task_run TASK FILE."""

import json
import re
import resource
import sys
import time
from pathlib import Path
from typing import Any

import django

STATUS = Path("/proc/self/status")


def main(task: str, path: Path) -> dict[str, Any]:
    django.setup()
    # Only after the setup can models be imported.
    from benchmarks.sheets.tasks import TASKS

    start, processor = time.perf_counter(), time.process_time()
    did = TASKS[task](path)
    return {
        "seconds": time.perf_counter() - start,
        "processor": time.process_time() - processor,
        "peak": peak(),
        "did": did,
    }


def peak() -> float:
    """MiB. What getrusage knows begins with the peak of whoever started this process,
    and Linux keeps a better one."""
    if STATUS.exists():
        found = re.search(r"VmHWM:\s*(\d+) kB", STATUS.read_text())
        if found:
            return int(found[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], Path(sys.argv[2]))))
