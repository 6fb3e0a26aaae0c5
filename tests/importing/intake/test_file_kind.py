import pytest

from monographs.importing.intake.file_kind import kind_of
from tests.importing.intake.archives import make_zip


def office_file(*parts):
    return make_zip([(part, b"<xml/>") for part in parts])


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n", "a PDF file"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a PNG image"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (b"GIF89a", "a GIF image"),
        (b"{\\rtf1\\ansi", "an RTF file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a file of an old Office program"),
        (b"\x1f\x8b\x08\0", "a gzip archive"),
        (office_file("a.md"), "a ZIP archive"),
        (make_zip([]), "a ZIP archive"),
        (office_file("[Content_Types].xml", "xl/workbook.xml"), "an Excel workbook"),
        (office_file("[Content_Types].xml", "word/document.xml"), "a Word document"),
        (
            make_zip(
                [("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")],
                method=0,
            ),
            "a spreadsheet (ODS)",
        ),
    ],
)
def test_the_first_bytes_say_the_kind(content, kind):
    assert kind_of(content).startswith(kind)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"# Examplazole\n",
        b"PK is short for pharmacokinetics.",
        b"GIF is a format.",
        b"%PDF files are not read.",
        "# Examplazole".encode("utf-16"),
        b"\0\1\2",
    ],
)
def test_what_may_be_text_is_of_no_kind(content):
    assert kind_of(content) is None
