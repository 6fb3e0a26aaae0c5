"""A shared cache is told of each change, and holds up none of them."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from monographs import workflow
from monographs.caches import shared
from monographs.management.timed_work import do_what_is_due
from monographs.models import CachePurge, Publication
from tests.caches.proxies import running_proxy
from tests.factories import (
    CLINICAL,
    edit,
    make_clinician,
    make_drug,
    make_editor,
    make_published_drug,
    make_publisher,
    make_reviewer,
    publish_now,
    sign_as,
    submit_as,
)

pytestmark = pytest.mark.django_db(transaction=True)
EVERYTHING = {"tags": ["page-examplazole"], "paths": ["/drugs/examplazole/"]}


@pytest.fixture
def drug():
    return make_published_drug(slug="examplazole")


@pytest.fixture
def proxy(drug, settings):
    """It listens from now on, when the page is there."""
    with running_proxy() as proxy:
        settings.PURGE_URL = proxy.url
        yield proxy


def withdraw(drug):
    return workflow.withdraw(drug, by=make_publisher(), reason="Wrong dose.")


def test_it_is_told_of_each_step_that_readers_see(drug, proxy):
    publisher = make_publisher()

    withdraw(drug)
    workflow.reinstate(drug, by=publisher)
    edit(drug, by=make_editor())
    second = submit_as(drug)
    assert len(proxy.told) == 2
    sign_as(second, make_reviewer())
    sign_as(second, make_clinician(), CLINICAL)
    first = drug.revisions.get(number=1)
    workflow.roll_back(drug, to=first, reason="Worse.", by=publisher)
    notice = workflow.post_notice(drug, severity="danger", text="Stop.", by=publisher)
    workflow.end_notice(notice, by=publisher)

    # Two signatures, then the publication by the second.
    assert proxy.told == [EVERYTHING] * 8
    assert not CachePurge.objects.exists()
    assert proxy.headers[0]["Surrogate-Key"] == "page-examplazole"


def test_it_is_told_of_former_addresses_too(drug, proxy):
    drug.refresh_from_db()
    edit(drug, by=make_editor())
    drug.slug = "samplazole"
    drug.save(update_fields=["slug"])
    publish_now(drug)

    told = proxy.told[-1]

    assert told["tags"] == ["page-examplazole", "page-samplazole"]
    assert told["paths"] == ["/drugs/examplazole/", "/drugs/samplazole/"]


def test_nothing_is_told_before_the_step_is_there(drug, proxy):
    from django.db import transaction

    with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012
        withdraw(drug)
        assert proxy.told == []
        raise ZeroDivisionError

    assert proxy.told == []
    assert not CachePurge.objects.exists()


def test_drafts_are_nobody_elses_business(proxy):
    submit_as(make_drug())

    assert proxy.told == []


def test_a_proxy_that_fails_keeps_no_page_from_being_withdrawn(drug, proxy, client):
    proxy.status = 503

    withdraw(drug)

    assert client.get("/drugs/examplazole/").status_code == 410
    waiting = CachePurge.objects.get()
    assert (waiting.tries, waiting.last_error) == (1, "It answered 503.")


def test_a_proxy_that_is_not_there_neither(drug, settings, client):
    settings.PURGE_URL = "http://127.0.0.1:9/purge"

    withdraw(drug)

    assert client.get("/drugs/examplazole/").status_code == 410
    assert CachePurge.objects.get().tries == 1


def test_a_proxy_that_says_nothing_is_waited_for_once(drug, proxy, monkeypatch):
    monkeypatch.setattr(shared, "TIMEOUT", 0.3)
    proxy.silence.clear()
    other = make_published_drug(slug="samplazole")

    start = time.monotonic()
    withdraw(drug)
    first = time.monotonic() - start
    asked = len(proxy.told)
    withdraw(other)

    assert first < 2
    assert len(proxy.told) == asked
    assert set(CachePurge.objects.values_list("tries", flat=True)) == {0, 1}


@pytest.mark.parametrize("bytes_a_time", [b"H", b"HTTP/1.1 200 OK\r\nX: y\r\n"])
def test_a_proxy_that_never_ends_its_answer_holds_nobody(
    drug, proxy, monkeypatch, bytes_a_time
):
    monkeypatch.setattr(shared, "TIMEOUT", 0.5)
    proxy.trickles = bytes_a_time

    start = time.monotonic()
    withdraw(drug)

    assert time.monotonic() - start < 5
    tries = list(CachePurge.objects.values_list("tries", flat=True))
    assert tries == ([1] if bytes_a_time == b"H" else [])  # its status is known


@pytest.mark.parametrize("answer", [b"hello\n", b"HTTP/1.1 20", b"x" * 5_000])
def test_what_is_no_answer_is_none(drug, proxy, answer):
    proxy.trickles = answer

    withdraw(drug)

    assert CachePurge.objects.get().tries == 1


def test_the_worker_goes_on_trying(drug, proxy, later):
    proxy.status = 500
    withdraw(drug)
    assert shared.send_waiting_purges() == 0  # it pauses
    with later(minutes=1):
        assert shared.send_waiting_purges() == 0
        assert CachePurge.objects.get().tries == 2
    proxy.status = 204

    with later(minutes=3):
        assert "Changed pages told to the shared cache: 1." in list(do_what_is_due())

    assert not CachePurge.objects.exists()
    assert proxy.told[-1] == EVERYTHING


def test_what_waits_goes_in_one_request(drug, proxy, later):
    proxy.status = 500
    withdraw(drug)
    workflow.reinstate(drug, by=make_publisher())
    withdraw(make_published_drug(slug="samplazole"))
    asked = len(proxy.told)
    proxy.status = 200

    with later(minutes=2):
        assert shared.send_waiting_purges() >= 3

    assert len(proxy.told) == asked + 1
    assert proxy.told[-1]["tags"] == ["page-examplazole", "page-samplazole"]


def test_a_notice_of_tomorrow_is_told_tomorrow(drug, proxy, later):
    now = timezone.now()
    workflow.post_notice(
        drug,
        severity="warning",
        text="A recall.",
        by=make_publisher(),
        starts_at=now + timedelta(days=1),
        ends_at=now + timedelta(days=2),
    )
    assert len(proxy.told) == 1

    assert shared.send_waiting_purges() == 0
    with later(days=1, minutes=1):
        assert shared.send_waiting_purges() == 1
    with later(days=2, minutes=1):
        assert shared.send_waiting_purges() == 1
    assert proxy.told == [EVERYTHING] * 3


def test_a_name_and_a_password_go_along(drug, proxy, settings):
    settings.PURGE_URL = proxy.url.replace("http://", "http://me:p%40ss@")

    withdraw(drug)

    assert proxy.headers[-1]["Authorization"] == "Basic bWU6cEBzcw=="


def test_without_a_proxy_nothing_is_written(drug):
    withdraw(drug)

    assert Publication.objects.get().is_withdrawn
    assert not CachePurge.objects.exists()


def test_headers_for_shared_caches_only_where_they_are_told(
    drug, proxy, settings, client
):
    told = client.get("/drugs/examplazole/").headers
    version = client.get("/drugs/examplazole/v/1/").headers
    a_list = client.get("/drugs/").headers
    withdraw(drug)
    gone = client.get("/drugs/examplazole/").headers
    settings.PURGE_URL = ""
    untold = client.get("/drugs/examplazole/v/1/").headers

    long = "public, max-age=60, stale-while-revalidate=86400, stale-if-error=604800"
    assert told["CDN-Cache-Control"] == version["CDN-Cache-Control"] == long
    assert told["Cache-Tag"] == told["Surrogate-Key"] == "page-examplazole"
    assert "CDN-Cache-Control" not in a_list
    assert gone["CDN-Cache-Control"] == "public, max-age=60"
    assert gone["Cache-Tag"] == "page-examplazole"
    assert "CDN-Cache-Control" not in untold
    for headers in (told, version, a_list, gone, untold):
        assert headers["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize("rest", ["history/", "sources/", "v/1/", "diff/1/2/"])
def test_what_stands_behind_a_page_is_outdated_with_it(client, drug, settings, rest):
    edit(drug, by=make_editor())
    publish_now(drug)
    settings.PURGE_URL = "http://127.0.0.1:1/"
    address = f"/drugs/examplazole/{rest}"

    shown = client.get(address)
    Publication.objects.update(
        withdrawn_at=timezone.now(), withdrawal_reason="Wrong dose."
    )
    gone = client.get(address)

    for response in (shown, gone):
        assert response.headers["Cache-Control"] == "public, max-age=60"
        assert response.headers["Cache-Tag"] == "page-examplazole"
    assert "stale-if-error" in shown.headers["CDN-Cache-Control"]
    if rest != "history/":
        assert gone.headers["CDN-Cache-Control"] == "public, max-age=60"
