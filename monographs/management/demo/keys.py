"""Keys that stay the same each time, so that nothing is loaded twice."""

from uuid import UUID, uuid5

_NAMESPACE = UUID("6f1f3c5e-6d0b-4f43-9a52-0c7f6d6a2b11")


def key_of(*parts: str) -> UUID:
    return uuid5(_NAMESPACE, "\n".join(parts))
