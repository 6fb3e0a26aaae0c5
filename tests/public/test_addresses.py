"""Where addresses lead: old ones, wrong ones, withdrawn ones, hostile ones."""

from urllib.parse import quote

import pytest

from monographs import workflow
from monographs.models import Monograph
from tests.factories import (
    edit,
    make_comparison,
    make_drug,
    make_editor,
    make_name,
    make_published_drug,
    make_publisher,
    publish_now,
)
from tests.public.markup import assert_well_made

pytestmark = pytest.mark.django_db


def move(monograph, slug):
    monograph = workflow.touch(monograph, by=make_editor())
    monograph.slug = slug
    monograph.save()
    publish_now(monograph)


def withdraw(monograph, reason="The source was invented."):
    workflow.withdraw(monograph, by=make_publisher(), reason=reason)


def test_an_old_address_redirects_to_the_current_one(client, django_assert_num_queries):
    drug = make_published_drug(slug="old-name")
    move(drug, "new-name")

    with django_assert_num_queries(2):
        response = client.get("/drugs/old-name/")

    assert response.status_code == 301
    assert response.headers["Location"] == "/drugs/new-name/"
    assert response.headers["Cache-Control"] == "public, max-age=60"


def test_a_page_can_return_to_its_old_address(client):
    drug = make_published_drug(slug="old-name")
    move(drug, "new-name")
    move(drug, "old-name")

    assert client.get("/drugs/old-name/").status_code == 200
    assert client.get("/drugs/new-name/").headers["Location"] == "/drugs/old-name/"


def test_versions_under_an_old_address_redirect_too(client):
    drug = make_published_drug(slug="old-name")
    move(drug, "new-name")

    response = client.get("/drugs/old-name/v/1/")

    assert response.status_code == 301
    assert response.headers["Location"] == "/drugs/new-name/v/1/"
    assert client.get(response.headers["Location"]).status_code == 200


def test_the_other_kind_redirects(client):
    comparison = make_comparison(slug="a-and-b")
    publish_now(comparison)
    edit(comparison, by=make_editor())
    Monograph.objects.update(slug="a-or-b")
    publish_now(comparison)

    for address in ("a-or-b/", "a-and-b/", "a-or-b/v/1/", "a-and-b/v/1/"):
        response = client.get(f"/drugs/{address}")
        target = address.replace("a-and-b", "a-or-b")
        assert response.status_code == 301
        assert response.headers["Location"] == f"/comparisons/{target}"


def test_a_withdrawn_page_is_gone_with_its_reason(client, django_assert_num_queries):
    drug = make_published_drug()
    client.get(f"/drugs/{drug.slug}/")
    withdraw(drug, reason="Wrong <b>dose</b>.")

    with django_assert_num_queries(1):
        response = client.get(f"/drugs/{drug.slug}/")

    page = assert_well_made(response.content.decode())
    assert response.status_code == 410
    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert "Wrong <b>dose</b>." in page.text
    assert "For examples that hurt." not in page.text
    assert len(response.content) < 4_000


def test_the_versions_of_a_withdrawn_page_are_gone_with_their_reason(client):
    drug = make_published_drug()
    withdraw(drug)

    response = client.get(f"/drugs/{drug.slug}/v/1/")

    page = assert_well_made(response.content.decode())
    assert response.status_code == 410
    assert "The source was invented." in page.text
    assert {"name": "robots", "content": "noindex"} in page.all("meta")


def test_a_reinstated_page_is_back(client):
    drug = make_published_drug()
    withdraw(drug)
    workflow.reinstate(drug, by=make_publisher())

    assert client.get(f"/drugs/{drug.slug}/").status_code == 200


@pytest.mark.parametrize(
    "slug",
    [
        "nowhere",
        "a" * 1000,
        "Examplazole",
        "exämplazol",
        "例",
        "nul\0byte",
        "dots..",
        "..",
        "a'b",
        "<script>",
        "-",
        "a b",
        "%",
        "\N{RIGHT-TO-LEFT OVERRIDE}x",
    ],
)
@pytest.mark.parametrize("prefix", ["/drugs/", "/comparisons/"])
def test_unknown_and_hostile_addresses_are_not_found(client, prefix, slug):
    assert client.get(f"{prefix}{quote(slug)}/").status_code == 404
    assert client.get(f"{prefix}{quote(slug)}/v/1/").status_code == 404


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("/drugs/Examplazole/", "/drugs/examplazole/"),
        ("/drugs/EXAMPLAZOLE", "/drugs/examplazole/"),
        ("/drugs/Éxamplazole/v/1/", "/drugs/examplazole/v/1/"),
        (
            "/drugs/Examplazole/side-effects/?by=system",
            "/drugs/examplazole/side-effects/?by=system",
        ),
        ("/drugs/Old-Name/", "/drugs/old-name/"),
        ("/drugs/Withdrazole/", "/drugs/withdrazole/"),
        ("/drugs/E/", "/drugs/e/"),
        ("/side-effects/E/", "/side-effects/e/"),
    ],
)
def test_capitals_and_accents_lead_to_the_address_as_it_is_written(
    client, typed, address
):
    drug = make_published_drug(slug="old-name", title="Examplazole")
    move(drug, "examplazole")
    withdraw(make_published_drug(slug="withdrazole"))

    response = client.get(quote(typed, safe="/?="))

    assert response.status_code == 301
    assert response.headers["Location"] == address


def test_what_follows_a_name_in_capitals_stays_as_it_was_written(client):
    make_published_drug(slug="examplazole")

    response = client.get("/drugs/Examplazole/%3Fa=%23/")

    assert response.headers["Location"] == "/drugs/examplazole/%3Fa%3D%23/"


@pytest.mark.parametrize("typed", ["Examplazole/v/1.md", "Examplazole.md", "E/v/1.md"])
def test_programs_are_not_led_from_one_way_of_writing_to_another(client, typed):
    make_published_drug(slug="examplazole")

    assert client.get(f"/drugs/{typed}").status_code == 404


def test_a_name_in_capitals_that_is_no_address_is_answered_like_a_small_one(client):
    drug = make_drug(title="Examplazole", slug="examplazole")
    make_name(drug, "Brandol")
    publish_now(drug)

    small, large = (client.get(f"/drugs/{name}/") for name in ("brandol", "Brandol"))

    assert small.status_code == large.status_code == 404
    assert small.content == large.content
    assert b"brand name of Examplazole" in large.content


@pytest.mark.parametrize("number", ["0", "2", "-1", "01", "1e3", "1" + "0" * 30, "x"])
def test_versions_that_are_not_there(client, number):
    drug = make_published_drug()

    assert client.get(f"/drugs/{drug.slug}/v/{number}/").status_code == 404


def test_nothing_is_found_without_a_query_where_no_slug_can_be(
    client, django_assert_num_queries
):
    with django_assert_num_queries(0):
        assert client.get("/drugs/No%00Slug/").status_code == 404


def test_the_missing_slash_is_added(client):
    drug = make_published_drug()

    response = client.get(f"/drugs/{drug.slug}")

    assert response.status_code == 301
    assert response.headers["Location"] == f"/drugs/{drug.slug}/"


def test_the_not_found_page_is_well_made(client):
    assert_well_made(client.get("/drugs/nowhere/").content.decode())
