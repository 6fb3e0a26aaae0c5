import os
import subprocess
import sys
from pathlib import Path

import pytest

from monographs.importing.intake import Limits
from monographs.importing.intake.limits import in_words

ROOT = Path(__file__).resolve().parents[3]
VARIABLES = {
    "IMPORT_FILE_BYTES": "file_bytes",
    "IMPORT_DOCUMENT_BYTES": "document_bytes",
    "IMPORT_ZIP_MEMBERS": "zip_members",
    "IMPORT_ZIP_RATIO": "zip_ratio",
    "IMPORT_UNPACKED_BYTES": "unpacked_bytes",
}


def test_without_settings_the_limits_are_those_of_the_specification():
    limits = Limits.from_settings()

    assert limits == Limits(
        file_bytes=20_000_000,
        document_bytes=2_000_000,
        zip_members=10_000,
        zip_ratio=100,
        unpacked_bytes=200_000_000,
    )


@pytest.mark.parametrize(("variable", "field"), VARIABLES.items())
def test_each_limit_follows_its_setting(settings, variable, field):
    setattr(settings, variable, 7)

    limits = Limits.from_settings()

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


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (5, "5 bytes"),
        (999_999, "999,999 bytes"),
        (2_000_000, "2 MB"),
        (1_234_567, "1.2 MB"),
        (4_000_000_000, "4,000 MB"),
    ],
)
def test_sizes_are_said_as_people_say_them(size, words):
    assert in_words(size) == words
