import pytest


@pytest.fixture
def root(settings, tmp_path):
    """Where the sets of this test stand."""
    settings.DATA_DIR = tmp_path / "open-data"
    return settings.DATA_DIR
