"""What passes through the door: each document by itself, or why it was refused."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Never, Protocol


class IntakeRefused(Exception):
    """The input as a whole is refused and nothing was taken in; a sentence says why."""


class DocumentRefused(Exception):
    """This document is refused and the others are not; a sentence says why."""


@dataclass(frozen=True)
class Incoming:
    """A document, or the sentence that says why it is refused.

    `path` identifies it and begins with the imported folder's own name; `source` is
    the path below that folder, and the same as `path` among several inputs.
    """

    path: str
    source: str
    content: bytes | None
    problem: str = ""


@dataclass(frozen=True)
class Found:
    """A file that was met but not read yet; one without `read` is left alone.

    `read` raises DocumentRefused. It may be called until the next file is asked for.
    """

    path: str
    read: Callable[[], bytes] | None = None


class Input(Protocol):
    """One thing that was handed over: a file, a folder, a ZIP."""

    @property
    def label(self) -> str:
        """What messages call it."""

    @property
    def folder(self) -> str:
        """The imported folder that its paths begin with, if there is one."""

    def found(self) -> Iterator[Found]:
        """Its files in their order; each call starts anew."""


def refusing(problem: str) -> Callable[[], bytes]:
    """For a file that is refused before it is read."""

    def refuse() -> Never:
        raise DocumentRefused(problem)

    return refuse
