"""Checks are registered as Django's system checks are; each says what it is for."""

import hashlib
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from monographs.checks.page import Page
from monographs.checks.texts import Text, said_by
from monographs.content import DocumentRow
from monographs.models import Finding

Severity = Finding.Severity
LONGEST_PLACE = 300


@dataclass(frozen=True)
class Remark:
    """What a check says: where, what was found, what to do.

    `evidence` is what was found, where the message says more than that: an
    acknowledgement holds as long as this and the row stay the same.
    """

    row: DocumentRow | None
    place: str
    message: str
    evidence: str = ""

    @classmethod
    def on(cls, text: Text, message: str, evidence: str = "") -> Self:
        return cls(text.row, text.place, message, evidence)


@dataclass(frozen=True)
class Found:
    """One finding of one check in one document.

    Its digest is the same as long as the check finds the same in the same row.
    """

    code: str
    severity: Severity
    row_key: UUID | None
    place: str
    message: str
    digest: str


Finder = Callable[[Page], Iterator[Remark]]


@dataclass(frozen=True)
class Check:
    code: str
    severity: Severity
    about: str  # in one line
    find: Finder

    @property
    def reason(self) -> str:
        """Why it is worth somebody's attention."""
        return inspect.getdoc(self.find) or ""

    def __call__(self, page: Page) -> Iterator[Found]:
        for remark in self.find(page):
            yield Found(
                code=self.code,
                severity=self.severity,
                row_key=remark.row.key if remark.row else None,
                place=remark.place[:LONGEST_PLACE],
                message=remark.message,
                digest=self._digest(remark),
            )

    def _digest(self, remark: Remark) -> str:
        row = remark.row
        parts = [
            self.code,
            str(row.key) if row else "",
            said_by(row) if row else "",
            remark.evidence or remark.message,
        ]
        return hashlib.sha256("\x00".join(parts).encode()).hexdigest()


REGISTERED: dict[str, Check] = {}


def register(*, code: str, severity: Severity, about: str) -> Callable[[Finder], Check]:
    def add(find: Finder) -> Check:
        if code in REGISTERED:
            raise ValueError(f'Two checks are called "{code}".')
        check = Check(code, severity, about, find)
        REGISTERED[code] = check
        return check

    return add
