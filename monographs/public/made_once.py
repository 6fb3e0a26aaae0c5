"""While all pages are made at once: what pages of one version share is made once."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

Made = TypeVar("Made")

# A version's pages follow each other, so that few are enough.
_MOST = 16
_shared: ContextVar[dict[Hashable, object] | None] = ContextVar("_shared", default=None)


@contextmanager
def all_at_once() -> Iterator[None]:
    """No page of these is kept: they would push out those that readers ask for."""
    before = _shared.set({})
    try:
        yield
    finally:
        _shared.reset(before)


def are_all_made() -> bool:
    return _shared.get() is not None


def made_once(key: Hashable, make: Callable[[], Made]) -> Made:
    """Made each time, unless all pages are made."""
    shared = _shared.get()
    if shared is None:
        return make()
    if key not in shared:
        if len(shared) >= _MOST:
            shared.clear()
        shared[key] = make()
    made: Made = shared[key]  # type: ignore[assignment]
    return made
