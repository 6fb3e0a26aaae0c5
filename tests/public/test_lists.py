"""The A–Z, the list of comparisons and the start page."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monographs import workflow
from monographs.models import Publication
from monographs.public import a_to_z
from monographs.public.a_to_z import Position, list_pages
from tests.factories import (
    make_drug,
    make_full_comparison,
    make_published_drug,
    make_publisher,
    publish_now,
)
from tests.public.markup import assert_well_made

pytestmark = pytest.mark.django_db


def titles(client, address):
    page = client.get(address).content.decode()
    listing = re.search(r'<ul class="listing">(.*?)</ul>', page, re.DOTALL)
    return re.findall(r"<a [^>]*>(.*?)</a>", listing[1]) if listing else []


def test_the_list_holds_live_listed_drugs_in_order(client, django_assert_num_queries):
    make_published_drug(title="Zetazole")
    make_published_drug(title="Éxamplazole")
    make_published_drug(title="alphazole")
    make_published_drug(title="Hidden", is_listed=False)
    make_drug(title="Draft")
    gone = make_published_drug(title="Gone")
    workflow.withdraw(gone, by=make_publisher(), reason="Wrong.")
    publish_now(make_full_comparison(title="Compared"))

    with django_assert_num_queries(1):
        found = titles(client, "/drugs/")

    assert found == ["alphazole", "Éxamplazole", "Zetazole"]


def test_the_links_lead_to_the_pages(client):
    make_published_drug(title="Examplazole")

    for address in ("/drugs/", "/drugs/e/"):
        page = assert_well_made(client.get(address).content.decode())
        slug = Publication.objects.get().slug
        assert any(link["href"] == f"/drugs/{slug}/" for link in page.all("a"))


@pytest.mark.parametrize(
    ("initial", "expected"),
    [
        ("0", ["5-examplazole"]),
        ("a", ["Aazole", "Äbzole"]),
        ("z", ["Zyzzyva"]),
        ("_", ["Ωmega"]),
        ("q", []),
    ],
)
def test_initials(client, initial, expected):
    for title in ("5-examplazole", "Aazole", "Äbzole", "Bazole", "Zyzzyva", "Ωmega"):
        make_published_drug(title=title)

    response = client.get(f"/drugs/{initial}/")

    page = assert_well_made(response.content.decode())
    assert titles(client, f"/drugs/{initial}/") == expected
    assert expected or "No published drug begins with Q." in page.text


def test_walking_through_the_list_meets_each_title_once(client, monkeypatch):
    monkeypatch.setattr(a_to_z, "PAGE_SIZE", 2)
    names = ["A 1.5", "A 1.5", "A 1.5", "B. 2", "C & D?"]
    for title in names:
        make_published_drug(title=title)

    seen, address = [], "/drugs/"
    while address:
        page = client.get(address).content.decode()
        seen += titles(client, address)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = following and "/drugs/" + following[1].replace("&amp;", "&")

    assert seen == [name.replace("&", "&amp;") for name in names]


def test_no_list_counts_or_skips():
    for title in ("A", "B", "C"):
        make_published_drug(title=f"{title} drug")

    with CaptureQueriesContext(
        connection,
    ) as queries:
        list_pages("drug", initial="b", after="a.1")

    sql = queries[0]["sql"].upper()
    assert len(queries) == 1
    assert "COUNT(" not in sql
    assert "OFFSET" not in sql
    assert "LIMIT 101" in sql


@pytest.mark.parametrize(
    "after",
    ["", ".", "x", "x.9" + "9" * 40, "\0", "é.1", "%00.5", "a" * 5000, "x.-1", "x.²"],
)
def test_any_position_is_answered(client, after):
    make_published_drug()

    response = client.get("/drugs/", {"after": after})

    assert response.status_code == 200
    assert_well_made(response.content.decode())


def test_a_position_survives_its_address():
    assert Position.from_text("vitamin b.12.7") == Position("vitamin b.12", 7)
    assert Position.from_text("vitamin b") == Position("vitamin b", 0)


def test_comparisons_have_a_list(client, django_assert_num_queries):
    publish_now(make_full_comparison(title="A or B"))

    with django_assert_num_queries(1):
        page = assert_well_made(client.get("/comparisons/").content.decode())

    assert "A or B" in page.text


@pytest.mark.parametrize("address", ["/", "/drugs/", "/comparisons/"])
def test_an_empty_site_has_pages(client, address):
    assert_well_made(client.get(address).content.decode())


def test_the_start_page_needs_no_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = assert_well_made(client.get("/").content.decode())

    links = {link["href"] for link in page.all("a")}
    assert {"/drugs/", "/comparisons/"} <= links
