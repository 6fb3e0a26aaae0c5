"""What stands around a page: caching, cookies, the content security policy."""

import re

import pytest
from django.test import Client

from monographs import workflow
from tests.factories import (
    make_clinician,
    make_editor,
    make_published_drug,
    make_publisher,
)

pytestmark = pytest.mark.django_db

FOR_A_MINUTE = "public, max-age=60"


@pytest.fixture
def drug():
    return make_published_drug(slug="examplazole")


@pytest.fixture
def address(drug):
    return f"/drugs/{drug.slug}/"


def test_pages_may_be_kept_and_shared(client, address):
    response = client.get(address)

    assert response.headers["Cache-Control"] == FOR_A_MINUTE
    assert "Vary" not in response.headers
    assert "Last-Modified" in response.headers
    assert client.get("/drugs/").headers["Cache-Control"] == FOR_A_MINUTE


def test_an_unchanged_page_is_not_sent_again(client, address):
    etag = client.get(address).headers["ETag"]

    again = client.get(address, headers={"if-none-match": etag})

    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["ETag"] == etag
    assert again.headers["Cache-Control"] == FOR_A_MINUTE


def test_a_changed_page_is_sent_again(client, drug, address):
    etag = client.get(address).headers["ETag"]
    workflow.post_notice(
        drug, by=make_publisher(), severity="danger", text="Do not take it."
    )

    again = client.get(address, headers={"if-none-match": etag})

    assert again.status_code == 200
    assert b"Do not take it." in again.content


def test_a_time_alone_never_proves_that_a_page_is_unchanged(client, drug, address):
    publisher = make_publisher()
    notice = workflow.post_notice(drug, by=publisher, severity="danger", text="Stop.")
    first = client.get(address)
    workflow.end_notice(notice, by=publisher)

    again = client.get(
        address, headers={"if-modified-since": first.headers["Last-Modified"]}
    )

    assert again.status_code == 200
    assert b"Stop." not in again.content


def test_a_withdrawn_page_is_never_not_modified(client, drug, address):
    etag = client.get(address).headers["ETag"]
    workflow.withdraw(drug, by=make_publisher(), reason="Wrong.")

    response = client.get(address, headers={"if-none-match": etag})

    assert response.status_code == 410


def test_the_live_page_and_its_version_page_are_kept_apart(client, address):
    live = client.get(address)
    version = client.get(f"{address}v/1/")

    assert live.headers["ETag"] != version.headers["ETag"]


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/drugs/",
        "/drugs/e/",
        "/drugs/examplazole/",
        "/drugs/examplazole/v/1/",
        "/comparisons/",
        "/compare/",
        "/compare/?d=examplazole",
        "/compare/?add=nowherol",
        "/search/",
        "/search/?q=examplazole",
        "/search/suggest?q=exam",
        "/side-effects/",
        "/side-effects/match/?e=headache&d=examplazole",
        "/drugs/nowhere/",
        "/healthz",
    ],
)
@pytest.mark.usefixtures("drug")
class TestEveryPage:
    def test_sets_no_cookie_and_varies_by_none(self, client, address):
        response = client.get(address)

        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")

    def test_is_the_same_for_somebody_who_is_logged_in(self, client, address):
        person = Client()
        person.force_login(make_editor())

        assert person.get(address).content == client.get(address).content

    def test_forbids_inline_code_and_frames(self, client, address):
        response = client.get(address)

        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert response.headers["X-Frame-Options"] == "DENY"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        # A block of data is never run.
        code = response.content.replace(b'<script type="application/ld+json">', b"")
        assert not re.search(rb"<script(?![^>]* src=)", code)
        assert b"<style" not in response.content
        assert b" style=" not in response.content

    def test_answers_head_like_get(self, client, address):
        get, head = client.get(address), client.head(address)

        assert head.status_code == get.status_code
        assert head.content == b""
        assert head.headers.get("ETag") == get.headers.get("ETag")

    def test_refuses_to_be_written_to(self, address):
        response = Client(enforce_csrf_checks=False).post(address)

        assert response.status_code in {404, 405}


def test_signing_in_later_shows_no_more(client, address):
    """Rights change what the desk shows, never what the public page does."""
    public = client.get(address).content
    client.force_login(make_clinician())

    assert client.get(address).content == public
