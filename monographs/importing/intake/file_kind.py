"""What a file's first bytes say about it, whatever its name says."""

_FIRST_BYTES = {
    b"%PDF-": "a PDF file",
    b"\x89PNG\r\n\x1a\n": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF87a": "a GIF image",
    b"GIF89a": "a GIF image",
    b"{\\rtf": "an RTF file",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "a file of an old Office program",
    b"\x1f\x8b\x08": "a gzip archive",
    b"7z\xbc\xaf\x27\x1c": "a 7-Zip archive",
    b"Rar!\x1a\x07": "a RAR archive",
    b"SQLite format 3\0": "an SQLite database",
}
_ZIP_FIRST_BYTES = (b"PK\x03\x04", b"PK\x05\x06")
# Office programs write ZIP files, which have the names of their parts in the clear.
_ZIP_PARTS = {
    b"xl/workbook.": "an Excel workbook (XLSX)",
    b"word/document.": "a Word document (DOCX)",
    b"ppt/presentation.": "a PowerPoint presentation (PPTX)",
    b"vnd.oasis.opendocument.spreadsheet": "a spreadsheet (ODS)",
    b"vnd.oasis.opendocument.text": "a text document (ODT)",
    b"application/epub+zip": "an EPUB book",
}


def is_zip_content(content: bytes) -> bool:
    return content.startswith(_ZIP_FIRST_BYTES)


def kind_of(content: bytes) -> str | None:
    """Name the kind of file, or None for what may be text."""
    if is_zip_content(content):
        kinds = (kind for part, kind in _ZIP_PARTS.items() if part in content)
        return next(kinds, "a ZIP archive")
    kinds = (kind for first, kind in _FIRST_BYTES.items() if content.startswith(first))
    return next(kinds, None)
