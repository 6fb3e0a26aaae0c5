import pytest
from django.core.cache import caches

from medsite import environment
from tests.caches.redis_server import running_redis


@pytest.fixture(params=["memory", "redis"])
def each_cache(request, settings, tmp_path, monkeypatch):
    """The memory of a process, and a real Redis where there is one."""
    if request.param == "memory":
        caches["default"].clear()
        yield
        return
    with running_redis(tmp_path) as address:
        monkeypatch.setenv("CACHE_URL", address)
        settings.CACHES = {"default": environment.cache("CACHE_URL", default="")}
        yield
        caches["default"].close()


@pytest.fixture
def remembering(settings):
    settings.LOOKUP_SECONDS = 3
