"""The history of a page, and what readers were told of each step."""

import pytest

from monographs import workflow
from monographs.models import Revision
from monographs.public.versions import history
from tests.factories import (
    edit,
    make_drug,
    make_editor,
    make_full_comparison,
    make_published_drug,
    make_publisher,
    publish_now,
)
from tests.public.behind import open_page, publish_again
from tests.public.markup import assert_well_made

pytestmark = pytest.mark.django_db


def test_the_history_names_each_version_and_who_signed_it(
    client, django_assert_num_queries
):
    drug = make_published_drug()
    publish_again(drug, "Second.", change_note="The dose was half.")

    with django_assert_num_queries(2):
        page = open_page(client, f"/drugs/{drug.slug}/history/")

    hrefs = [link["href"] for link in page.all("a")]
    base = f"/drugs/{drug.slug}/"
    assert {f"{base}v/1/", f"{base}v/2/", f"{base}diff/1/2/"} <= set(hrefs)
    assert page.text.index("Version 2") < page.text.index("Version 1")
    assert "The dose was half." in page.text
    assert "Clinical review: Person" in page.text
    assert "pharmacist" in page.text
    assert "major: clinical or large" in page.text
    for revision in Revision.objects.all():
        assert revision.sha256 in page.text
    assert {"rel": "canonical", "href": f"{base}history/"} in page.all("link")


def test_withdrawals_and_returns_stand_in_the_history_with_their_reasons(client):
    drug = make_published_drug()
    workflow.withdraw(drug, by=make_publisher(), reason="It was wrong.")
    workflow.reinstate(drug, by=make_publisher(), reason="It was right.")

    page = open_page(client, f"/drugs/{drug.slug}/history/")

    assert "It was wrong." in page.text
    assert "It was right." in page.text
    assert "Back again" in page.text
    assert "X-Robots-Tag" not in client.get(f"/drugs/{drug.slug}/history/").headers


def test_the_history_of_a_withdrawn_page_leads_to_no_text(client):
    drug = make_published_drug()
    publish_again(drug, "Second.")
    workflow.withdraw(drug, by=make_publisher(), reason="It was wrong.")

    response = client.get(f"/drugs/{drug.slug}/history/")
    page = assert_well_made(response.content.decode())

    assert response.status_code == 200
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert {"name": "robots", "content": "noindex"} in page.all("meta")
    assert "This page is withdrawn" in page.text
    hrefs = [link["href"] for link in page.all("a")]
    assert not any("/v/" in href or "/diff/" in href for href in hrefs)


def test_five_hundred_versions_take_as_many_queries_as_one(
    client, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(history, "PAGE_SIZE", 2)
    drug = make_published_drug()
    for number in range(2, 6):
        publish_again(drug, f"Number {number}.")
    seen = []
    address = f"/drugs/{drug.slug}/history/"

    while address:
        with django_assert_num_queries(2):
            page = open_page(client, address)
        seen += [link["href"] for link in page.all("a") if "/v/" in link["href"]]
        more = [link["href"] for link in page.all("a") if link.get("rel") == "next"]
        address = more and f"/drugs/{drug.slug}/history/{more[0]}"

    assert seen == [f"/drugs/{drug.slug}/v/{number}/" for number in (5, 4, 3, 2, 1)]


@pytest.mark.parametrize("after", ["", "0", "-1", "x", "9" * 30, "1\0"])
def test_any_place_in_the_history_is_answered(client, after):
    drug = make_published_drug()

    assert (
        client.get(f"/drugs/{drug.slug}/history/", {"after": after}).status_code == 200
    )


@pytest.mark.parametrize(
    "rest", ["history/", "sources/", "v/1/", "diff/1/2/", "diff/2/2/"]
)
def test_pages_behind_a_page_follow_it(client, rest):
    drug = make_drug(slug="examplazole-old")
    publish_now(drug)
    drug.refresh_from_db()
    edit(drug, by=make_editor(), body="Second.")
    drug.refresh_from_db()
    drug.slug = "examplazole-new"
    drug.save()
    publish_now(drug)

    old = client.get(f"/drugs/examplazole-old/{rest}")
    other = client.get(f"/comparisons/examplazole-new/{rest}")

    assert (old.status_code, old.headers["Location"]) == (
        301,
        f"/drugs/examplazole-new/{rest}",
    )
    assert (other.status_code, other.headers["Location"]) == (
        301,
        f"/drugs/examplazole-new/{rest}",
    )
    assert client.get(f"/drugs/examplazole-new/{rest}").status_code == 200
    assert client.get(f"/drugs/never-there/{rest}").status_code == 404


def test_a_comparison_has_a_history_too(client):
    comparison = make_full_comparison()
    publish_now(comparison)

    page = open_page(client, f"/comparisons/{comparison.slug}/history/")

    assert f"/comparisons/{comparison.slug}/v/1/" in [
        link["href"] for link in page.all("a")
    ]
