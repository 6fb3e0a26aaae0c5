"""Limits of spreadsheets: their settings, and the longest cell in each format."""

import json
import os
import subprocess
import sys
from dataclasses import replace

import pytest

from monographs.importing.sheets.reading import SheetLimits
from monographs.importing.sheets.reading.problems import too_long
from tests.importing.intake.archives import make_zip
from tests.importing.measured import ROOT
from tests.importing.sheets.reading.reading_of import read, refusal_of
from tests.importing.sheets.reading.workbooks import (
    bare_xlsx,
    ods_of,
    ods_row,
    strings_of,
)

VARIABLES = {
    "IMPORT_SHEETS": "sheets",
    "IMPORT_SHEET_ROWS": "rows",
    "IMPORT_SHEET_COLUMNS": "columns",
    "IMPORT_CELL_BYTES": "cell_bytes",
}


def test_without_settings_the_limits_are_those_of_the_specification():
    limits = SheetLimits.from_settings()

    assert [getattr(limits, name) for name in VARIABLES.values()] == [
        20,
        1_000_000,
        200,
        1_000_000,
    ]
    assert limits.files.file_bytes == 20_000_000


@pytest.mark.parametrize(("variable", "field"), VARIABLES.items())
def test_each_limit_follows_its_setting(settings, variable, field):
    setattr(settings, variable, 7)

    limits = SheetLimits.from_settings()

    assert [name for name in VARIABLES.values() if getattr(limits, name) == 7] == [
        field
    ]


def test_each_setting_is_read_from_its_variable_and_the_readme_names_it():
    script = "from medsite import settings as s; print(*(getattr(s, n) for n in {}))"
    values = {variable: str(n) for n, variable in enumerate(VARIABLES, start=11)}

    done = subprocess.run(
        [sys.executable, "-c", script.format([*VARIABLES])],
        cwd=ROOT,
        env=os.environ | {"DEBUG": "1"} | values,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.split() == [*values.values()]
    readme = (ROOT / "README.md").read_text()
    assert not [variable for variable in VARIABLES if f"`{variable}`" not in readme]


# --- The longest cell -----------------------------------------------------------------

MOST = 2_000
SMALL = replace(SheetLimits.from_settings(), cell_bytes=MOST)
# As long as may be; and one byte more.
AT_LIMIT = {
    "one byte a character": "x" * MOST,
    "two": "é" * (MOST // 2),
    "three": "字" * (MOST // 3) + "ab",
    "four": "😀" * (MOST // 4),
    "lines": "x\n" * (MOST // 2 - 1) + "xx",
}


def text_file(delimiter):
    def write(text):
        return f'drug{delimiter}name\nexamplazole{delimiter}"{text}"\n'.encode()

    return write


def json_file(text):
    return json.dumps([{"drug": "examplazole", "name": text}]).encode()


def zip_file(text):
    return make_zip([("names.csv", text_file(",")(text))])


def xlsx_rows(cell, **parts):
    """The first row as programs write it, so that it is read without the parser."""
    return bare_xlsx(
        '<row r="1"><c r="A1" t="str"><v>drug</v></c>'
        '<c r="B1" t="str"><v>name</v></c></row>'
        f'<row r="2"><c r="A2" t="str"><v>examplazole</v></c>{cell}</row>',
        **parts,
    )


def xlsx_plain(text):
    return xlsx_rows(f'<c r="B2" t="inlineStr"><is><t>{text}</t></is></c>')


def xlsx_parsed(text):
    return xlsx_rows(f'<c r="B2" t="inlineStr"><is><r><t>{text}</t></r></is></c>')


def xlsx_formula(text):
    return xlsx_rows(f'<c r="B2" t="str"><f>A1</f><v>{text}</v></c>')


def xlsx_shared(text):
    return xlsx_rows('<c r="B2" t="s"><v>0</v></c>', strings=strings_of(text))


def xlsx_day(text):
    return xlsx_rows(f'<c r="B2" t="d"><v>{text}</v></c>')


def ods_paragraphs(text):
    paragraphs = "".join(f"<text:p>{line}</text:p>" for line in text.split("\n"))
    return ods_table(f"<table:table-cell>{paragraphs}</table:table-cell>")


def ods_breaks(text):
    text = text.replace("\n", "<text:line-break/>")
    return ods_table(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>")


def ods_attribute(text):
    text = text.replace("\n", "&#10;")
    return ods_table(
        f'<table:table-cell office:value-type="string" office:string-value="{text}"/>'
    )


def ods_table(cell):
    return ods_of(ods_row("drug", "name") + ods_row("examplazole", cell))


FORMATS = {
    "names.csv": [text_file(","), text_file(";")],
    "names.tsv": [text_file("\t")],
    "names.json": [json_file],
    "names.zip": [zip_file],
    "names.xlsx": [xlsx_plain, xlsx_parsed, xlsx_formula, xlsx_shared, xlsx_day],
    "names.ods": [ods_paragraphs, ods_breaks, ods_attribute],
}
EVERY_WAY = [
    pytest.param(name, write, id=f"{name} {write.__name__} {number}")
    for name, ways in FORMATS.items()
    for number, write in enumerate(ways)
]


@pytest.mark.parametrize(("name", "write"), EVERY_WAY)
@pytest.mark.parametrize("text", AT_LIMIT.values(), ids=AT_LIMIT)
def test_a_cell_may_be_as_long_as_the_limit_and_no_byte_longer(name, write, text):
    _, (longest,) = read(write(text), name, limits=SMALL)
    _, (longer,) = read(write(f"{text}x"), name, limits=SMALL)

    assert (longest.cells[1:], longest.problem) == ((text,), "")
    assert "".join(longer.cells[1:]) == ""
    assert (longer.problem, longer.column) == (too_long(SMALL), 1)


def test_a_number_is_no_longer_than_a_text_may_be():
    cell = '<c r="B2"><v>{}</v></c>'

    _, (longest,) = read(xlsx_rows(cell.format("9" * MOST)), "a.xlsx", limits=SMALL)
    _, (longer,) = read(xlsx_rows(cell.format("9" * 2_100)), "a.xlsx", limits=SMALL)

    assert longest.cells == ("examplazole", "9" * MOST)
    assert longer.problem == too_long(SMALL)


def test_a_long_line_without_quotation_marks_is_called_one():
    content = b"drug,name\nexamplazole," + b"x" * SMALL.line_characters

    refused = refusal_of(content, limits=SMALL)

    assert refused.code == "long_line"
    assert refused.place == "names!2"
