import pytest

from tests.factories import make_steward
from tests.importing.command_run import write
from tests.importing.documents_about import document_about, labelled_document_about

CHUNKS = ("read_chunk", "apply_chunk", "undo_chunk")


@pytest.fixture
def small_chunks(monkeypatch):
    """One file a chunk, so that two files show what happens between chunks."""
    for module in CHUNKS:
        monkeypatch.setattr(f"monographs.importing.{module}.CHUNK", 1)


@pytest.fixture
def steward(db):
    return make_steward(username="steward")


@pytest.fixture
def heap(tmp_path):
    """Three documents in two folders, all good."""
    folder = tmp_path / "heap"
    write(folder / "e" / "examplazole.md", document_about("Examplazole"))
    write(folder / "s" / "samplidone.md", labelled_document_about("Samplidone"))
    write(folder / "s" / "stubomycin.md", document_about("Stubomycin"))
    return folder
