"""What gunicorn writes down, read by itself when it starts in this folder.

There is no access log unless somebody asks for one (--access-logfile -). Its lines name
the page alone: neither what stands behind the question mark nor where a reader came
from, since both can hold what they looked for.
"""

from typing import Any

from medsite.logs import WithoutQueries

access_log_format = '%(h)s %(t)s "%(m)s %(U)s %(H)s" %(s)s %(b)s'


def on_starting(server: Any) -> None:
    # An error's line holds the whole address.
    server.log.error_log.addFilter(WithoutQueries())
