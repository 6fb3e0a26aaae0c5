import os
from dataclasses import replace
from pathlib import Path

import pytest

from monographs.importing.intake import Incoming, IntakeRefused, read_paths
from tests.importing.intake.archives import ROOMY, TEXT, make_zip_of

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def documents(tmp_path):
    """A folder; its files are made by writing them."""
    folder = tmp_path / "documents"
    folder.mkdir()
    return folder


def write(folder, *names, content=TEXT):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def read(*paths, limits=ROOMY):
    return [*read_paths(paths, limits)]


def problems(*paths):
    return {each.path: each.problem for each in read(*paths) if each.problem}


# --- What comes in --------------------------------------------------------------------


def test_a_folder_gives_its_documents_in_order_with_both_paths(documents):
    write(documents, "b/b.md", "b.md", "a/z.txt", "a/deep/er/a.markdown")

    incoming = read(documents)

    assert incoming == [
        Incoming(f"documents/{source}", source, TEXT)
        for source in ("a/deep/er/a.markdown", "a/z.txt", "b/b.md", "b.md")
    ]


def test_a_folder_is_known_by_its_name_however_it_is_written(documents, monkeypatch):
    write(documents, "a.md")
    link = documents.parent / "newest"
    link.symlink_to(documents)
    monkeypatch.chdir(documents)

    names = (".", "../documents", "../newest")
    paths = [read(Path(name))[0].path for name in names]

    assert paths == ["documents/a.md", "documents/a.md", "newest/a.md"]


def test_a_single_file_has_its_own_name(documents):
    write(documents, "a/a.md")

    incoming = read(documents / "a" / "a.md")

    assert incoming == [Incoming("a.md", "a.md", TEXT)]


def test_among_several_inputs_the_source_is_the_whole_path(documents):
    write(documents, "a/a.md", "b/b.md")

    incoming = read(documents / "b", documents / "a" / "a.md")

    assert [each.source for each in incoming] == ["b/b.md", "a.md"]
    assert [each.path for each in incoming] == ["b/b.md", "a.md"]


def test_the_total_is_known_before_anything_is_read(documents):
    write(documents, "a.md", "b.md", "logo.png", "more.zip")

    intake = read_paths([documents], ROOMY)

    assert intake.total == 3
    assert len([*intake]) == 3


def test_it_can_be_read_twice(documents):
    write(documents, "a.md")
    intake = read_paths([documents], ROOMY)

    assert [*intake] == [*intake]


def test_other_files_and_hidden_ones_are_left_alone_and_counted(documents):
    write(documents, "a.md", ".b.md", ".git/c.md", "__MACOSX/a.md", "logo.png")

    intake = read_paths([documents], ROOMY)

    assert [each.source for each in intake] == ["a.md"]
    assert intake.left_alone.count == 4
    assert intake.left_alone.names == (
        "documents/.b.md",
        "documents/.git",
        "documents/__MACOSX",
        "documents/logo.png",
    )


def test_of_many_files_left_alone_the_first_are_named(documents):
    write(documents, "a.md", *(f"{n}.png" for n in range(30)))

    left_alone = read_paths([documents], ROOMY).left_alone

    assert (left_alone.count, len(left_alone.names)) == (30, 10)


def test_one_document_is_in_memory_at_a_time(documents):
    write(documents, "a.md", "b.md")
    incoming = iter(read_paths([documents], ROOMY))
    next(incoming)

    write(documents, "b.md", content=b"written later")

    assert next(incoming).content == b"written later"


# --- Names ----------------------------------------------------------------------------


def test_paths_are_composed_and_escaped(documents):
    write(documents, "cafe\u0301.md")
    with open(os.fsencode(documents) + b"/\xe9.md", "wb") as file:
        file.write(TEXT)

    paths = {each.path: each.content for each in read(documents)}

    assert paths == {"documents/caf\u00e9.md": TEXT, r"documents/\xe9.md": TEXT}


def test_two_names_that_are_the_same_text_are_not_both_taken(documents):
    write(documents, "cafe\u0301.md", "caf\u00e9.md")

    first, second = read(documents)

    assert (first.path, first.problem) == ("documents/caf\u00e9.md", "")
    assert (second.path, second.content) == ("documents/caf\u00e9.md", None)
    assert "same path" in second.problem


def test_names_that_differ_by_case_are_two_files_of_a_folder(documents):
    write(documents, "A.md", "a.md")

    assert [each.source for each in read(documents)] == ["A.md", "a.md"]


def test_the_same_path_from_two_inputs_is_refused_the_second_time(tmp_path):
    write(tmp_path, "one/documents/a.md", "two/documents/a.md")

    first, second = read(tmp_path / "one/documents", tmp_path / "two/documents")

    assert not first.problem
    assert "same path" in second.problem


@pytest.mark.parametrize(("length", "is_taken"), [(1_000, True), (1_001, False)])
def test_a_path_may_have_as_many_characters_as_can_be_stored(
    documents, length, is_taken
):
    name = "/".join(["d" * 200] * 4)
    name = f"{name}/{'x' * (length - len(f'documents/{name}/.md'))}.md"
    write(documents, name)

    (incoming,) = read(documents)

    assert len(incoming.path) == 1_000
    assert (incoming.content is not None) == is_taken


# --- What is refused ------------------------------------------------------------------


@pytest.mark.parametrize(("size", "is_taken"), [(20, True), (21, False)])
def test_a_document_may_have_so_many_bytes(documents, size, is_taken):
    write(documents, "a.md", content=b"x" * size)

    (incoming,) = read(documents, limits=replace(ROOMY, document_bytes=20))

    assert (incoming.content is not None) == is_taken
    assert ("larger than 20 bytes" in incoming.problem) != is_taken


def test_a_large_document_does_not_keep_the_others_out(documents):
    write(documents, "a.md", content=b"x" * 100_001)
    write(documents, "b.md")

    large, small = read(documents)

    assert (large.content, small.content) == (None, TEXT)


def test_content_that_is_no_text_is_refused_by_its_kind(documents):
    write(documents, "a.md", content=PNG)
    write(documents, "b.md", content=make_zip_of("b.md"))

    found = problems(documents)

    assert "a PNG image" in found["documents/a.md"]
    assert "a ZIP archive" in found["documents/b.md"]


def test_a_zip_inside_a_folder_is_named_and_not_opened(documents):
    write(documents, "a.md")
    write(documents, "more.zip", content=make_zip_of("b.md"))

    found = problems(documents)

    assert list(found) == ["documents/more.zip"]
    assert "Import it by itself" in found["documents/more.zip"]


def test_a_file_that_was_named_is_never_left_alone(documents):
    write(documents, "report.pdf", ".hidden.md")

    incoming = read(documents / "report.pdf", documents / ".hidden.md")

    assert "no document" in incoming[0].problem
    assert incoming[1].content == TEXT


def test_a_file_that_cannot_be_read_is_refused_alone(documents):
    write(documents, "a.md", "b.md")
    intake = read_paths([documents], ROOMY)
    incoming = iter(intake)
    next(incoming)

    (documents / "b.md").unlink()

    assert next(incoming).problem == (
        "This file cannot be read: No such file or directory. Mend that, or leave it "
        "out."
    )


def test_a_folder_that_cannot_be_read_is_refused_alone(documents):
    write(documents, "a/a.md", "b/b.md", "c.md")
    intake = iter(read_paths([documents], ROOMY))
    next(intake)

    (documents / "b" / "b.md").unlink()
    (documents / "b").rmdir()

    second, third = intake
    assert (second.path, third.path) == ("documents/b", "documents/c.md")
    assert "No such file or directory" in second.problem


@pytest.mark.parametrize("name", ["missing", "missing.md", "missing.zip"])
def test_a_path_that_does_not_exist_refuses_the_whole(documents, name):
    write(documents, "a.md")

    with pytest.raises(IntakeRefused, match=f'{name}" cannot be read: No such file'):
        read(documents, documents / name)


@pytest.mark.parametrize("names", [[], ["logo.png"], [".a.md"], ["deep/.git/a.md"]])
def test_a_folder_without_documents_is_refused(documents, names):
    write(documents, *names)

    with pytest.raises(IntakeRefused, match=r'folder "documents" holds no documents'):
        read(documents)


def test_a_pipe_is_not_read(documents):
    write(documents, "a.md")
    os.mkfifo(documents / "pipe.md")

    found = problems(documents)

    assert "no ordinary file" in found["documents/pipe.md"]
    with pytest.raises(IntakeRefused, match="neither a file nor a folder"):
        read(documents / "pipe.md")


# --- Links ----------------------------------------------------------------------------


@pytest.mark.parametrize("target", ["secret.md", "secrets", "../..", "/etc/passwd"])
def test_links_that_lead_out_are_refused(documents, target):
    write(documents, "a.md")
    write(documents.parent, "secret.md", "secrets/b.md")
    (documents / "link.md").symlink_to(documents.parent / target)

    found = problems(documents)

    assert list(found) == ["documents/link.md"]
    assert "leads out of the folder" in found["documents/link.md"]


def test_a_link_to_a_neighbour_with_a_longer_name_leads_out(documents):
    write(documents, "a.md")
    write(documents.parent, "documents-secret/b.md")
    (documents / "link").symlink_to("../documents-secret")

    assert list(problems(documents)) == ["documents/link"]


def test_links_inside_are_read_where_they_point_and_only_there(documents):
    write(documents, "a/a.md")
    (documents / "link.md").symlink_to("a/a.md")
    (documents / "link").symlink_to("a")

    intake = read_paths([documents], ROOMY)

    assert [each.path for each in intake] == ["documents/a/a.md"]
    assert intake.left_alone.names == ("documents/link", "documents/link.md")


def test_links_in_a_circle_come_to_an_end(documents):
    write(documents, "a/a.md")
    (documents / "a" / "up").symlink_to("..")
    (documents / "one").symlink_to("two")
    (documents / "two").symlink_to("one")

    assert [each.path for each in read(documents)] == ["documents/a/a.md"]


@pytest.fixture
def deep_folder(documents, monkeypatch):
    monkeypatch.chdir(documents)
    for _ in range(1_100):
        os.mkdir("d")
        os.chdir("d")
    yield
    # Not even the clean-up after the tests could remove it.
    for _ in range(1_100):
        os.chdir("..")
        os.rmdir("d")


@pytest.mark.usefixtures("deep_folder")
def test_folders_may_be_nested_deeper_than_functions(documents):
    write(documents, "e.md")

    assert [each.source for each in read(documents)] == ["e.md"]
