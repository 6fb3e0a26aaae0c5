"""Our own cache: the memory of this process, or Redis for all of them.

What an address shows is remembered for LOOKUP_SECONDS. Each slug has a mark that
changes when its page does; what was remembered under an older mark is worth nothing,
also where somebody looked it up before the change and remembers it only afterwards.
Another process with a memory of its own does not see the mark: it may be wrong for as
long as it remembers, and no longer.

A cache that does not answer costs time, never a page.
"""

import logging
import secrets
import time
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import cache, caches
from django.utils.connection import ConnectionProxy
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)
Value = TypeVar("Value")

pages: Any = cache
# Marks are few and small; pages, of which there may be many, push none of them out.
counters: Any = ConnectionProxy(caches, "counters")
# Of pages of which there is no end, a few.
combinations: Any = ConnectionProxy(caches, "combinations")
NO_ANSWER = (RedisError, OSError)
# Longer than anything is remembered.
_MARK_SECONDS = 60
# A page is made by one; the others wait for it, and make it themselves at last.
_MAKING_SECONDS = 10
_MOST_WAITING = 2.0
_LOOK_EVERY = 0.01


class Memory:
    """Of what one address shows."""

    def __init__(self, slug: str, name: str, where: Any = pages) -> None:
        self._where = where
        self._mark_key = _mark_key(slug)
        self._key = f"lookup:{name}:{slug}"
        self._mark: str | None = None

    def recall(self) -> Any:
        """None where nothing is remembered that is still so."""
        if not settings.LOOKUP_SECONDS:
            return None
        self._mark = _get(counters, self._mark_key)
        mark, value = _get(self._where, self._key) or (None, None)
        return value if mark == self._mark else None

    def remember(self, value: Any) -> None:
        """What was looked up after `recall`."""
        if settings.LOOKUP_SECONDS:
            remembered = (self._mark, value)
            _put(self._where, self._key, remembered, settings.LOOKUP_SECONDS)


def recall_or_look_up(
    name: str, look_up: Callable[[], Value], where: Any = pages
) -> Value:
    """What no step in the life of a page marks as changed."""
    memory = Memory("", name, where)
    value: Value | None = memory.recall()
    if value is None:
        value = look_up()
        memory.remember(value)
    return value


def forget(slugs: Iterable[str]) -> None:
    """Whatever was looked up until now."""
    marks = {_mark_key(slug): secrets.token_hex(8) for slug in slugs}
    try:
        counters.set_many(marks, _MARK_SECONDS)
    except NO_ANSWER:
        logger.warning("The cache does not answer; it forgets by itself in seconds.")


def kept_or_made(
    key: str, make: Callable[[], Any], seconds: int, where: Any = pages
) -> Any:
    """Made by one, however many ask for it at the same time."""
    kept = _get(where, key)
    if kept is not None:
        return kept
    lock = f"{key}:being-made"
    is_mine = _add(where, lock)
    if not is_mine and (kept := _wait_for(where, key, lock)) is not None:
        return kept
    try:
        # Perhaps somebody made it between our question and our turn.
        if is_mine and (kept := _get(where, key)) is not None:
            return kept
        made = make()
        _put(where, key, made, seconds)
    finally:
        if is_mine:
            _delete(where, lock)
    return made


def _put(where: Any, key: str, value: Any, seconds: int) -> None:
    try:
        where.set(key, value, seconds)
    except NO_ANSWER:
        logger.warning("The cache does not answer; a page is made each time.")


def _wait_for(where: Any, key: str, lock: str) -> Any:
    until = time.monotonic() + _MOST_WAITING
    while time.monotonic() < until:
        time.sleep(_LOOK_EVERY)
        found = _get_many(where, [key, lock])
        if key in found:
            return found[key]
        if lock not in found:  # whoever made it failed
            return None
    return None


def _mark_key(slug: str) -> str:
    return f"changed:{slug}"


def _get(where: Any, key: str) -> Any:
    try:
        return where.get(key)
    except NO_ANSWER:
        return None


def _get_many(where: Any, keys: list[str]) -> dict[str, Any]:
    try:
        return dict(where.get_many(keys))
    except NO_ANSWER:
        return {}


def _add(where: Any, lock: str) -> bool:
    try:
        return bool(where.add(lock, 1, _MAKING_SECONDS))
    except NO_ANSWER:
        return True


def _delete(where: Any, key: str) -> None:
    try:
        where.delete(key)
    except NO_ANSWER:
        logger.warning("The cache does not answer; it forgets by itself in seconds.")
