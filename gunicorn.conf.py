"""What gunicorn writes down, read by itself when it starts in this folder.

There is no access log unless somebody asks for one (--access-logfile -). Its lines name
the page alone: neither what stands behind the question mark nor where a reader came
from, since both can hold what they looked for.
"""

from typing import Any
from urllib.parse import quote

from gunicorn.glogging import Logger, SafeAtoms

from medsite.logs import WithoutQueries

_SEEN = "".join(map(chr, range(0x20, 0x7F)))


class _SeenAtoms(SafeAtoms):  # type: ignore[misc]
    """What a request says ends no line and steers no terminal."""

    def __init__(self, atoms: dict[str, Any]) -> None:
        super().__init__({name: _seen(value) for name, value in atoms.items()})


class AccessLog(Logger):  # type: ignore[misc]
    atoms_wrapper_class = _SeenAtoms

    def atoms(self, *args: Any) -> dict[str, Any]:
        atoms: dict[str, Any] = super().atoms(*args)
        # It was decoded: an address in which %0A stood would break the line.
        return {**atoms, "U": quote(atoms["U"] or "", "/:@!$&'()*+,;=", "latin-1")}


def _seen(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return quote(value, safe=_SEEN, encoding="latin-1", errors="backslashreplace")


logger_class = AccessLog
access_log_format = '%(h)s %(t)s "%(m)s %(U)s %(H)s" %(s)s %(b)s'


def on_starting(server: Any) -> None:
    # An error's line holds the whole address.
    server.log.error_log.addFilter(WithoutQueries())
