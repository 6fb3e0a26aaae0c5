"""What can be wrong with a cell, in the words for the person who mends it."""

import re

from monographs.importing.sheets.reading.limits import SheetLimits

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")

UNSTORABLE = (
    "This cell holds a character that cannot be stored: NUL or half of a character. "
    "Remove it."
)
NO_NUMBER = (
    "This cell should hold a number, but what the file has is none, or is too large. "
    "Type it again."
)
NO_DAY = "This cell should show a day or a time that does not exist. Type it again."
NO_TEXT = (
    "This cell refers to a text that is not in the file. Save the file again with its "
    "own program."
)
TWICE = (
    "The file has this cell twice or in a wrong place. Save it again with a "
    "spreadsheet program."
)
ERROR_VALUE = (
    "This cell shows an error of a formula instead of a value. Mend the formula, or "
    "type the value."
)


def is_storable(text: str) -> bool:
    return not _UNSTORABLE.search(text)


def too_long(limits: SheetLimits) -> str:
    return f"This cell holds more than {limits.cell_bytes:,} bytes. Divide its text."


def long_line(limits: SheetLimits) -> str:
    return (
        f"The cells of this line hold more than {limits.line_characters:,} characters "
        "together. Divide its texts."
    )


def far_away(limits: SheetLimits) -> str:
    return (
        f"This cell stands beyond the {limits.columns:,} columns that are allowed. "
        "Remove it, or move it nearer."
    )
