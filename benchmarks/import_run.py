"""One import of a folder, in a process of its own: python -m benchmarks.import_run."""

import json
import os
import resource
import sys
import time
from pathlib import Path

import django
from django.core.management import call_command


def main(folder: Path) -> dict[str, float]:
    """Seconds for parsing alone, for a whole import, and for the same once more."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    return {
        "saved": _import(folder),
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "again": _import(folder),
        "parsed": _parse(folder),
    }


def _parse(folder: Path) -> float:
    from monographs.importing.documents import parse

    contents = [(path.read_bytes(), path.name) for path in sorted(folder.rglob("*.md"))]
    start = time.perf_counter()
    for content, name in contents:
        parse(content, name)
    return time.perf_counter() - start


def _import(folder: Path) -> float:
    from monographs.importing.advance import run
    from monographs.importing.decisions import load
    from monographs.importing.intake import Limits, read_paths
    from monographs.importing.take_in import take_in
    from monographs.models import User

    by, _ = User.objects.get_or_create(username="steward", is_superuser=True)
    start = time.perf_counter()
    batch = take_in(read_paths([folder], Limits.from_settings()), name="all", by=by)
    batch = run(batch)
    if batch.counts["states"].get("planned"):
        batch = run(load(batch, by=by, skip_bad=True))
    return time.perf_counter() - start


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
