"""The data of a comment: each value is asked for by name, and checked."""

import json
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, TypeVar
from uuid import UUID

from monographs.frequency import Interval, interval_from_text
from monographs.importing.documents.draft import Issue, Severity
from monographs.importing.documents.exported.cutting import Marker

_LARGEST_COUNT = 2**31 - 1
_LONGEST_INTERVAL = 100
_SHARE = re.compile(r"[0-9]{1,18}(?:/[0-9]{1,18})?")
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_Value = TypeVar("_Value")
_Default = TypeVar("_Default")


@dataclass
class Notes:
    """What the reading of one file has found so far."""

    compares_words: bool = True
    issues: list[Issue] = field(default_factory=list)
    line_of_key: dict[UUID, int] = field(default_factory=dict)

    def add(
        self,
        code: str,
        line: int,
        message: str,
        found: str = "",
        *,
        severity: Severity = Severity.WARNING,
    ) -> None:
        self.issues.append(Issue(code, severity, line, message, found))


class Values:
    """`read` raises ValueError with a sentence for what it does not accept."""

    def __init__(self, values: dict[str, Any], line: int, notes: Notes) -> None:
        self.line = line
        self.notes = notes
        self._values = values
        self._unread = set(values)

    def get(
        self, name: str, read: Callable[[Any], _Value], default: _Default
    ) -> _Value | _Default:
        if name not in self._values:
            return default
        self._unread.discard(name)
        value = self._values[name]
        try:
            return read(value)
        except ValueError as reason:
            self.refuse(f'value of "{name}"', str(reason), str(value))
            return default

    def refuse(self, what: str, reason: str, found: str) -> None:
        self.notes.add(
            "exported_value",
            self.line,
            f"The {what} was not used. {reason}",
            found,
            severity=Severity.ERROR,
        )

    def text(self, name: str) -> str:
        return self.get(name, text, "")

    def key(self, name: str) -> UUID | None:
        return self.get(name, key, None)

    def own_key(self) -> UUID | None:
        """A row that was copied with its key is a new row."""
        own = self.key("key")
        if own is None:
            return None
        if own not in self.notes.line_of_key:
            self.notes.line_of_key[own] = self.line
            return own
        self.notes.add(
            "exported_key_repeated",
            self.line,
            f"The row of line {self.notes.line_of_key[own]} has the same key, so this "
            'one counts as new. Delete its "key" to say so.',
            str(own),
        )
        return None

    def name_the_unread(self) -> None:
        for name in sorted(self._unread):
            self.notes.add(
                "exported_value",
                self.line,
                f'medsite does not know "{name}" here, so it was not used. '
                "Correct the name or delete it.",
                name,
            )


def values_of(marker: Marker, notes: Notes) -> Values:
    try:
        values = json.loads(marker.data)
    except (ValueError, RecursionError):
        values = None
    if isinstance(values, dict):
        return Values(values, marker.line, notes)
    notes.add(
        "exported_marker",
        marker.line,
        "The data of this medsite comment cannot be read, so only the text below it "
        "was taken. Put the comment back as it was.",
        marker.written,
        severity=Severity.ERROR,
    )
    return Values({}, marker.line, notes)


def text(value: Any) -> str:
    if isinstance(value, str) and not _UNSTORABLE.search(value):
        return value
    raise ValueError("It must be text between quotation marks.")


def key(value: Any) -> UUID:
    try:
        return UUID(text(value))
    except ValueError:
        raise ValueError(
            "It is no key, which is 32 letters and digits that medsite has chosen."
        ) from None


def yes_or_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError("It must be true or false.")


def count(value: Any) -> int:
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    if is_whole and 0 <= value <= _LARGEST_COUNT:
        return int(value)
    raise ValueError("It must be a number of people.")


def share(value: Any) -> Fraction:
    written = text(value)
    if _SHARE.fullmatch(written) and not re.search("/0+$", written):
        return Fraction(written)
    raise ValueError('It must be a fraction such as "1/50".')


def interval(value: Any) -> Interval:
    written = text(value)
    if len(written) > _LONGEST_INTERVAL:
        raise ValueError("It is too long for an interval.")
    return interval_from_text(written)


def one_of(choices: Collection[str]) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if text(value) in choices:
            return text(value)
        raise ValueError(f"It must be one of: {', '.join(choices)}.")

    return read
