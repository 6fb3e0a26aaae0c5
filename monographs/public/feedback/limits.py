"""How many reports an address may send: counted for an hour, under a hash.

The address itself is stored nowhere. The hash needs our key and changes each hour; it
lies until then in a cache that pages do not fill. With the memory of each process, each
counts on its own.
"""

import time
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from monographs.caches.own import counters

PERIOD = 60 * 60  # seconds
MOST_OF_ONE = 10
# Whoever uses many addresses meets this one.
MOST_OF_ALL = 300


def seconds_to_wait(request: HttpRequest) -> int:
    """Counts one report; 0 if it may be sent, else when to try again."""
    now = time.time()
    period = int(now // PERIOD)
    wait = int((period + 1) * PERIOD - now) + 1
    if _count(f"{period}:{_hash_of(_address(request), period)}") > MOST_OF_ONE:
        return wait
    return wait if _count(f"{period}:all") > MOST_OF_ALL else 0


def _count(name: str) -> int:
    key = f"feedback:{name}"
    counters.add(key, 0, PERIOD)
    try:
        return int(counters.incr(key))
    except ValueError:  # it went in between
        return 1


def _hash_of(address: str, period: int) -> str:
    return salted_hmac(
        "monographs.feedback.limit", f"{period}:{address}", algorithm="sha256"
    ).hexdigest()[:32]


def _address(request: HttpRequest) -> str:
    """Of the reader; a household has as many IPv6 addresses as it likes, so its net."""
    given = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        # Only what our own proxy wrote is to be believed: the last.
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2]
        given = forwarded.strip() or given
    try:
        address = ip_address(given)
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(int(address) >> 64)
    return str(address)
