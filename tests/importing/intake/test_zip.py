import struct
import zipfile
from dataclasses import replace
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monographs.importing.intake import Incoming, IntakeRefused, read_paths
from tests.importing.intake.archives import (
    CRC,
    FLAGS,
    METHOD,
    OFFSET,
    PACKED_SIZE,
    ROOMY,
    SIZE,
    TEXT,
    claim,
    make_zip,
    make_zip_of,
    renamed,
    with_claim,
)

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def read(tmp_path):
    """Read a ZIP of these bytes."""

    def read(content, *, name="upload.zip", limits=ROOMY):
        path = tmp_path / name
        path.write_bytes(content)
        return [*read_paths([path], limits)]

    return read


@pytest.fixture
def refusal(read):
    """The sentence with which a ZIP is refused as a whole."""

    def refusal(content, **given):
        with pytest.raises(IntakeRefused) as refused:
            read(content, **given)
        return str(refused.value)

    return refusal


# --- What comes in --------------------------------------------------------------------


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_packed_folder_gives_what_the_folder_would(read, method):
    names = ["documents/b.md", "documents/a/a.md", "documents/a.txt"]
    content = make_zip([(name, name.encode()) for name in names], method=method)

    incoming = read(content)

    assert incoming == [
        Incoming(f"documents/{source}", source, f"documents/{source}".encode())
        for source in ("a/a.md", "a.txt", "b.md")
    ]


def test_without_a_folder_around_them_paths_are_as_they_are(read):
    incoming = read(make_zip_of("b/b.md", "a/a.md", "logo.png", "__MACOSX/a/._a.md"))

    assert [(each.path, each.source) for each in incoming] == [
        ("a/a.md", "a/a.md"),
        ("b/b.md", "b/b.md"),
    ]


def test_other_files_and_hidden_ones_are_left_alone_and_counted(tmp_path):
    path = tmp_path / "upload.zip"
    names = ["a.md", "b/", "b/.c.md", "__MACOSX/._a.md", "logo.png"]
    path.write_bytes(make_zip_of(*names))

    intake = read_paths([path], ROOMY)

    assert (intake.total, [each.path for each in intake]) == (1, ["a.md"])
    assert intake.left_alone.count == 3
    assert set(intake.left_alone.names) == {"b/.c.md", "__MACOSX/._a.md", "logo.png"}


def test_a_zip_beside_other_inputs_keeps_its_paths(tmp_path):
    (tmp_path / "upload.zip").write_bytes(make_zip_of("documents/a.md"))
    (tmp_path / "b.md").write_bytes(TEXT)

    incoming = read_paths([tmp_path / "upload.zip", tmp_path / "b.md"], ROOMY)

    assert [each.source for each in incoming] == ["documents/a.md", "b.md"]


def test_a_name_in_utf_8_is_read_though_the_zip_does_not_say_so(read):
    content = renamed(make_zip_of("caf__.md"), b"caf__", "caf\u00e9".encode())

    assert read(content)[0].path == "caf\u00e9.md"


def test_a_name_that_is_not_utf_8_is_shown_escaped(read):
    content = renamed(make_zip_of("caf_.md"), b"caf_", b"caf\x82")

    assert read(content)[0].path == r"caf\x82.md"


@pytest.mark.parametrize("content", [make_zip([]), make_zip_of("logo.png", "a/")])
def test_a_zip_without_documents_is_refused(refusal, content):
    assert refusal(content).startswith('The ZIP "upload.zip" holds no documents.')


# --- Limits, at the limit and one over ------------------------------------------------


def test_a_zip_may_have_so_many_bytes(read, refusal):
    content = make_zip_of("a.md")

    assert read(content, limits=replace(ROOMY, file_bytes=len(content)))
    assert "is larger than" in refusal(
        content, limits=replace(ROOMY, file_bytes=len(content) - 1)
    )


def test_a_zip_may_have_so_many_members_documents_or_not(read, refusal):
    content = make_zip_of("a.md", "b.md", "c.png")

    assert len(read(content, limits=replace(ROOMY, zip_members=3))) == 2
    assert "holds more than 2 files" in refusal(
        content, limits=replace(ROOMY, zip_members=2)
    )


def test_the_documents_in_a_zip_may_have_so_many_bytes(read):
    content = make_zip([("a.md", b"x" * 20), ("b.md", b"x" * 21), ("c.md", b"")])

    incoming = read(content, limits=replace(ROOMY, document_bytes=20))

    assert [each.content for each in incoming] == [b"x" * 20, None, b""]
    assert "larger than 20 bytes" in incoming[1].problem


def test_a_zip_may_unpack_to_so_many_bytes(read, refusal):
    content = make_zip([("a.md", b"x" * 500), ("b.png", b"x" * 500)])

    assert read(content, limits=replace(ROOMY, unpacked_bytes=1_000))
    assert "would unpack to 1,000 bytes, and 999 bytes are allowed" in refusal(
        content, limits=replace(ROOMY, unpacked_bytes=999)
    )


def test_a_zip_may_unpack_to_so_many_times_its_size(read, refusal):
    content = make_zip_of("a.md")
    # Too large to be unpacked, so that only the claim counts.
    limits = replace(ROOMY, zip_ratio=50, document_bytes=10)
    at_limit = with_claim(content, "a.md", SIZE, 50 * len(content))
    over = with_claim(content, "a.md", SIZE, 50 * len(content) + 1)

    assert "larger than 10 bytes" in read(at_limit, limits=limits)[0].problem
    assert "more than 50 times its size" in refusal(over, limits=limits)


def test_the_list_of_files_may_be_so_long(read, refusal):
    def with_list_of(size):
        member = zipfile.ZipInfo("a.md")
        member.comment = b"c" * (size - 46 - len("a.md"))
        return make_zip([(member, TEXT)])

    limits = replace(ROOMY, zip_members=2)

    assert read(with_list_of(2 * 256), limits=limits)
    assert "too long a list" in refusal(with_list_of(2 * 256 + 1), limits=limits)


# --- Dangerous archives are refused as a whole ----------------------------------------


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        (b"../up.md", "leads out"),
        (b"a/../.md", "leads out"),
        (b"a/b/../.", "no name"),
        (b"a/b.md/..", "leads out"),
        (b"/root.md", "does not start in the archive"),
        (b"//host/a.md", "does not start in the archive"),
        (b"C:/a.md", "does not start in the archive"),
        (b"c:a.md", "does not start in the archive"),
        (b"a\\b.md", "has a backslash"),
        (b"..\\a.md", "has a backslash"),
        (b"../logo.png", "leads out"),
        (b"a.md\0.exe", "has a NUL character"),
        (b".", "no name"),
    ],
)
@pytest.mark.parametrize("ending", [b"", b".png"])
def test_names_that_lead_elsewhere_refuse_the_zip(refusal, name, fault, ending):
    if name.endswith(b".") and ending:
        ending = b""
    name += ending
    content = renamed(make_zip_of("good.md", "_" * len(name)), b"_" * len(name), name)

    assert fault in refusal(content)


def test_folders_with_such_names_refuse_it_too(refusal):
    assert "leads out" in refusal(make_zip_of("a.md", "../"))


@pytest.mark.parametrize("kind", [0o120777, 0o010644, 0o020666, 0o060666, 0o140777])
@pytest.mark.parametrize("name", ["link.md", "link", "link.png"])
def test_links_and_devices_refuse_the_zip(refusal, kind, name):
    link = zipfile.ZipInfo(name)
    link.create_system = 3
    link.external_attr = kind << 16
    content = make_zip([("a.md", TEXT), (link, b"/etc/passwd")])

    assert f'holds "{name}", which is a link or a device' in refusal(content)


def test_a_bomb_refuses_the_zip(refusal):
    content = make_zip([("a.md", TEXT), ("bomb.md", b"0" * 900_000)])

    assert "more than 100 times its size" in refusal(content)


@pytest.mark.parametrize("claimed", [0, 10, 5_000])
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_document_that_is_larger_than_claimed_refuses_the_zip(
    refusal, claimed, method
):
    content = make_zip([("a.md", TEXT), ("b.md", b"0123456789" * 600)], method=method)

    sentence = refusal(with_claim(content, "b.md", SIZE, claimed))

    assert sentence == (
        'The ZIP "upload.zip" has a list of files that is wrong: "b.md" has another '
        "size. Make it again with another program."
    )


def test_a_document_that_is_smaller_than_claimed_refuses_the_zip(refusal):
    content = with_claim(make_zip_of("a.md"), "a.md", SIZE, len(TEXT) + 1)

    assert '"a.md" has another size' in refusal(content)


@pytest.mark.parametrize("name", ["b.md", "b.png"])
def test_members_that_share_their_bytes_refuse_the_zip(refusal, name):
    content = make_zip_of("a.md", name)
    content = with_claim(content, name, OFFSET, claim(content, "a.md", OFFSET))

    assert "would reach into what follows it" in refusal(content)


def test_a_member_that_reaches_beyond_its_end_refuses_the_zip(refusal):
    content = make_zip_of("a.md", "b.md")
    size = claim(content, "b.md", PACKED_SIZE)

    assert '"b.md" would reach into' in refusal(
        with_claim(content, "b.md", PACKED_SIZE, size + 50)
    )


def test_the_number_of_members_that_a_zip_claims_is_not_believed(refusal):
    content = bytearray(make_zip_of("a.md", "b.md", "c.md"))
    struct.pack_into("<HH", content, len(content) - 14, 1, 1)

    assert "more than 2 files" in refusal(content, limits=replace(ROOMY, zip_members=2))


@pytest.mark.parametrize("cut", [1, 21, 60, 200])
def test_a_zip_that_is_cut_off_is_refused(refusal, cut):
    content = make_zip_of("a.md", "b.md", "c.md")

    assert "damaged or cut off" in refusal(content[:-cut])


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "no ZIP file"),
        (b"# Examplazole", "no ZIP file"),
        (PNG, "a PNG image"),
        (b"%PDF-1.7\n" + make_zip_of("a.md"), "a PDF file"),
    ],
)
def test_what_is_called_a_zip_and_is_none_is_refused(refusal, content, kind):
    assert refusal(content).startswith(
        f'The ZIP "upload.zip" is {kind}, whatever its name says.'
    )


def test_a_message_repeats_names_escaped_and_cut(refusal):
    name = "../\u202e\n" + "x" * 500

    sentence = refusal(make_zip_of(name))

    assert r'"../\u202e\u000ax' in sentence
    assert len(sentence) < 300


# --- What is refused alone ------------------------------------------------------------


def refused_alone(incoming):
    """The problem of b.md, while a.md is taken in."""
    problems = {each.path: each.problem for each in incoming}
    assert problems.pop("a.md") == ""
    assert list(problems) == ["b.md"]
    return problems["b.md"]


def test_a_file_with_a_password_is_refused_alone(read):
    content = with_claim(make_zip_of("a.md", "b.md"), "b.md", FLAGS, 0x1)

    assert "has a password" in refused_alone(read(content))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, 99])
def test_an_unusual_way_of_packing_is_refused_alone(read, method):
    content = with_claim(make_zip_of("a.md", "b.md"), "b.md", METHOD, method)

    assert "packed in an unusual way" in refused_alone(read(content))


def test_a_wrong_checksum_is_refused_alone(read):
    content = with_claim(make_zip_of("a.md", "b.md"), "b.md", CRC, 12345)

    assert "is damaged in the ZIP" in refused_alone(read(content))


def test_a_document_is_not_cut_though_the_checksum_of_its_start_is_claimed(read):
    content = with_claim(make_zip_of("a.md", "b.md"), "b.md", SIZE, 9)
    content = with_claim(content, "b.md", CRC, crc32(TEXT[:9]))

    assert "is damaged in the ZIP" in refused_alone(read(content))


def test_damaged_bytes_are_refused_alone(read):
    content = make_zip([("a.md", TEXT), ("b.md", TEXT)])
    start = content.index(b"b.md") + len("b.md")

    content = content[:start] + b"\xff" * 5 + content[start + 5 :]

    assert "is damaged in the ZIP" in refused_alone(read(content))


def test_another_name_before_the_bytes_is_refused_alone(read):
    content = make_zip_of("a.md", "b.md").replace(b"b.md", b"c.md", 1)

    assert "is damaged in the ZIP" in refused_alone(read(content))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PNG, "a PNG image"),
        (b"%PDF-1.7", "a PDF file"),
        (make_zip_of("c.md"), "a ZIP archive"),
        (make_zip_of("xl/workbook.xml"), "an Excel workbook (XLSX)"),
        (make_zip_of("word/document.xml"), "a Word document (DOCX)"),
    ],
)
def test_content_that_is_no_text_is_refused_alone_by_its_kind(read, content, kind):
    content = make_zip([("a.md", TEXT), ("b.md", content)])

    assert f"This file is {kind}," in refused_alone(read(content))


def test_a_zip_inside_a_zip_is_named_and_not_opened(read):
    content = make_zip([("a.md", TEXT), ("more.zip", make_zip_of("b.md"))])

    taken, inner = read(content)

    assert (taken.path, inner.path, inner.content) == ("a.md", "more.zip", None)
    assert "A ZIP inside a ZIP is not opened" in inner.problem


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x/a.md", "x/a.md"),
        ("x/a.md", "X/A.md"),
        ("caf\u00e9.md", "cafe\u0301.md"),
        ("x/a.md", "x//./a.md"),
        ("stra\u00dfe.md", "STRASSE.md"),
    ],
)
def test_of_files_with_the_same_name_none_is_taken(read, one, other):
    good, *same = sorted(
        read(make_zip_of(one, other, "good.md")), key=lambda each: each.problem
    )

    assert good.path == "good.md"
    assert len(same) == 2
    assert all("Several files of this ZIP have this name" in e.problem for e in same)


# --- Any bytes ------------------------------------------------------------------------

SAMPLE = make_zip([("a/a.md", TEXT), ("a/b.md", TEXT * 9), ("logo.png", PNG)])


def outcome(path):
    try:
        return [*read_paths([path], ROOMY)]
    except IntakeRefused as refused:
        return str(refused)


@given(st.lists(st.tuples(st.integers(0, len(SAMPLE) - 1), st.integers(0, 255))))
def test_a_changed_zip_is_read_or_refused_with_a_sentence(tmp_path_factory, changes):
    content = bytearray(SAMPLE)
    for position, value in changes:
        content[position] = value
    path = tmp_path_factory.getbasetemp() / "changed.zip"
    path.write_bytes(content)

    result = outcome(path)

    if isinstance(result, str):
        assert result.startswith('The ZIP "changed.zip" ')
    else:
        assert all((each.content is None) == bool(each.problem) for each in result)
