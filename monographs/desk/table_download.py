"""A table as a file: sent while it is read, for people who may take it out."""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.utils import timezone

from monographs.exporting.tables import Row, as_csv, as_xlsx
from monographs.workflow import require

logger = logging.getLogger(__name__)

RIGHT = "export_reports"


@dataclass(frozen=True)
class Format:
    label: str
    content_type: str
    write: Callable[[Iterable[Row]], Iterator[bytes]]


FORMATS = {
    "csv": Format("CSV", "text/csv; charset=utf-8", as_csv),
    "xlsx": Format(
        "Excel",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        as_xlsx,
    ),
}


def download(
    request: HttpRequest, name: str, ending: str, rows: Iterable[Row]
) -> StreamingHttpResponse:
    person = require(request.user, RIGHT)
    form = FORMATS.get(ending)
    if form is None:
        raise Http404("A table can be had as csv or as xlsx.")
    logger.info("%s takes out %s.%s", person.get_username(), name, ending)
    file = f"{name}-{timezone.localdate().isoformat()}.{ending}"
    return StreamingHttpResponse(
        form.write(rows),
        content_type=form.content_type,
        headers={"Content-Disposition": f'attachment; filename="{file}"'},
    )
