"""The lines of IMPORT.md's "Hostile input" that concern files and ZIPs, measured.

The limits are those of a site; the other tests here try each of them with small ones.
"""

import os
import random
import struct
import zipfile
from pathlib import Path

import pytest

from monographs.importing.intake import IntakeRefused, Limits, read_paths
from tests.importing.intake.archives import (
    SIZE,
    TEXT,
    make_zip,
    make_zip_of,
    renamed,
    with_claim,
)
from tests.importing.measured import assert_is_bounded, measure

MEGABYTE = 1_000_000
LIMITS = Limits(
    file_bytes=20 * MEGABYTE,
    document_bytes=2 * MEGABYTE,
    zip_members=10_000,
    zip_ratio=100,
    unpacked_bytes=200 * MEGABYTE,
)


def take_in(path):
    """How many documents came in, and the first sentence about one that did not."""
    taken, sentences = 0, []
    try:
        for incoming in read_paths([Path(path)], LIMITS):
            taken += incoming.content is not None
            sentences += [incoming.problem] if incoming.problem else []
    except IntakeRefused as refused:
        return [0, str(refused)]
    return [taken, *sentences[:1]]


@pytest.fixture
def measured(tmp_path):
    small = tmp_path / "small.zip"
    small.write_bytes(make_zip_of("documents/a.md"))

    def measured(path):
        return measure(take_in, argument=str(path), warm_up=str(small))

    return measured


# --- ZIPs -----------------------------------------------------------------------------


def zip_of_entries(before, entries):
    """A ZIP with this list of files; its end says one, as lists can lie."""
    end = struct.pack("<4H2LH", 0, 0, 1, 1, len(entries), len(before), 0)
    return before + entries + b"PK\5\6" + end


def bare_entry(name=b"", comment=b""):
    lengths = (len(name), 0, len(comment))
    fields = struct.pack("<6H3L5H2L", *[0] * 9, *lengths, *[0] * 4)
    return b"PK\1\2" + fields + name + comment


def a_list_of_400_000_files():
    return zip_of_entries(b"PK\3\4" + bytes(26), bare_entry() * 400_000)


def a_list_with_20_megabytes_of_comments():
    entry = bare_entry(b"a.md", b"c" * 60_000)
    return zip_of_entries(b"PK\3\4" + bytes(26), entry * 300)


def a_list_of_files_that_are_all_the_same_bytes():
    content = make_zip([("0000.md", TEXT * 50_000)], method=zipfile.ZIP_DEFLATED)
    content = with_claim(content, "0000.md", SIZE, 100)
    start = content.index(b"PK\1\2")
    entry = content[start:-22]
    names = (b"%04d.md" % number for number in range(10_000))
    entries = b"".join(entry.replace(b"0000.md", name) for name in names)
    return zip_of_entries(content[:start], entries)


def as_many_files_with_names_as_long_as_may_be():
    name = "d" * 90 + "/" + "x" * 110
    return make_zip([(f"{name}{number}.md", TEXT) for number in range(10_000)])


def one_file_too_many():
    return make_zip([(f"{number}.md", b"") for number in range(10_001)], method=0)


def a_bomb():
    return make_zip([("a.md", TEXT), ("bomb.md", bytes(50 * MEGABYTE))])


def a_bomb_that_claims_to_be_small():
    return with_claim(a_bomb(), "bomb.md", SIZE, 1_000)


def a_bomb_beside_much_that_does_not_shrink():
    noise = random.Random(1).randbytes(3 * MEGABYTE)
    return make_zip([("noise.png", noise), ("bomb.md", bytes(200 * MEGABYTE))])


def zips_in_a_zip():
    inner = make_zip_of("a.md")
    for depth in range(50):
        inner = make_zip([(f"{depth}.zip", inner)])
    return inner


def text_that_repeats_itself(seed):
    """Two megabytes that shrink to a thirtieth, which is not suspicious."""
    some = random.Random(seed)
    return b"".join(some.randbytes(500).hex().encode() * 20 for _ in range(100))


def much_text():
    return make_zip(
        [(f"{seed}.md", text_that_repeats_itself(seed)) for seed in range(60)]
    )


def a_name(name):
    def content():
        placeholder = b"_" * len(name)
        return renamed(make_zip_of("a.md", placeholder.decode()), placeholder, name)

    return content


def a_link():
    link = zipfile.ZipInfo("link.md")
    link.external_attr = 0o120777 << 16
    return make_zip([("a.md", TEXT), (link, b"/etc/passwd")])


def a_zip_called_a_document():
    return make_zip([("a.md", make_zip_of("a.md")), ("b.md", TEXT)])


def a_zip_that_is_cut_off():
    return much_text()[: MEGABYTE // 2]


@pytest.mark.parametrize(
    ("make", "taken", "words"),
    [
        (a_list_of_400_000_files, 0, "too long a list"),
        (a_list_with_20_megabytes_of_comments, 0, "too long a list"),
        (a_list_of_files_that_are_all_the_same_bytes, 0, "reach into what follows"),
        (as_many_files_with_names_as_long_as_may_be, 10_000, ""),
        (one_file_too_many, 0, "more than 10,000 files"),
        (a_bomb, 0, "more than 100 times its size"),
        (a_bomb_that_claims_to_be_small, 0, '"bomb.md" has another size'),
        (a_bomb_beside_much_that_does_not_shrink, 0, "203 MB, and 200 MB are allowed"),
        (zips_in_a_zip, 0, "A ZIP inside a ZIP is not opened"),
        (much_text, 60, ""),
        (a_name(b"../../a.md"), 0, "leads out of the archive"),
        (a_name(b"/etc/a.md"), 0, "does not start in the archive"),
        (a_name(b"C:\\a.md"), 0, "has a backslash"),
        (a_name(b"a.md\0.png"), 0, "has a NUL character"),
        (a_link, 0, "a link or a device"),
        (a_zip_called_a_document, 1, "This file is a ZIP archive"),
        (a_zip_that_is_cut_off, 0, "damaged or cut off"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_hostile_zip_costs_little(tmp_path, measured, make, taken, words):
    path = tmp_path / "upload.zip"
    path.write_bytes(make())

    cost = measured(path)

    assert cost.result[0] == taken
    assert words in " ".join(cost.result[1:])
    assert_is_bounded(cost)


def test_a_zip_that_is_too_large_costs_little(tmp_path, measured):
    path = tmp_path / "upload.zip"
    path.write_bytes(make_zip_of("a.md"))
    os.truncate(path, 10_000 * MEGABYTE)

    cost = measured(path)

    assert "is larger than 20 MB" in cost.result[1]
    assert_is_bounded(cost)


# --- Folders --------------------------------------------------------------------------


def huge_file(folder):
    (folder / "huge.md").touch()
    os.truncate(folder / "huge.md", 10_000 * MEGABYTE)


def endless_device(folder):
    (folder / "zero.md").symlink_to("/dev/zero")


def pipe(folder):
    os.mkfifo(folder / "pipe.md")


def image(folder):
    (folder / "image.md").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(MEGABYTE))


def circle_of_links(folder):
    for number in range(1_000):
        (folder / f"link{number}.md").symlink_to(folder)


def many_files(folder):
    for number in range(3_000):
        (folder / f"b{number}.md").write_bytes(b"")


@pytest.mark.parametrize(
    ("fill", "taken", "words"),
    [
        (huge_file, 1, "larger than 2 MB"),
        (endless_device, 1, "leads out of the folder"),
        (pipe, 1, "no ordinary file"),
        (image, 1, "a PNG image"),
        (circle_of_links, 1, ""),
        (many_files, 3_001, ""),
    ],
)
def test_a_hostile_folder_costs_little(tmp_path, measured, fill, taken, words):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.md").write_bytes(TEXT)
    fill(folder)

    cost = measured(folder)

    assert cost.result[0] == taken
    assert words in " ".join(cost.result[1:])
    assert_is_bounded(cost)
