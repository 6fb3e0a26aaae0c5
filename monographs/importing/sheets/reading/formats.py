"""Which format a file has: its bytes say so, whatever its name says."""

import re

from monographs.importing.intake.file_kind import is_zip_content, kind_of
from monographs.importing.intake.limits import in_words
from monographs.importing.sheets.reading.found import Choice, UnreadableFile
from monographs.importing.sheets.reading.limits import SheetLimits
from monographs.importing.sheets.reading.names import ending_of

CSV, TSV, XLSX, ODS, JSON, ZIP = "csv", "tsv", "xlsx", "ods", "json", "zip"
IN_WORDS = {
    CSV: "a text file with cells (CSV)",
    TSV: "a text file with tabs (TSV)",
    XLSX: "an Excel workbook (XLSX)",
    ODS: "an OpenDocument spreadsheet (ODS)",
    JSON: "a JSON file",
    ZIP: "a ZIP with text files",
}
TEXT_FORMATS = (CSV, TSV, JSON)
ENDINGS = {
    "csv": CSV,
    "txt": CSV,
    "tsv": TSV,
    "tab": TSV,
    "xlsx": XLSX,
    "xlsm": XLSX,
    "ods": ODS,
    "json": JSON,
    "zip": ZIP,
}
_ZIP_PARTS = {
    b"xl/workbook.xml": XLSX,
    b"application/vnd.oasis.opendocument.spreadsheet": ODS,
}
_ODS_CONTENT = b"content.xml"
_BLANK = re.compile(rb"[\xef\xbb\xbf\s]*")
_JSON = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\{\s*["}]|\[\s*[\[{\]])')
_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|!--|\?xml|html|head|body|meta|table)\b",
    re.IGNORECASE,
)


def format_of(content: bytes, name: str, choice: Choice, limits: SheetLimits) -> str:
    """CSV for every text file that is not JSON; its delimiter tells more."""
    if len(content) > limits.files.file_bytes:
        raise UnreadableFile(
            "too_large",
            f"The file is larger than {in_words(limits.files.file_bytes)}. Divide it.",
        )
    if _BLANK.fullmatch(content):
        raise UnreadableFile("empty", "The file is empty. Choose another.")
    found = _by_content(content)
    if choice.format is None or choice.format == found:
        return found
    if choice.format in TEXT_FORMATS and found in TEXT_FORMATS:
        return choice.format
    raise UnreadableFile(
        "wrong_format",
        f"The file cannot be read as {choice.format[:10]}: it is {IN_WORDS[found]}.",
    )


def mismatch(found: str, name: str) -> tuple[str, ...]:
    """A note where the name says something else."""
    said = ENDINGS.get(ending_of(name))
    if said in (None, found) or {said, found} == {CSV, TSV}:
        return ()
    return (
        f"The name of the file ends in .{ending_of(name)}, but it is "
        f"{IN_WORDS[found]} and was read as such.",
    )


def _by_content(content: bytes) -> str:
    if is_zip_content(content):
        return _zip_format(content)
    if kind := kind_of(content):
        raise _no_spreadsheet(kind)
    if _MARKUP.match(content):
        raise _no_spreadsheet("a web page or an XML file")
    return JSON if _JSON.match(content) else CSV


def _zip_format(content: bytes) -> str:
    found = next((f for part, f in _ZIP_PARTS.items() if part in content), None)
    if found:
        return found
    if b"xl/workbook.bin" in content:
        raise _no_spreadsheet("a binary Excel workbook (XLSB)")
    if (kind := kind_of(content)) != "a ZIP archive":
        raise _no_spreadsheet(kind or "no spreadsheet")
    # Packed again by another program, it no longer has its type in the clear.
    return ODS if _ODS_CONTENT in content else ZIP


def _no_spreadsheet(kind: str) -> UnreadableFile:
    return UnreadableFile(
        "no_spreadsheet",
        f"The file is {kind}, whatever its name says. Save it as XLSX, ODS or CSV, "
        "without a password.",
    )
