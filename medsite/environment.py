"""Reads values for the settings from environment variables, or says what is wrong."""

import os
from collections.abc import Collection
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

ON = {"1", "true", "yes", "on"}
OFF = {"0", "false", "no", "off"}

# Writers queue from their first statement instead of failing at their second
# (IMMEDIATE), and readers never wait for a writer (WAL).
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;",
}
POSTGRESQL_POOL = {"min_size": 1, "max_size": 10, "timeout": 10}
# To compile a search that looks in many ways takes PostgreSQL longer than to answer it.
POSTGRESQL_SETTINGS = "-c jit=off"


def text(name: str, default: str = "") -> str:
    """An empty variable counts as one that is not set."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool) -> bool:
    value = text(name).lower()
    if value in ON | OFF:
        return value in ON
    if value:
        raise ImproperlyConfigured(f'{name} is "{value}". Set it to 1 or to 0.')
    return default


def number(name: str, *, default: int, most: int | None = None) -> int:
    value = text(name, str(default))
    if not value.isdecimal() or (most is not None and int(value) > most):
        limits = f" from 0 to {most}" if most is not None else ""
        raise ImproperlyConfigured(
            f'{name} is "{value}". Set it to a whole number{limits}.'
        )
    return int(value)


def site_url(name: str, *, hosts: list[str], https: bool) -> str:
    """Where the site is reached; without the variable, at the first host's name."""
    host = next((host.lstrip(".") for host in hosts if host != "*"), "localhost")
    default = f"https://{host}" if https else "http://127.0.0.1:8000"
    url = _url(name, default)
    if url.scheme not in {"http", "https"} or not url.hostname or url.query:
        raise _unreadable(name, "https://www.example.org")
    return url.geturl().rstrip("/")


def web_address(name: str) -> str:
    """As it is given, or empty."""
    if not text(name):
        return ""
    url = _url(name, "")
    is_sendable = url.geturl().isascii()
    if url.scheme not in {"http", "https"} or not url.hostname or not is_sendable:
        raise _unreadable(name, "http://user:password@proxy:6081/purge")
    return url.geturl()


def licence(name: str) -> tuple[str, str] | None:
    """A licence's SPDX name and its address, or that nobody stated one."""
    parts = words(name)
    if not parts:
        return None
    if len(parts) != 2 or urlsplit(parts[1]).scheme not in {"http", "https"}:
        raise _unreadable(
            name, "CC-BY-4.0 https://creativecommons.org/licenses/by/4.0/"
        )
    return parts[0], parts[1]


def one_of(name: str, choices: Collection[str], *, default: str) -> str:
    value = text(name, default)
    if value not in choices:
        near = get_close_matches(value, choices, n=3) or sorted(choices)[:5]
        raise ImproperlyConfigured(
            f'{name} is "{value}", which is unknown. Use for example: '
            f"{', '.join(near)}."
        )
    return value


def words(name: str) -> list[str]:
    return text(name).replace(",", " ").split()


def require(wanted: dict[str, str]) -> None:
    """Refuse to go on while one of these variables is not set, naming each."""
    missing = [f"  {name}: {what}" for name, what in wanted.items() if not text(name)]
    if missing:
        raise ImproperlyConfigured(
            "medsite cannot start: set these environment variables first.\n"
            + "\n".join(missing)
            + "\nTo try medsite on your own machine, set DEBUG=1 instead."
        )


def database(name: str, *, default: str, base: Path) -> dict[str, Any]:
    """Django's DATABASES entry for sqlite:///file or postgres://user:word@host/name."""
    url = _url(name, default)
    path = unquote(url.path)[1:]
    if url.scheme == "sqlite" and path:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": base / path,
            # Opening the file and setting it up costs more than a page's query.
            "CONN_MAX_AGE": None,
            "OPTIONS": dict(SQLITE_OPTIONS),
        }
    if url.scheme in {"postgres", "postgresql"} and path:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": path,
            **_account(url),
            "CONN_HEALTH_CHECKS": True,
            # What follows "?" goes to the driver as it is: sslmode, host, …
            "OPTIONS": {
                "pool": dict(POSTGRESQL_POOL),
                "options": POSTGRESQL_SETTINGS,
                **dict(parse_qsl(url.query, keep_blank_values=True)),
            },
        }
    raise _unreadable(
        name, "postgres://user:password@host:5432/name", "sqlite:///db.sqlite3"
    )


def caches(name: str, *, default: str) -> dict[str, dict[str, Any]]:
    """One for pages, one for those of which there is no end, and one for what is
    small and must be pushed out by neither."""
    return {
        # Pages of some 20 kB; Django's 300 would hardly keep one letter.
        "default": _cache(name, default, part="pages", entries=2_000),
        "combinations": _cache(name, default, part="combinations", entries=200),
        "counters": _cache(name, default, part="counters", entries=50_000),
    }


def _cache(name: str, default: str, *, part: str, entries: int) -> dict[str, Any]:
    url = _url(name, default)
    if url.scheme == "memory":
        return {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": part,
            "OPTIONS": {"MAX_ENTRIES": entries},
        }
    if url.scheme in {"redis", "rediss"}:
        return {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": url.geturl(),
            # Pages are made without it rather than waited for.
            "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},
        }
    raise _unreadable(name, "redis://host:6379/0", "memory://")


def email(name: str, *, default: str) -> dict[str, Any]:
    """Django's EMAIL_… settings for smtp://, smtps:// or console://."""
    url = _url(name, default)
    if url.scheme == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if url.scheme in {"smtp", "smtps"} and url.hostname:
        account = _account(url)
        implicit = url.scheme == "smtps"
        starttls = dict(parse_qsl(url.query)).get("tls", "").lower() in ON
        return {
            "EMAIL_HOST": account["HOST"],
            "EMAIL_PORT": account["PORT"] or (465 if implicit else 25),
            "EMAIL_HOST_USER": account["USER"],
            "EMAIL_HOST_PASSWORD": account["PASSWORD"],
            "EMAIL_USE_SSL": implicit,
            "EMAIL_USE_TLS": starttls and not implicit,
        }
    raise _unreadable(name, "smtp://user:password@host:587/?tls=1", "console://")


def _url(name: str, default: str) -> SplitResult:
    try:
        url = urlsplit(text(name, default))
        url.port  # noqa: B018 — reading the port is what finds a malformed one
    except ValueError:
        # The value is never quoted: it may hold a password.
        raise ImproperlyConfigured(
            f"{name} is not a readable address. Write special characters in its "
            "password as %XX: # is %23, / is %2F, @ is %40."
        ) from None
    return url


def _account(url: SplitResult) -> dict[str, Any]:
    return {
        "HOST": url.hostname or "",
        "PORT": url.port or "",
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
    }


def _unreadable(name: str, *examples: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(
        f"{name} has a form that medsite does not know. "
        f"Write it like {' or '.join(examples)}."
    )
