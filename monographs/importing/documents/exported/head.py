"""The front matter of a document that medsite wrote."""

import json
from collections.abc import Sequence
from typing import Any

from monographs.exporting.notation import FORMAT
from monographs.importing.documents.draft import Severity
from monographs.importing.documents.exported.values import Notes, Values, text
from monographs.visible_text import one_line

_YES_OR_NO = {"true": True, "false": False}


class Head:
    """Names that the reader does not know are for others, and pass."""

    def __init__(self, lines: Sequence[str], notes: Notes) -> None:
        self._notes = notes
        self._values: dict[str, Values] = {}
        for number, line in enumerate(lines, 2):
            name, _, written = line.partition(":")
            values = Values({name: _unquoted(written.strip())}, number, notes)
            if self._values.setdefault(name, values) is not values:
                values.refuse("line", "An earlier one says this already.", line)
        notes.compares_words = self._format() == FORMAT

    def get(self, name: str) -> Values:
        return self._values.get(name) or Values({}, 1, self._notes)

    def is_listed(self) -> bool:
        return self.get("listed").get("listed", _yes_or_no, True)

    def line(self, name: str, *, most: int) -> str:
        def read(value: Any) -> str:
            written = one_line(text(value))
            if len(written) > most:
                raise ValueError(f"It must be one line of up to {most} characters.")
            return written

        return self.get(name).get(name, read, "")

    def _format(self) -> int:
        number = self.get("medsite").get("medsite", _number, FORMAT)
        if number > FORMAT:
            self._notes.add(
                "exported_format",
                self.get("medsite").line,
                f"A newer medsite wrote this file, in its format {number}; this one "
                f"reads up to {FORMAT}. Update medsite before you load it.",
                severity=Severity.ERROR,
            )
        return number


def _unquoted(written: str) -> str:
    """As medsite writes it, or as a person would."""
    try:
        value = json.loads(written)
    except (ValueError, RecursionError):
        value = None
    if isinstance(value, str):
        return value
    is_quoted = len(written) > 1 and written[0] == written[-1] == "'"
    return written[1:-1].replace("''", "'") if is_quoted else written


def _yes_or_no(value: Any) -> bool:
    if value in _YES_OR_NO:
        return _YES_OR_NO[value]
    raise ValueError("It must be true or false.")


def _number(value: Any) -> int:
    if value.isascii() and value.isdecimal() and len(value) < 6:
        return int(value)
    raise ValueError(f"It must be {FORMAT}, the number of the format.")
