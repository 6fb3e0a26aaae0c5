"""Pages without a query, never wrong for longer than said."""

import threading

import pytest
from django.db import connection
from django.test import Client

from monographs import workflow
from monographs.models import Publication
from monographs.public import views
from tests.factories import (
    edit,
    make_editor,
    make_published_drug,
    make_publisher,
    publish_now,
)

PAGE, VERSION = "/drugs/examplazole/", "/drugs/examplazole/v/1/"
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("each_cache", "remembering"),
]


@pytest.fixture
def drug():
    return make_published_drug(slug="examplazole")


@pytest.mark.usefixtures("drug")
@pytest.mark.parametrize("address", [PAGE, VERSION])
def test_a_warm_page_asks_the_database_nothing(
    client, address, django_assert_num_queries
):
    first = client.get(address)

    with django_assert_num_queries(0):
        warm = client.get(address)
        unchanged = client.get(
            address, headers={"if-none-match": first.headers["ETag"]}
        )

    assert warm.content == first.content
    assert unchanged.status_code == 304


@pytest.mark.usefixtures("drug")
def test_a_page_that_was_thrown_out_is_made_of_what_was_signed(
    client, django_assert_num_queries
):
    from django.core.cache import cache

    first = client.get(PAGE)
    key = f"page:{first.headers['ETag'].strip(chr(34))}"
    assert cache.get(key)
    cache.delete(key)

    with django_assert_num_queries(1):
        again = client.get(PAGE)

    assert again.content == first.content


def test_each_step_is_seen_at_once(client, drug):
    publisher = make_publisher()
    for address in (PAGE, VERSION):
        client.get(address)

    workflow.withdraw(drug, by=publisher, reason="Wrong dose.")
    assert client.get(PAGE).status_code == 410
    assert b"This page was withdrawn" in client.get(VERSION).content

    workflow.reinstate(drug, by=publisher)
    assert client.get(PAGE).status_code == 200
    assert b"This page was withdrawn" not in client.get(VERSION).content

    notice = workflow.post_notice(drug, severity="danger", text="Stop.", by=publisher)
    assert b"Stop." in client.get(PAGE).content
    workflow.end_notice(notice, by=publisher)
    assert b"Stop." not in client.get(PAGE).content

    edit(drug, by=make_editor(), body="Other words.")
    publish_now(drug)
    assert b"Other words." in client.get(PAGE).content
    assert b"This is not the current version" in client.get(VERSION).content

    first = drug.revisions.get(number=1)
    workflow.roll_back(drug, to=first, reason="Worse.", by=publisher)
    assert b"Other words." not in client.get(PAGE).content


BEHIND = ["history/", "sources/", "v/1/", "v/2/", "diff/1/2/"]


@pytest.mark.parametrize("rest", BEHIND)
def test_each_step_is_seen_at_once_behind_the_page_too(client, drug, rest):
    edit(drug, by=make_editor(), body="Other words.")
    publish_now(drug)
    publisher, address = make_publisher(), f"{PAGE}{rest}"
    while_withdrawn = 200 if rest == "history/" else 410

    def shown():
        """Asked twice, so that the second answer is a remembered one."""
        client.get(address)
        response = client.get(address)
        return response.status_code, response.content

    first = shown()
    assert first[0] == 200
    workflow.withdraw(drug, by=publisher, reason="Wrong dose.")
    status, text = shown()
    assert status == while_withdrawn
    assert b"Wrong dose." in text
    assert b"Other words." not in text
    workflow.reinstate(drug, by=publisher)
    assert shown()[0] == 200
    edit(drug, by=make_editor(), body="Even others.")
    publish_now(drug)
    assert shown() != first


@pytest.mark.usefixtures("drug")
def test_a_warm_list_of_sources_asks_the_database_nothing(
    client, django_assert_num_queries
):
    client.get(f"{PAGE}sources/")

    with django_assert_num_queries(0):
        client.get(f"{PAGE}sources/")


def test_a_withdrawn_page_asks_the_database_nothing(
    client, drug, django_assert_num_queries
):
    workflow.withdraw(drug, by=make_publisher(), reason="Wrong dose.")
    client.get(PAGE)

    with django_assert_num_queries(0):
        assert client.get(PAGE).status_code == 410


def test_what_no_step_tells_is_seen_after_seconds(client, drug, settings):
    """As in another process with a memory of its own."""
    import time

    settings.LOOKUP_SECONDS = 1
    client.get(PAGE)
    Publication.objects.update(title="Renamed")
    assert b"Renamed" not in client.get(PAGE).content

    Publication.objects.update(
        withdrawn_at="2026-01-01T00:00:00Z", withdrawal_reason="Wrong."
    )
    time.sleep(1.1)

    assert client.get(PAGE).status_code == 410


@pytest.mark.usefixtures("drug")
def test_a_page_is_rendered_once_for_all_who_ask_at_once(monkeypatch):
    rendered, render = [], views._rendering

    def count(*arguments):
        rendered.append(1)
        return render(*arguments)

    monkeypatch.setattr(views, "_rendering", count)
    number = 8
    start, answers = threading.Barrier(number), []

    def ask():
        client = Client()
        start.wait()
        answers.append(client.get(PAGE).content)
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(answers) == number
    assert len(set(answers)) == 1
    assert rendered == [1]
