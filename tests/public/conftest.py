import pytest
from django.core.cache import cache

from monographs.caches.own import combinations, counters
from monographs.public import lookup


@pytest.fixture(autouse=True)
def _as_in_a_running_process(db):
    """Nothing kept of other tests, whose ids come again, and the queries prepared."""
    for one in (cache, combinations, counters):
        one.clear()
    lookup.live_page("first")
    lookup.version("first", 1)
