from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monographs.content import loads, read_working_copy
from monographs.exporting.documents import to_markdown
from monographs.exporting.folder import (
    NotOurs,
    path_of,
    published_versions,
    working_copies,
    write_document,
)
from monographs.workflow import withdraw
from tests.exporting import samples
from tests.factories import (
    edit,
    make_drug,
    make_editor,
    make_full_comparison,
    make_full_drug,
    make_published_drug,
    make_publisher,
)


@pytest.mark.django_db
def test_working_copies_are_read_as_they_are():
    monographs = [make_full_drug(), make_full_comparison(), make_drug()]

    documents = list(working_copies())

    assert documents == [read_working_copy(monograph) for monograph in monographs]


@pytest.mark.django_db
def test_many_working_copies_take_as_many_queries_as_one(django_assert_max_num_queries):
    for count in (1, 12):
        for _ in range(count):
            make_full_drug()
            make_full_comparison()

        with django_assert_max_num_queries(12):
            list(working_copies())


@pytest.mark.django_db
def test_published_versions_are_what_readers_see():
    seen, drafted, withdrawn = (make_published_drug() for _ in range(3))
    make_drug()
    edit(drafted, by=make_editor(), body="Not signed.")
    withdraw(withdrawn, by=make_publisher(), reason="Wrong drug.")

    documents = list(published_versions())

    assert documents == [
        loads(monograph.publication.revision.content) for monograph in (seen, drafted)
    ]


def test_a_file_stands_below_the_first_letter_of_its_address(tmp_path):
    path = write_document(samples.drug(), tmp_path)

    assert path == tmp_path / "e" / "examplazole-samplidone.md"
    assert path.read_bytes() == to_markdown(samples.drug()).encode()


def test_an_older_file_of_ours_is_replaced(tmp_path):
    write_document(samples.drug(), tmp_path)

    path = write_document(replace(samples.drug(), title="Renamed"), tmp_path)

    assert "# Renamed" in path.read_text()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("content", [b"# My own notes", b"", b"\xff\xfe\x00binary"])
def test_somebody_elses_file_is_left_alone(tmp_path, content):
    path = tmp_path / path_of(samples.drug())
    path.parent.mkdir()
    path.write_bytes(content)

    with pytest.raises(NotOurs, match=path.name):
        write_document(samples.drug(), tmp_path)

    assert path.read_bytes() == content


def test_a_folder_in_the_way_is_left_alone(tmp_path):
    (tmp_path / path_of(samples.drug())).mkdir(parents=True)

    with pytest.raises(NotOurs):
        write_document(samples.drug(), tmp_path)


def test_a_file_that_cannot_be_finished_leaves_the_older_one(tmp_path):
    path = write_document(samples.drug(), tmp_path)
    before = path.read_bytes()
    unwritable = replace(samples.drug(), title="\ud800")

    with pytest.raises(UnicodeEncodeError):
        write_document(unwritable, tmp_path)

    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


@given(st.text(max_size=300) | st.just("a" * 250))
def test_no_address_leads_out_of_the_folder(slug):
    document = replace(samples.drug(), slug=slug, key=UUID(int=1))

    path = path_of(document)

    assert len(path.parts) == 2
    assert path.name == f"{slug}.md" or path.stem == str(document.key)
    assert len(path.name.encode()) <= 255
    assert path.parts[0].isalnum()
