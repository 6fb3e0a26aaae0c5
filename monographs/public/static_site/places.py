"""Which file an address becomes, and how one file leads to another. Pure."""

import hashlib
from functools import lru_cache

# Most file systems take 255 bytes a name.
_LONGEST_NAME = 200
# What continues a list; anything else that is asked has no file.
CONTINUING = ("after", "then")


@lru_cache(maxsize=100_000)
def place_of(address: str) -> str:
    """Below the folder; a list's further pages stand beside its first one."""
    # Of our own addresses, which have neither host nor fragment; by hand, since there
    # are many.
    path, _, query = address.partition("?")
    segments = path[1:].split("/")
    if len(path) > _LONGEST_NAME:
        segments = [_shortened(segment) for segment in segments]
    if not segments[-1]:
        segments[-1] = f"page-{_digest(query)}.html" if query else "index.html"
    return "/".join(segments)


def way(start: str, target: str) -> str:
    """From file to file, both below the folder: works at any depth and from `file:`."""
    return "../" * start.count("/") + target


def continues(query: str) -> bool:
    """Whether an address with this query is the further page of a list."""
    names = [pair.partition("=")[0] for pair in query.split("&")]
    return all(name in CONTINUING for name in names)


def _shortened(segment: str) -> str:
    if len(segment) <= _LONGEST_NAME:
        return segment
    name, dot, ending = segment.partition(".")
    return f"{name[:150]}-{_digest(name)}{dot}{ending}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
