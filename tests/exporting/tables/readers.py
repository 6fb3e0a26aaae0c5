"""Files read by programs that are not ours: each table as its rows of text."""

import csv
import io
import json
import re
import zipfile
from xml.etree import ElementTree

import openpyxl

from monographs.exporting.tables import unguarded

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}%s"


def read(kind, content):
    return {
        "csv": lambda: _texts(content, ","),
        "tsv": lambda: _texts(content, "\t"),
        "xlsx": lambda: read_xlsx(content),
        "ods": lambda: read_ods(content),
        "json": lambda: read_json(content),
    }[kind]()


def _texts(content, delimiter):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {
            name.rpartition(".")[0]: read_text(archive.read(name), delimiter)
            for name in archive.namelist()
        }


def read_text(content, delimiter=","):
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    return [list(map(unguarded, row)) for row in csv.reader(text, delimiter=delimiter)]


def read_xlsx(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {
        sheet.title: [[_xlsx_text(cell) for cell in row] for row in sheet.iter_rows()]
        for sheet in book
    }


def _xlsx_text(cell):
    if cell.value is None:
        return ""
    assert cell.data_type in ("s", "inlineStr")
    # What Excel itself does when it shows a cell.
    return re.sub(
        "_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), cell.value
    )


def read_ods(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert archive.infolist()[0].filename == "mimetype"
        root = ElementTree.fromstring(archive.read("content.xml"))
    return {
        table.get(_OFFICE % ("table", "name")): [
            [_ods_text(cell) for cell in row]
            for row in table.iter(_OFFICE % ("table", "table-row"))
        ]
        for table in root.iter(_OFFICE % ("table", "table"))
    }


def _ods_text(cell):
    return "\n".join(
        "".join(_ods_parts(paragraph))
        for paragraph in cell.findall(_OFFICE % ("text", "p"))
    )


def _ods_parts(paragraph):
    yield _collapsed(paragraph.text or "")
    for element in paragraph:
        if element.tag == _OFFICE % ("text", "s"):
            yield " " * int(element.get(_OFFICE % ("text", "c"), "1"))
        else:
            assert element.tag == _OFFICE % ("text", "tab")
            yield "\t"
        yield _collapsed(element.tail or "")


def _collapsed(text):
    """As OpenDocument has it: white space in the file is one blank."""
    return re.sub("[ \t\r\n]+", " ", text)


def read_json(content):
    return {
        name: [*map(list, lines[:1]), *(list(line.values()) for line in lines)]
        for name, lines in json.loads(content)["sheets"].items()
    }
