"""Sealed content as it was signed, or not at all."""

from monographs.content import Document, loads, sha256
from monographs.public.made_once import made_once


class AlteredContent(Exception):
    """The stored text no longer has the hash that was signed."""


def read_sealed(content: str, *, digest: str, name: str) -> Document:
    return made_once(("sealed", digest), lambda: _read(content, digest, name))


def _read(content: str, digest: str, name: str) -> Document:
    if sha256(content) != digest:
        raise AlteredContent(name)
    return loads(content)
