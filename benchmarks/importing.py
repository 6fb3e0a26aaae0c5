"""Loading documents: so many a second, in how much memory, and the same once more."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.databases import temporary_database
from benchmarks.documents import write_folder
from benchmarks.figure import Figure, at_least, at_most

FEW = 500


def importing(many: int) -> Iterator[Figure]:
    few, lot = _measure(FEW), _measure(many)
    yield Figure("Import: documents parsed a second", f"{many / lot['parsed']:,.0f}")
    yield at_least(
        "Import: documents parsed and saved a second", many / lot["saved"], 150.0
    )
    yield at_most(
        f"Import: seconds a document at {many:,} / at {FEW}",
        (lot["saved"] / many) / (few["saved"] / FEW),
        1.5,
        unit=" ×",
    )
    yield at_most(
        f"Import: peak memory at {many:,} documents",
        lot["peak"],
        250.0,
        unit=" MiB",
        detail=f"{few['peak']:.0f} at {FEW}",
    )
    yield at_most(
        f"Import: the same {many:,} documents once more / the first time",
        lot["again"] / lot["saved"],
        0.1,
        unit=" ×",
    )


def _measure(number: int) -> dict[str, float]:
    with TemporaryDirectory(prefix="medsite-documents-") as name:
        folder = Path(name)
        write_folder(folder / "documents", number)
        with temporary_database(f"import_{number}", folder) as database:
            ended = subprocess.run(
                [sys.executable, "-m", "benchmarks.import_run", folder / "documents"],
                env={**os.environ, "DATABASE_URL": database},
                check=True,
                stdout=subprocess.PIPE,
                text=True,
            )
    measured: dict[str, float] = json.loads(ended.stdout)
    return measured
