"""How many reports an address may send, and what is said to whoever sends more."""

import pytest
from django.core.cache import cache

from monographs.caches import own
from monographs.caches.own import counters
from monographs.models import ReaderReport
from monographs.public.feedback import limits
from tests.factories import make_published_drug
from tests.public.feedback.forms import send, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def few(monkeypatch):
    monkeypatch.setattr(limits, "MOST_OF_ONE", 2)
    monkeypatch.setattr(limits, "MOST_OF_ALL", 4)


def test_too_many_reports_are_put_off_and_the_text_kept(client):
    assert send(client, "One.").status_code == 303
    assert send(client, "Two.").status_code == 303

    response = send(client, "Three.")

    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= 3_601
    assert "Three." in text_of(response)
    assert "Try again in" in text_of(response)
    assert ReaderReport.objects.count() == 2


def test_another_address_is_counted_on_its_own(client):
    for text in ("One.", "Two.", "Three."):
        send(client, text)

    client.defaults["REMOTE_ADDR"] = "192.0.2.7"
    assert send(client, "Four.").status_code == 303


def test_many_addresses_meet_the_limit_of_all(client):
    for number in range(4):
        client.defaults["REMOTE_ADDR"] = f"192.0.2.{number}"
        assert send(client, f"Report {number}.").status_code == 303

    client.defaults["REMOTE_ADDR"] = "192.0.2.99"
    assert send(client, "One more.").status_code == 429


def test_pages_that_are_asked_for_reset_no_count(client):
    for text in ("One.", "Two.", "Three."):
        send(client, text)

    for number in range(2_500):
        own.kept_or_made(f"page:{number}", lambda: b"x", 60)

    assert send(client, "Four.").status_code == 429


def test_comparisons_push_out_no_page(client):
    """There are as many as there are ways to choose drugs, and to write them."""
    slugs = [make_published_drug().slug for _ in range(2)]

    answer = client.get(f"/compare/?d={slugs[0]}&d={slugs[1]}")

    key = "page:{}".format(answer.headers["ETag"].strip('"'))
    assert cache.get(key) is None
    assert own.combinations.get(key)


def test_what_is_remembered_of_a_comparison_pushes_out_no_page(client, settings):
    settings.LOOKUP_SECONDS = 3
    slugs = [make_published_drug(title=f"Twoword {name}").slug for name in ("A", "B")]

    client.get(f"/compare/?d={slugs[0]}&d={slugs[1]}")

    key = f"lookup:articles-about:{'+'.join(slugs)}:"
    assert cache.get(key) is None
    assert own.combinations.get(key)


def test_addresses_of_one_household_are_one(client):
    for number in range(2):
        client.defaults["REMOTE_ADDR"] = f"2001:db8::{number + 1}"
        send(client, f"Report {number}.")

    client.defaults["REMOTE_ADDR"] = "2001:db8::ffff"
    assert send(client, "One more.").status_code == 429


def test_behind_a_proxy_its_last_word_counts(client, settings):
    settings.BEHIND_PROXY = True
    for number in range(2):
        client.defaults["HTTP_X_FORWARDED_FOR"] = f"10.0.0.{number}, 192.0.2.7"
        send(client, f"Report {number}.")

    assert send(client, "One more.").status_code == 429
    client.defaults["HTTP_X_FORWARDED_FOR"] = "192.0.2.7, 192.0.2.8"
    assert send(client, "From another.").status_code == 303


def test_without_a_proxy_nobody_says_where_they_are(client):
    for number in range(3):
        client.defaults["HTTP_X_FORWARDED_FOR"] = f"192.0.2.{number}"
        response = send(client, f"Report {number}.")

    assert response.status_code == 429


def test_what_is_refused_is_not_counted(client):
    for _ in range(5):
        assert send(client, "").status_code == 422

    assert send(client, "One.").status_code == 303


def test_no_address_is_kept(client, monkeypatch):
    kept = []
    monkeypatch.setattr(
        counters, "add", lambda key, *rest: kept.append(key) or True, raising=False
    )
    client.defaults["REMOTE_ADDR"] = "192.0.2.77"

    send(client)

    assert kept
    assert not [key for key in kept if "192.0.2.77" in key]


def test_the_count_ends_with_the_hour(client, monkeypatch):
    for text in ("One.", "Two."):
        send(client, text)
    now = limits.time.time()
    monkeypatch.setattr(limits.time, "time", lambda: now + limits.PERIOD)

    assert send(client, "An hour later.").status_code == 303
