"""Addresses and forms are read as UTF-8, whatever charset a request names.

Django reads them as Content-Type says, also the address of a page. No cache looks at
that header: whoever sends it would have another page kept under the address of this
one. And a charset that is none fails before anything of Django could answer.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]

_BOUNDARY = re.compile(r';\s*boundary\s*=\s*"?([^";]+)', re.IGNORECASE)


def reading_utf8(application: Application) -> Application:
    """Of Content-Type only what is needed to take a form apart gets through."""

    def reading(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if given := environ.get("CONTENT_TYPE"):
            environ["CONTENT_TYPE"] = without_charset(given)
        return application(environ, start_response)

    return reading


def without_charset(content_type: str) -> str:
    kind = content_type.partition(";")[0].strip()
    boundary = _BOUNDARY.search(content_type)
    return f'{kind}; boundary="{boundary[1].strip()}"' if boundary else kind
