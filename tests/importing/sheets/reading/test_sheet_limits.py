import os
import subprocess
import sys

import pytest

from monographs.importing.sheets.reading import SheetLimits
from tests.importing.measured import ROOT

VARIABLES = {
    "IMPORT_SHEETS": "sheets",
    "IMPORT_SHEET_ROWS": "rows",
    "IMPORT_SHEET_COLUMNS": "columns",
    "IMPORT_CELL_BYTES": "cell_bytes",
}


def test_without_settings_the_limits_are_those_of_the_specification():
    limits = SheetLimits.from_settings()

    assert [getattr(limits, name) for name in VARIABLES.values()] == [
        20,
        1_000_000,
        200,
        1_000_000,
    ]
    assert limits.files.file_bytes == 20_000_000


@pytest.mark.parametrize(("variable", "field"), VARIABLES.items())
def test_each_limit_follows_its_setting(settings, variable, field):
    setattr(settings, variable, 7)

    limits = SheetLimits.from_settings()

    assert [name for name in VARIABLES.values() if getattr(limits, name) == 7] == [
        field
    ]


def test_each_setting_is_read_from_its_variable_and_the_readme_names_it():
    script = "from medsite import settings as s; print(*(getattr(s, n) for n in {}))"
    values = {variable: str(n) for n, variable in enumerate(VARIABLES, start=11)}

    done = subprocess.run(
        [sys.executable, "-c", script.format([*VARIABLES])],
        cwd=ROOT,
        env=os.environ | {"DEBUG": "1"} | values,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.split() == [*values.values()]
    readme = (ROOT / "README.md").read_text()
    assert not [variable for variable in VARIABLES if f"`{variable}`" not in readme]
