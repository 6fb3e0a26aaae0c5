import pytest
from django.core.cache import caches

from medsite import environment
from tests.caches.redis_server import running_redis


@pytest.fixture(params=["memory", "redis"])
def each_cache(request, settings, tmp_path, monkeypatch):
    """The memory of a process, and a real Redis where there is one."""
    if request.param == "memory":
        for name in settings.CACHES:
            caches[name].clear()
        yield
        return
    with running_redis(tmp_path) as address:
        monkeypatch.setenv("CACHE_URL", address)
        settings.CACHES = environment.caches("CACHE_URL", default="")
        yield
        for name in settings.CACHES:
            caches[name].close()


@pytest.fixture
def remembering(settings):
    settings.LOOKUP_SECONDS = 3
