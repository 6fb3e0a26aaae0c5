import zipfile

import pytest

from monographs.importing.sheets.reading import Choice, Found, Line
from tests.importing.intake.archives import SIZE, make_zip, renamed, with_claim
from tests.importing.sheets.reading.reading_of import read, refusal_of

NAME = "export.zip"
DRUGS = b"key,title\n1,Examplazole\n"
NAMES = "drug\tname\na\té\n".encode("utf-16")


def test_each_text_file_is_a_sheet_with_its_own_encoding_and_delimiter():
    content = make_zip([("export/drugs.csv", DRUGS), ("export/names.tsv", NAMES)])

    found, lines = read(content, NAME, table="names")

    assert found.format == "zip"
    assert [(t.name, t.encoding, t.delimiter) for t in found.tables] == [
        ("drugs", "utf-8", ","),
        ("names", "utf-16", "\t"),
    ]
    assert lines == [Line(2, ("a", "é"))]
    assert Found.from_json(found.as_json()) == found
    assert found.notes == ()


def test_a_guessed_encoding_names_its_sheet():
    content = make_zip([("drugs.csv", DRUGS), ("names.csv", b"a,b\n1,\x93\n")])

    found, _ = read(content, NAME)
    chosen, _ = read(content, NAME, Choice(encoding="windows-1252"))

    assert found.notes[0].startswith("names: ")
    assert "Windows-1252 was assumed" in found.notes[0]
    assert chosen.notes == ()


def test_other_files_are_left_out_and_named_and_hidden_ones_are_not_mentioned():
    content = make_zip(
        [
            ("drugs.csv", DRUGS),
            ("README.md", b"x"),
            ("inner.zip", make_zip([("names.csv", NAMES)])),
            ("__MACOSX/._drugs.csv", b"\0"),
            (".hidden.csv", b"\0"),
        ]
    )

    found, _ = read(content, NAME)

    assert [table.name for table in found.tables] == ["drugs"]
    assert found.notes == (
        'Left out, as they are neither CSV nor TSV: "README.md", "inner.zip".',
    )


def test_a_problem_of_a_member_names_it():
    content = make_zip([("drugs.csv", DRUGS), ("bad/names.csv", b'a,b\n"x,')])

    refusal = refusal_of(content, NAME)

    assert refusal.code == "unclosed_quote"
    assert refusal.sentence.startswith('In "bad/names.csv": ')
    assert refusal.place == "names!2"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (make_zip([("a/drugs.csv", DRUGS), ("b/drugs.tsv", NAMES)]), "same_name"),
        (make_zip([("a/drugs.csv", DRUGS), ("DRUGS.csv", DRUGS)]), "same_name"),
        (make_zip([("a.md", b"x")]), "no_tables"),
        (make_zip([("inner.zip", make_zip([("names.csv", NAMES)]))]), "no_tables"),
        (make_zip([("../drugs.csv", DRUGS)]), "zip"),
        (make_zip([("/drugs.csv", DRUGS)]), "zip"),
        (renamed(make_zip([("a_b.csv", DRUGS)]), b"a_b", b"a\0b"), "zip"),
        (make_zip([("drugs.csv", DRUGS)])[:-30], "zip"),
        (with_claim(make_zip([("drugs.csv", DRUGS)]), "drugs.csv", SIZE, 5), "zip"),
        (with_claim(make_zip([("drugs.csv", DRUGS)]), "drugs.csv", SIZE, 99), "zip"),
        (make_zip([("drugs.csv", DRUGS)], method=zipfile.ZIP_BZIP2), "zip"),
    ],
)
def test_a_zip_that_cannot_be_trusted_is_refused(content, code):
    assert refusal_of(content, NAME).code == code


def test_links_in_a_zip_are_refused():
    link = zipfile.ZipInfo("drugs.csv")
    link.external_attr = 0o120777 << 16

    assert "a link" in refusal_of(make_zip([(link, b"/etc/passwd")]), NAME).sentence
