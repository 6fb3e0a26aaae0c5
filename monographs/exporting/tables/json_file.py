"""JSON for programs: each table a list of lines, each line its cells by column."""

import json
from collections.abc import Iterator, Sequence

from monographs.exporting.tables.sent import BYTES_AT_ONCE
from monographs.exporting.tables.table import Table

_encoded = json.JSONEncoder(ensure_ascii=False).encode


def json_tables(tables: Sequence[Table]) -> Iterator[bytes]:
    waiting, size = [], 0
    for part in _parts(tables):
        waiting.append(part)
        size += len(part)
        if size >= BYTES_AT_ONCE:
            yield "".join(waiting).encode()
            waiting, size = [], 0
    yield "".join(waiting).encode()


def _parts(tables: Sequence[Table]) -> Iterator[str]:
    yield '{"sheets": {'
    for number, table in enumerate(tables):
        yield f"{',' if number else ''}\n{_encoded(table.name)}: ["
        separator = "\n"
        for row in table.rows():
            yield separator + _encoded(dict(zip(table.header, row, strict=True)))
            separator = ",\n"
        yield "]"
    yield "\n}}\n"
