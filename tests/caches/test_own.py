"""What is remembered of an address, and that a page is made once, on each cache."""

import threading
import time

import pytest
from django.core.cache import cache

from monographs.caches import own
from monographs.caches.own import Memory, forget, kept_or_made


@pytest.mark.usefixtures("each_cache", "remembering")
class TestMemory:
    def test_what_was_looked_up_is_remembered(self):
        first = Memory("examplazole", "live")
        assert first.recall() is None
        first.remember(("a", "b"))

        assert Memory("examplazole", "live").recall() == ("a", "b")
        assert Memory("examplazole", "version-1").recall() is None
        assert Memory("samplidone", "live").recall() is None

    def test_it_is_forgotten_when_the_page_changes(self):
        for name in ("live", "version-1"):
            memory = Memory("examplazole", name)
            memory.recall()
            memory.remember("old")

        forget(["examplazole", "former-name"])

        assert Memory("examplazole", "live").recall() is None
        assert Memory("examplazole", "version-1").recall() is None

    def test_what_was_looked_up_before_the_change_is_worth_nothing_after_it(self):
        slow = Memory("examplazole", "live")
        slow.recall()
        forget(["examplazole"])

        slow.remember("old")

        assert Memory("examplazole", "live").recall() is None

    def test_what_is_looked_up_after_the_change_is_remembered(self):
        forget(["examplazole"])
        memory = Memory("examplazole", "live")
        memory.recall()
        memory.remember("new")

        assert Memory("examplazole", "live").recall() == "new"

    def test_nothing_is_remembered_for_longer_than_said(self, settings):
        settings.LOOKUP_SECONDS = 1
        memory = Memory("examplazole", "live")
        memory.recall()
        memory.remember("old")

        time.sleep(1.1)

        assert Memory("examplazole", "live").recall() is None

    def test_it_can_be_turned_off(self, settings):
        memory = Memory("examplazole", "live")
        memory.recall()
        memory.remember("old")
        settings.LOOKUP_SECONDS = 0

        assert memory.recall() is None


class Maker:
    """Counts how often a page is made, which takes a while."""

    def __init__(self, seconds=0.2, fails=0):
        self.count, self.seconds, self.fails = 0, seconds, fails
        self.lock = threading.Lock()

    def __call__(self):
        with self.lock:
            self.count += 1
            must_fail = self.count <= self.fails
        time.sleep(self.seconds)
        if must_fail:
            raise LookupError("no page")
        return "the page"


def all_at_once(make, number=12, key="page:x"):
    """What each of so many threads got."""
    start = threading.Barrier(number)
    got = []

    def ask():
        start.wait()
        try:
            got.append(kept_or_made(key, make, 60))
        except LookupError as error:
            got.append(str(error))
        cache.close()

    threads = [threading.Thread(target=ask) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return got


@pytest.mark.usefixtures("each_cache")
class TestMakingOnce:
    def test_a_page_is_made_by_one_and_the_others_get_it(self):
        make = Maker()

        got = all_at_once(make)

        assert got == ["the page"] * 12
        assert make.count == 1
        assert kept_or_made("page:x", make, 60) == "the page"
        assert make.count == 1

    def test_where_it_fails_another_makes_it(self):
        make = Maker(seconds=0.05, fails=1)

        got = all_at_once(make)

        assert got.count("no page") == 1
        assert got.count("the page") == 11
        assert cache.get("page:x") == "the page"

    def test_nobody_waits_for_ever(self, monkeypatch):
        monkeypatch.setattr(own, "_MOST_WAITING", 0.1)
        cache.add("page:x:being-made", 1, 60)  # by somebody who was killed

        start = time.monotonic()
        assert kept_or_made("page:x", lambda: "made by me", 60) == "made by me"

        assert time.monotonic() - start < 2
        assert kept_or_made("page:x", Maker(), 60) == "made by me"


@pytest.mark.usefixtures("remembering")
def test_a_cache_that_does_not_answer_costs_no_page(settings):
    nobody = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": "redis://127.0.0.1:9/0",
        "OPTIONS": {"socket_connect_timeout": 1},
    }
    settings.CACHES = dict.fromkeys(settings.CACHES, nobody)
    memory = Memory("examplazole", "live")

    assert memory.recall() is None
    memory.remember("x")
    forget(["examplazole"])
    assert kept_or_made("page:x", lambda: "the page", 60) == "the page"


@pytest.mark.usefixtures("each_cache", "remembering")
def test_pages_push_out_no_mark():
    memory = Memory("examplazole", "live")
    memory.recall()
    memory.remember("old")
    forget(["examplazole"])

    for number in range(3_500):
        cache.set(f"page:{number}", b"x", 60)
    memory.remember("old")  # as another did who looked it up before the change

    assert Memory("examplazole", "live").recall() is None
