"""What a table is called, after its file or as its program calls it."""

import re

from monographs.importing.intake.names import written

LONGEST = 100  # as issues store it
UNNAMED = "table"
_FOLDERS = re.compile(r".*[/\\]", re.DOTALL)


def file_name_of(path: str) -> str:
    return _FOLDERS.sub("", path)


def table_name_of(path: str) -> str:
    """side_effects, of exports/side_effects.csv."""
    name = file_name_of(path)
    stem, _, _ = name.rpartition(".")
    return as_table_name(stem or name)


def as_table_name(name: str) -> str:
    return written(name).strip()[:LONGEST] or UNNAMED


def ending_of(path: str) -> str:
    """Lower case, without the dot; empty where there is none."""
    _, dot, ending = file_name_of(path).rpartition(".")
    return ending.lower() if dot else ""
