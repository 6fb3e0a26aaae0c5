"""Workbooks for tests: by openpyxl, and by hand where no program would write them."""

import io
import re
import zipfile
from xml.sax.saxutils import escape

import openpyxl

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
ODS_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "drawing")
)


def xlsx_of(rows, *, title="names", change=None):
    """As openpyxl writes it; `change` may do anything to the workbook before."""
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    if change:
        change(book)
    return saved(book)


def saved(book):
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def packed(parts, *, method=zipfile.ZIP_DEFLATED):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def changed(content, changes):
    """The same archive with other parts, or without those that are None."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts |= changes
    return packed({name: part for name, part in parts.items() if part is not None})


def with_shared_strings(content):
    """The same workbook as Excel writes it: each text once, in a part of its own.

    openpyxl writes texts into their cells.
    """
    places = {}

    def refer(cell):
        place = places.setdefault(cell[2], len(places))
        return f'{cell[1]} t="s"><v>{place}</v></c>'

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    for name in [name for name in parts if "/worksheets/sheet" in name]:
        parts[name] = re.sub(
            r'(<c r="[A-Z]+\d+"[^>]*?) t="inlineStr"><is>(.*?)</is></c>',
            refer,
            parts[name],
            flags=re.DOTALL,
        )
    strings = "".join(f"<si>{text}</si>" for text in places)
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
    related = "xl/_rels/workbook.xml.rels"
    relation = (
        f'<Relationship Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml" '
        'Id="shared" /></Relationships>'
    )
    parts[related] = parts[related].replace("</Relationships>", relation)
    kind = (
        '<Override PartName="/xl/sharedStrings.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml" /></Types>'
    )
    kinds = "[Content_Types].xml"
    parts[kinds] = parts[kinds].replace("</Types>", kind)
    return packed(parts)


def bare_xlsx(sheet, *, strings=None, styles=None, sheets=("names",), prefix=""):
    """A workbook around the XML inside <sheetData>."""
    relations = [
        f'<Relationship Id="r{n}" Type="{OFFICE}/worksheet" '
        f'Target="worksheets/sheet{n}.xml"/>'
        for n, _ in enumerate(sheets)
    ]
    parts = {}
    for kind, part in (("sharedStrings", strings), ("styles", styles)):
        if part is not None:
            parts[f"xl/{kind}.xml"] = part
            relations.append(
                f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" '
                f'Target="{kind}.xml"/>'
            )
    names = [
        f'<sheet name="{escape(name)}" sheetId="{n + 1}" r:id="r{n}"/>'
        for n, name in enumerate(sheets)
    ]
    declared = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    whole = (
        f'<{prefix}worksheet {declared}="{MAIN}"><{prefix}sheetData>{{}}'
        f"</{prefix}sheetData></{prefix}worksheet>"
    )
    head, tail = whole.split("{}")
    if isinstance(sheet, str):
        sheet = sheet.encode()
    return packed(
        {
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
            f"<sheets>{''.join(names)}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
            f"{''.join(relations)}</Relationships>",
            **{
                f"xl/worksheets/sheet{n}.xml": head.encode() + sheet + tail.encode()
                for n, _ in enumerate(sheets)
            },
            **parts,
        }
    )


def inline(*texts, row=None):
    """A row of texts."""
    cells = "".join(
        f'<c t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
        for text in texts
    )
    number = f' r="{row}"' if row else ""
    return f"<row{number}>{cells}</row>"


def strings_of(*texts):
    return f'<sst xmlns="{MAIN}">{"".join(f"<si><t>{t}</t></si>" for t in texts)}</sst>'


def ods_of(tables, *, parts=None, before="", names=ODS_NAMES):
    """A spreadsheet around the XML inside each <table:table>."""
    if isinstance(tables, str | bytes):
        tables = {"names": tables}
    inside = b"".join(
        b'<table:table table:name="%s">%s</table:table>'
        % (name.encode(), xml.encode() if isinstance(xml, str) else xml)
        for name, xml in tables.items()
    )
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>{before}"
    ).encode()
    content += inside + (
        b"</office:spreadsheet></office:body></office:document-content>"
    )
    return packed({"mimetype": ODS_TYPE, "content.xml": content, **(parts or {})})


def ods_row(*cells, times=None):
    repeated = f' table:number-rows-repeated="{times}"' if times else ""
    return (
        f"<table:table-row{repeated}>{''.join(map(ods_cell, cells))}</table:table-row>"
    )


def ods_cell(text):
    """A text, or XML that is a cell already."""
    if text.startswith("<"):
        return text
    if not text:
        return "<table:table-cell/>"
    return (
        '<table:table-cell office:value-type="string">'
        f"<text:p>{escape(text)}</text:p></table:table-cell>"
    )


def ods_value(kind, value, shown="shown", *, more=""):
    attribute = {
        "float": "value",
        "percentage": "value",
        "currency": "value",
        "date": "date-value",
        "time": "time-value",
        "boolean": "boolean-value",
    }[kind]
    return (
        f'<table:table-cell office:value-type="{kind}" office:{attribute}="{value}"'
        f"{more}><text:p>{shown}</text:p></table:table-cell>"
    )
