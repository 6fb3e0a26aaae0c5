"""Sealed content as it was signed, or not at all."""

from contextlib import suppress

from monographs.content import Document, ReadInTwoWays, loads_one_way, sha256
from monographs.public.made_once import made_once


class AlteredContent(Exception):
    """The stored text no longer has the hash that was signed, or says a thing twice."""


def read_sealed(content: str, *, digest: str, name: str) -> Document:
    return made_once(("sealed", digest), lambda: _read(content, digest, name))


def _read(content: str, digest: str, name: str) -> Document:
    if sha256(content) == digest:
        with suppress(ReadInTwoWays):
            return loads_one_way(content)
    raise AlteredContent(
        f"The stored text of {name} is not what was signed: somebody changed it past "
        "the program. Nothing of it is shown. Tell an administrator."
    )
