"""What was exported goes in again without a difference, and takes over no keys."""

from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings

from monographs.content import read_working_copies, read_working_copy
from monographs.exporting.documents import to_markdown
from monographs.models import Monograph, Section
from tests.content.documents import documents
from tests.factories import (
    make_full_comparison,
    make_full_drug,
    make_steward,
    publish_now,
)
from tests.importing.batches import (
    drug,
    files_about,
    load_now,
    loaded,
    outcomes,
    previewed,
    states,
    undo_now,
)

pytestmark = pytest.mark.django_db

CORPUS = Path(__file__).resolve().parents[3] / "shared/corpus"


def exported():
    copies = read_working_copies(list(Monograph.objects.all()))
    return {
        f"out/{document.slug}.md": to_markdown(document).encode()
        for document in copies.values()
    }


def test_exported_pages_of_people_change_nothing():
    make_full_drug()
    make_full_comparison()

    batch = previewed(exported())

    assert set(outcomes(batch).values()) == {"unchanged"}


@pytest.mark.parametrize("made", [make_full_drug, make_full_comparison])
def test_the_markdown_that_readers_get_changes_nothing(client, made):
    monograph = made()
    publish_now(monograph)
    path = f"{monograph.kind}s/{monograph.slug}.md"

    published = client.get(f"/{path}").content
    batch = previewed({path: published})

    assert b"\nstate: " in published
    assert set(outcomes(batch).values()) == {"unchanged"}


def test_exported_pages_of_an_import_change_nothing():
    loaded(files_about("Examplazole", "Trialuvine"))

    batch = previewed(exported())

    assert set(outcomes(batch).values()) == {"unchanged"}


@pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the source documents are not beside the project"
)
def test_no_document_of_the_corpus_changes_on_its_way_out_and_in():
    by = make_steward()
    names = sorted(
        path.relative_to(CORPUS).as_posix()
        for folder in ("documents", "documents-earlier", "seeds")
        for path in (CORPUS / folder).rglob("*.*")
    )
    first = previewed(
        {f"corpus/{name}": (CORPUS / name).read_bytes() for name in names}, by=by
    )
    assert len(names) >= 500
    assert "error" not in outcomes(first).values()
    loaded({f"corpus/{name}": (CORPUS / name).read_bytes() for name in names}, by=by)

    files = exported()
    again = previewed(files, by=by)

    assert len(files) > 400
    assert set(outcomes(again).values()) == {"unchanged"}


def test_an_exported_page_keeps_its_keys_in_an_empty_database():
    batch = loaded(files_about("Examplazole"))
    files = exported()
    before = read_working_copy(drug("examplazole"))
    undo_now(batch)

    loaded(files)

    after = read_working_copy(drug("examplazole"))
    assert after.key == before.key
    assert [row.key for row in after.rows()] == [row.key for row in before.rows()]


def test_a_copy_under_another_title_gets_keys_of_its_own():
    page = make_full_comparison(title="Examplazole and Trialuvine")
    [text] = exported().values()
    copy = (
        text.decode().replace(page.title, "Another title").replace(page.slug, "other")
    )
    copy = copy.replace(str(page.key), str(UUID(int=7)))

    batch = loaded({"out/copy.md": copy.encode()})

    assert states(batch) == {"out/copy.md": "applied"}
    first, second = read_working_copies([page, drug("other")]).values()
    keys = {row.key for row in first.rows()}
    assert keys.isdisjoint(row.key for row in second.rows())
    assert [row.feature for row in second.comparison_rows] == [
        row.feature for row in first.comparison_rows
    ]


def test_two_copies_in_one_import_get_keys_of_their_own():
    page = make_full_drug()
    [text] = exported().values()
    copies = {
        f"out/copy-{number}.md": text.decode()
        .replace(page.title, f"Copy {number}")
        .replace(page.slug, f"copy-{number}")
        .replace(str(page.key), str(UUID(int=9)))
        .encode()
        for number in (1, 2)
    }

    batch = loaded(copies)

    assert set(states(batch).values()) == {"applied"}
    assert Section.objects.filter(monograph=drug("copy-1")).exists()
    assert Section.objects.filter(monograph=drug("copy-2")).exists()


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(document=documents())
def test_whatever_a_page_says_comes_back(document):
    """Loaded into an empty place, out and in again: nothing is left to do."""
    text = to_markdown(document)
    by = make_steward()

    batch = previewed({f"out/{document.key}.md": text.encode()}, by=by)
    # A title of nothing but blanks is refused.
    if outcomes(batch) == {f"out/{document.key}.md": "new"}:
        [row] = load_now(batch).rows.all()
        again = to_markdown(read_working_copy(row.monograph))
        second = previewed({f"out/{document.key}-again.md": again.encode()}, by=by)
        assert set(outcomes(second).values()) == {"unchanged"}
        row.monograph.delete()
