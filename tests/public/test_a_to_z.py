"""The A–Z: titles, "see" entries, letters, and walking through it."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monographs import workflow
from monographs.models import Component, Publication
from monographs.models.public.alphabet import initials_of, range_of
from monographs.public.finding import a_to_z, comparisons
from monographs.public.finding.place import Place
from tests.factories import (
    make_comparison,
    make_drug,
    make_full_comparison,
    make_name,
    make_published_drug,
    make_publisher,
    publish_now,
)
from tests.public.markup import assert_well_made

pytestmark = pytest.mark.django_db


def lines(client, address):
    """Each line of the list as a reader reads it."""
    page = client.get(address).content.decode()
    listing = re.search(r'<ul class="listing[^"]*">(.*?)</ul>', page, re.DOTALL)
    found = re.findall(r"<li[^>]*>(.*?)</li>", listing[1]) if listing else []
    return [html.unescape(re.sub(r"<[^>]+>", "", line)) for line in found]


def publish(title, *, brands=(), contains=(), **fields):
    drug = make_drug(title=title, **fields)
    for brand in brands:
        make_name(drug, brand)
    for name in contains:
        Component.objects.create(monograph=drug, name=name)
    publish_now(drug)
    return drug


def walk(client, address):
    """All pages from this one on."""
    seen, base = [], address.partition("?")[0]
    while address:
        page = client.get(address).content.decode()
        seen.append(lines(client, address))
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = following and base + html.unescape(following[1])
    return seen


# --- What stands in it ----------------------------------------------------------------


def test_the_list_holds_live_listed_drugs_in_order(client):
    publish("Zetazole")
    publish("Éxamplazole")
    publish("alphazole")
    publish("Hidden", is_listed=False, brands=["Hiddenbrand"])
    make_name(make_drug(title="Draft"), "Draftbrand")
    gone = publish("Gone", brands=["Gonebrand"])
    workflow.withdraw(gone, by=make_publisher(), reason="Wrong.")
    publish_now(make_full_comparison(title="Compared"))

    assert lines(client, "/drugs/") == ["alphazole", "Éxamplazole", "Zetazole"]


def test_a_page_that_comes_back_is_listed_again(client):
    drug = publish("Examplazole", brands=["Brandol"])
    workflow.withdraw(drug, by=make_publisher(), reason="Wrong.")
    workflow.reinstate(drug, by=make_publisher())

    assert lines(client, "/drugs/") == ["Brandol: see Examplazole", "Examplazole"]


def test_other_names_lead_to_their_page(client):
    drug = publish("Examplazole", brands=["Brandol", "EXAMPLAZOLE", "Ábrand"])

    page = assert_well_made(client.get("/drugs/").content.decode())

    assert lines(client, "/drugs/") == [
        "Ábrand: see Examplazole",
        "Brandol: see Examplazole",
        "Examplazole",
    ]
    leading = [link for link in page.all("a") if link["href"] == f"/drugs/{drug.slug}/"]
    assert len(leading) == 3


def test_a_brand_of_several_pages_is_one_line(client):
    publish("Examplazole and samplidone", brands=["Brandol"], contains=["a", "b"])
    publish("Samplidone", brands=["Brandol"])
    publish("Examplazole", brands=["Brandol"])

    brands = [line for line in lines(client, "/drugs/b/") if line.startswith("Brandol")]

    assert len(brands) == 1
    # The combination comes last; the others as they were published.
    assert brands[0].endswith("and Examplazole and samplidone")
    assert "Samplidone" in brands[0]


def test_a_single_ingredient_comes_before_a_combination_of_the_same_name(client):
    combination = publish("Examplazole", contains=["Examplazole", "Samplidone"])
    single = publish("Examplazole")

    page = client.get("/drugs/").content.decode()

    assert page.index(f"/drugs/{single.slug}/") < page.index(
        f"/drugs/{combination.slug}/"
    )


def test_a_new_version_changes_the_lines(client):
    drug = publish("Examplazole", brands=["Brandol"])
    drug.names.all().delete()
    make_name(drug, "Cobrand")
    publish_now(drug)

    assert lines(client, "/drugs/") == ["Cobrand: see Examplazole", "Examplazole"]


# --- Letters --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("initial", "expected"),
    [
        ("0", ["5-examplazole", "(R)-examplazole"]),
        ("a", ["Aazole", "Äbzole"]),
        ("z", ["Zyzzyva"]),
        ("_", ["Ωmega", "アスピリン"]),
        ("q", []),
    ],
)
def test_initials(client, initial, expected):
    for title in (
        *("5-examplazole", "(R)-examplazole", "Aazole", "Äbzole", "Bazole", "Zyzzyva"),
        *("Ωmega", "アスピリン"),
    ):
        publish(title)

    page = assert_well_made(client.get(f"/drugs/{initial}/").content.decode())

    assert lines(client, f"/drugs/{initial}/") == expected
    assert expected or "No published drug begins with Q." in page.text


def test_only_letters_with_something_are_links(client):
    publish("Examplazole", brands=["Brandol"])

    page = assert_well_made(client.get("/drugs/e/").content.decode())

    letters = [
        link for link in page.all("a") if re.fullmatch("/drugs/./", link["href"])
    ]
    assert {link["href"] for link in letters} == {"/drugs/b/", "/drugs/e/"}
    assert [link["href"] for link in letters if "aria-current" in link] == ["/drugs/e/"]
    assert "A (none)" in page.text


@pytest.mark.parametrize(
    ("text", "initial", "second"),
    [("abz", "a", "b"), ("a", "a", "0"), ("a-b", "a", "0"), ("1z", "0", "z")]
    + [("ωm", "_", "m"), ("aω", "a", "_"), ("", "0", "0"), ("aþ", "a", "_")],
)
def test_the_order_is_by_the_first_two_letters(text, initial, second):
    first, last = range_of(initial, second)

    assert first <= initials_of(text) <= last
    assert range_of(initial)[0] <= initials_of(text) <= range_of(initial)[1]


def test_a_long_letter_is_split_by_its_second(client, monkeypatch):
    monkeypatch.setattr(a_to_z, "PAGE_SIZE", 2)
    for title in ("Aa one", "Aa two", "Ab three", "A", "Ac four", "Bb five"):
        publish(title)

    page = assert_well_made(client.get("/drugs/a/").content.decode())
    split = assert_well_made(client.get("/drugs/a/?then=a").content.decode())

    links = [link["href"] for link in page.all("a")]
    assert [link for link in links if "then=" in link and "after" not in link] == [
        f"/drugs/a/?then={second}" for second in ("0", "a", "b", "c")
    ]
    assert lines(client, "/drugs/a/?then=a") == ["Aa one", "Aa two"]
    assert "beginning with Aa" in split.text
    assert "First two letters" not in client.get("/drugs/b/").content.decode()


# --- Walking --------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/drugs/", "/drugs/a/", "/drugs/a/?then=0"])
def test_walking_through_the_list_meets_each_line_once(client, monkeypatch, address):
    monkeypatch.setattr(a_to_z, "PAGE_SIZE", 2)
    names = ["A & D?", "A 1.5", "A 1.5", "A 1.5", "A. 2"]
    for title in reversed(names):
        publish(title)

    pages = walk(client, address)

    assert sorted(sum(pages, [])) == sorted(names)
    assert max(map(len, pages)) == 2


def test_pages_of_one_list_have_titles_of_their_own(client, monkeypatch):
    monkeypatch.setattr(a_to_z, "PAGE_SIZE", 1)
    for title in ("Aone", "Atwo", "Athree"):
        publish(title)

    titles, address = [], "/drugs/a/"
    while address:
        page = client.get(address).content.decode()
        titles.append(re.search("<title>(.*?)</title>", page)[1])
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = following and "/drugs/a/" + html.unescape(following[1])

    assert len(titles) == len(set(titles)) == 3


def test_no_list_counts_or_skips():
    publish("A drug")

    with CaptureQueriesContext(connection) as queries:
        a_to_z.list_entries(initial="b", after=Place("a", 0, 1))

    sql = queries[0]["sql"].upper()
    assert len(queries) == 1
    assert "COUNT(" not in sql
    assert "OFFSET" not in sql
    assert "LIMIT 101" in sql


def test_a_list_costs_the_same_however_long_it_is(client, django_assert_num_queries):
    publish("Examplazole", brands=["Brandol"])
    with django_assert_num_queries(3):
        client.get("/drugs/")
    for title in ("Betazole", "Gammazole"):
        publish(title, brands=[f"{title} brand"])

    with django_assert_num_queries(3):
        client.get("/drugs/")


@pytest.mark.parametrize(
    "after",
    ["x", "x.9.9" + "9" * 40, "a\0b", "é.0.1", "%00.5", "a" * 3000, "x.-1", "x.0.²"],
)
@pytest.mark.parametrize("address", ["/drugs/", "/drugs/e/", "/comparisons/"])
def test_any_place_is_answered(client, address, after):
    publish("Examplazole")

    response = client.get(address, {"after": after})

    assert response.status_code == 200
    assert_well_made(response.content.decode())


def test_a_place_survives_its_address():
    assert Place.from_text("vitamin b.12.0.7") == Place("vitamin b.12", 0, 7)
    assert Place.from_text(str(Place("a.b", 1, 9))) == Place("a.b", 1, 9)
    assert Place.from_text("vitamin b") == Place("vitamin b")
    assert Place.from_text("") is None


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("/drugs/?after=", "/drugs/"),
        ("/drugs/?x=1", "/drugs/"),
        ("/drugs/a/?after=b&then=c", "/drugs/a/?then=c&after=b"),
        ("/drugs/a/?then=c&then=d", "/drugs/a/?then=d"),
        ("/comparisons/?after=", "/comparisons/"),
    ],
)
def test_a_list_has_one_address(client, asked, canonical):
    response = client.get(asked)

    assert (response.status_code, response["Location"]) == (301, canonical)
    assert client.get(canonical).status_code == 200


def test_a_long_name_is_shown_whole(client):
    title = "Examplazole" * 23 + "!!!!!"
    publish(title, slug="long")

    assert lines(client, "/drugs/e/") == [title]
    assert len(title) == 258


# --- Comparisons ----------------------------------------------------------------------


def test_comparisons_have_a_list(client, django_assert_num_queries):
    publish_now(make_full_comparison(title="A or B"))

    with django_assert_num_queries(1):
        page = assert_well_made(client.get("/comparisons/").content.decode())

    assert "A or B" in page.text
    assert Publication.objects.comparisons().count() == 1


def test_walking_through_comparisons_meets_each_once(client, monkeypatch):
    monkeypatch.setattr(comparisons, "PAGE_SIZE", 2)
    for title in ("C", "B", "B", "B", "A"):
        publish_now(make_comparison(title=title))

    pages = walk(client, "/comparisons/")

    assert sum(pages, []) == ["A", "B", "B", "B", "C"]


@pytest.mark.parametrize("address", ["/drugs/", "/drugs/a/", "/comparisons/"])
def test_an_empty_site_has_pages(client, address):
    page = assert_well_made(client.get(address).content.decode())

    assert "published" in page.text


def test_a_list_sets_no_cookie_and_names_its_own_address(client):
    make_published_drug(title="Examplazole")

    response = client.get("/drugs/e/?after=a")

    assert not response.cookies
    assert (
        '<link rel="canonical" href="/drugs/e/?after=a">' in response.content.decode()
    )
