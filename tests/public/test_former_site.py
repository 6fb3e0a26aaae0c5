"""Links to the site that was here before lead on, in one step."""

import pytest

from monographs import workflow
from tests.factories import (
    make_comparison,
    make_drug,
    make_editor,
    make_published_drug,
    make_publisher,
    publish_now,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/composition/e/examplazole",
        "/composition/e/examplazole.html",
        "/composition/E/Examplazole.html",
        "/composition/0-9/examplazole",
    ],
)
def test_a_former_address_leads_to_the_drug(client, django_assert_num_queries, address):
    make_published_drug(slug="examplazole")

    with django_assert_num_queries(1):
        response = client.get(address)

    assert response.status_code == 301
    assert response.headers["Location"] == "/drugs/examplazole/"


def test_it_leads_in_one_step_to_where_the_page_is_now(
    client, django_assert_num_queries
):
    drug = make_published_drug(slug="old-name")
    moved = workflow.touch(drug, by=make_editor())
    moved.slug = "new-name"
    moved.save()
    publish_now(moved)

    with django_assert_num_queries(2):
        response = client.get("/composition/o/old-name.html")

    assert response.status_code == 301
    assert response.headers["Location"] == "/drugs/new-name/"


def test_articles_are_found_where_they_are(client):
    publish_now(make_comparison(slug="a-or-b"))

    response = client.get("/composition/a/a-or-b.html")

    assert response.headers["Location"] == "/comparisons/a-or-b/"


def test_a_withdrawn_page_says_why_at_its_own_address(client):
    drug = make_published_drug(slug="examplazole")
    workflow.withdraw(drug, by=make_publisher(), reason="The source was invented.")

    response = client.get("/composition/e/examplazole", follow=True)

    assert response.redirect_chain == [("/drugs/examplazole/", 301)]
    assert response.status_code == 410


def test_drafts_and_wrong_addresses_are_not_found(client):
    make_drug(slug="examplazole")

    for rest in ("examplazole", "examplazole.html", "nowhere", "..", "a%00b", "x.htm"):
        assert client.get(f"/composition/e/{rest}").status_code == 404
