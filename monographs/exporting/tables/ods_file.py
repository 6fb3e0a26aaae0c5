"""An OpenDocument spreadsheet, written as it is sent; every cell is text."""

import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from monographs.exporting.tables.sent import Sent
from monographs.exporting.tables.table import Table

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = "urn:oasis:names:tc:opendocument:xmlns"
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_START = (
    f'{_XML}<office:document-content xmlns:office="{_NAMES}:office:1.0" '
    f'xmlns:table="{_NAMES}:table:1.0" xmlns:text="{_NAMES}:text:1.0" '
    'office:version="1.2"><office:body><office:spreadsheet>'
)
_END = "</office:spreadsheet></office:body></office:document-content>"
_MANIFEST = (
    f'{_XML}<manifest:manifest xmlns:manifest="{_NAMES}:manifest:1.0" '
    'manifest:version="1.2"><manifest:file-entry manifest:full-path="/" '
    f'manifest:version="1.2" manifest:media-type="{MEDIA_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" '
    'manifest:media-type="text/xml"/></manifest:manifest>'
)
# A reader keeps one blank of several, and none at the ends.
_BLANKS = re.compile("\t|^ +| +$|  +")


def ods_tables(tables: Sequence[Table]) -> Iterator[bytes]:
    sent = Sent()
    with ZipFile(sent, "w", ZIP_DEFLATED) as archive:
        # First and not compressed, so that programs know the file by its first bytes.
        archive.writestr(ZipInfo("mimetype"), MEDIA_TYPE, ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        with archive.open("content.xml", "w") as content:
            content.write(_START.encode())
            for table in tables:
                for part in _table(table):
                    content.write(part.encode())
                    if sent.is_enough:
                        yield sent.take()
            content.write(_END.encode())
    yield sent.take()


def _table(table: Table) -> Iterator[str]:
    yield f"<table:table table:name={quoteattr(table.name)}>"
    yield f"<table:table-header-rows>{_row(table.header)}</table:table-header-rows>"
    for row in table.rows():
        yield _row(row)
    yield "</table:table>"


def _row(row: Sequence[str]) -> str:
    return f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>"


def _cell(text: str) -> str:
    if not text:
        return "<table:table-cell/>"
    paragraphs = "".join(f"<text:p>{_line(line)}</text:p>" for line in text.split("\n"))
    return (
        f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'
    )


def _line(line: str) -> str:
    return _BLANKS.sub(_blanks, escape(line))


def _blanks(match: re.Match[str]) -> str:
    if match[0] == "\t":
        return "<text:tab/>"
    return f'<text:s text:c="{len(match[0])}"/>'
