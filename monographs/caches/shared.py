"""Shared caches, such as a proxy before the site: told at once, and told again.

What is to be forgotten is written in the transaction that changes the page, so that it
is not lost. It is sent as soon as that has ended; where the proxy does not answer, a
worker goes on trying. Nothing that happens here keeps a page from being withdrawn.
"""

import json
import logging
import socket
import time
from base64 import b64encode
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from monographs.caches.tags import tag_of
from monographs.models import CachePurge

logger = logging.getLogger(__name__)

TIMEOUT = 2  # seconds in all; somebody waits at the desk
LONGEST_ANSWER = 1_000  # characters of its first line
MOST_AT_ONCE = 500
# A worker tries again each minute, however long it takes.
PAUSE = timedelta(seconds=50)


def announce(pages: Sequence[tuple[str, str]], *, at: datetime | None = None) -> None:
    """Pages by slug and address; at a time to come, or as soon as this is committed."""
    if not settings.PURGE_URL or not pages:
        return
    purge = CachePurge.objects.create(
        pages=[list(page) for page in pages], not_before=at or timezone.now()
    )
    if at is None:
        transaction.on_commit(partial(_send_now, purge.pk), robust=True)


def send_waiting_purges() -> int:
    """How many changes of pages were told now; whoever calls asks again later."""
    if not settings.PURGE_URL:
        return 0
    due = CachePurge.objects.filter(not_before__lte=timezone.now())
    purges = list(due.order_by("not_before")[:MOST_AT_ONCE])
    return len(purges) if purges and _send(purges) else 0


def _send_now(pk: int) -> None:
    # While it does not answer, nobody at the desk waits for that again.
    if CachePurge.objects.filter(tries__gt=0).exists():
        return
    _send(list(CachePurge.objects.filter(pk=pk)))


def _send(purges: Sequence[CachePurge]) -> bool:
    pages = {tuple(page): None for purge in purges for page in purge.pages}
    rows = CachePurge.objects.filter(pk__in=[purge.pk for purge in purges])
    try:
        _post(pages)
    except (OSError, HTTPException) as trouble:
        said = str(trouble)[:300] or type(trouble).__name__
        logger.warning("The shared cache was not told of changes: %s", said)
        tries = max(purge.tries for purge in purges) + 1
        rows.update(tries=tries, last_error=said, not_before=timezone.now() + PAUSE)
        return False
    rows.delete()
    return True


def _post(pages: Iterable[tuple[str, ...]]) -> None:
    """One small request. Everything below an address is to be forgotten as well."""
    url = urlsplit(settings.PURGE_URL)
    slugs, paths = zip(*pages, strict=True)
    tags = [tag_of(slug) for slug in slugs]
    connect = HTTPSConnection if url.scheme == "https" else HTTPConnection
    headers = {"Content-Type": "application/json", "Surrogate-Key": " ".join(tags[:50])}
    if url.username:
        account = f"{unquote(url.username)}:{unquote(url.password or '')}"
        headers["Authorization"] = f"Basic {b64encode(account.encode()).decode()}"
    target = (url.path or "/") + (f"?{url.query}" if url.query else "")
    until = time.monotonic() + TIMEOUT
    with closing(connect(url.hostname or "", url.port, timeout=TIMEOUT)) as connection:
        body = json.dumps({"tags": tags, "paths": paths})
        connection.request("POST", target, body=body, headers=headers)
        status = _status(connection.sock, until)
    if not 200 <= status < 300:
        raise HTTPException(f"It answered {status}.")


def _status(connection: socket.socket, until: float) -> int:
    """Of the answer, whose rest says nothing more.

    A timeout of a socket begins anew with each byte; whoever sends one byte a second
    would be waited for as long as it likes.
    """
    said = b""
    while b"\n" not in said and len(said) < LONGEST_ANSWER:
        connection.settimeout(_left(until))
        if not (more := connection.recv(LONGEST_ANSWER)):
            break
        said += more
    version, _, rest = said.partition(b"\n")[0].decode("latin-1").partition(" ")
    status = rest[:3]
    if not (version.startswith("HTTP/1.") and len(status) == 3 and status.isdecimal()):
        raise HTTPException("Its answer is not HTTP.")
    return int(status)


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("timed out")
    return left
