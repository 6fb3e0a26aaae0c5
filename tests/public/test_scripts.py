"""Scripts for readers: few bytes, since every page works without them."""

from pathlib import Path

from django.contrib.staticfiles import finders

SCRIPTS = sorted(Path(finders.find("monographs/base.css")).parent.glob("*.js"))
# As they are sent, uncompressed.
MOST_BYTES = 8_000


def test_all_scripts_together_stay_small():
    sizes = {path.name: path.stat().st_size for path in SCRIPTS}

    assert "compare.js" in sizes
    assert sum(sizes.values()) <= MOST_BYTES, sizes


def test_scripts_keep_nothing_for_longer_than_a_tab_lives():
    for path in SCRIPTS:
        assert "localStorage" not in path.read_text()
        assert "document.cookie" not in path.read_text()
