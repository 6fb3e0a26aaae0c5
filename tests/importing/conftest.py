import pytest

CHUNKS = ("read_chunk", "apply_chunk", "undo_chunk")


@pytest.fixture
def small_chunks(monkeypatch):
    """One file a chunk, so that two files show what happens between chunks."""
    for module in CHUNKS:
        monkeypatch.setattr(f"monographs.importing.{module}.CHUNK", 1)
