"""Classes and body systems: who is in them, and what their members share."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monographs import workflow
from monographs.models import ClassMembership, EffectSynonym
from monographs.public.finding import class_page, classes, facet_rows, systems
from tests.factories import (
    make_drug,
    make_drug_class,
    make_effect,
    make_publisher,
    make_side_effect,
    publish_now,
)
from tests.public.markup import assert_well_made

pytestmark = pytest.mark.django_db


def publish(title, *effects, classes=(), **fields):
    drug = make_drug(title=title, **fields)
    for effect in effects:
        make_side_effect(drug, effect)
    for drug_class in classes:
        ClassMembership.objects.create(monograph=drug, drug_class=drug_class)
    publish_now(drug)
    return drug


def page_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert not response.cookies
    return assert_well_made(response.content.decode())


def lines(client, address):
    """Each line of every list on the page."""
    page = client.get(address).content.decode()
    found = []
    for listing in re.findall(r'<ul class="listing">(.*?)</ul>', page, re.DOTALL):
        found += re.findall(r"<li[^>]*>(.*?)</li>", listing)
    return [html.unescape(re.sub(r"<[^>]+>", "", line)) for line in found]


# --- Classes --------------------------------------------------------------------------


def test_the_list_holds_classes_with_published_members(client):
    one = make_drug_class("Betablocks", atc_code="C07")
    other = make_drug_class("Alphablocks")
    unused = make_drug_class("Unused")
    publish("Azole", classes=[one, other])
    publish("Bezole", classes=[one])
    ClassMembership.objects.create(monograph=make_drug(), drug_class=unused)

    page = page_of(client, "/classes/")

    assert lines(client, "/classes/") == [
        "Alphablocks 1 drug",
        "Betablocks C07, 2 drugs",
    ]
    assert f"/classes/{one.slug}/" in {link["href"] for link in page.all("a")}
    assert client.get(f"/classes/{unused.slug}/").status_code == 404


def test_many_members_are_not_counted_to_the_end(client, monkeypatch):
    monkeypatch.setattr(classes, "MOST_COUNTED", 1)
    one = make_drug_class("Betablocks")
    for title in ("Azole", "Bezole", "Cezole"):
        publish(title, classes=[one])

    assert lines(client, "/classes/") == ["Betablocks more than 1 drugs"]


def test_a_class_shows_its_members_in_order(client, monkeypatch):
    monkeypatch.setattr(facet_rows, "PAGE_SIZE", 2)
    one = make_drug_class("Betablocks")
    for title in ("Cezole", "Azole", "Bezole"):
        publish(title, classes=[one])
    publish("Hidden", classes=[one], is_listed=False)

    first = client.get(f"/classes/{one.slug}/").content.decode()
    following = re.search(r'rel="next" href="([^"]+)"', first)[1]

    assert lines(client, f"/classes/{one.slug}/") == ["Azole", "Bezole"]
    assert lines(client, f"/classes/{one.slug}/{html.unescape(following)}") == [
        "Cezole"
    ]


def test_a_class_says_what_its_members_share(client):
    one = make_drug_class("Betablocks")
    ache, rash, cough = (make_effect(name) for name in ("Ache", "Rash", "Cough"))
    publish("Azole", ache, rash, classes=[one])
    publish("Bezole", ache, rash, rash, cough, classes=[one])
    publish("Cezole", ache, classes=[one])
    publish("Dezole", cough)

    page = page_of(client, f"/classes/{one.slug}/")

    assert "Listed by all 3" in page.text
    assert lines(client, f"/classes/{one.slug}/")[3:] == ["Ache", "Rash 2 of 3"]
    assert "Cough" not in page.text
    links = {link["href"] for link in page.all("a")}
    assert f"/side-effects/{ache.slug}/" in links
    assert f"/drugs/?drug_class={one.slug}" in links


def test_what_nobody_shares_is_said(client):
    one = make_drug_class("Betablocks")
    publish("Azole", make_effect("Ache"), classes=[one])
    publish("Bezole", make_effect("Rash"), classes=[one])

    page = page_of(client, f"/classes/{one.slug}/")

    assert "There is none that more than half of them list." in page.text


def test_one_member_shares_nothing_with_itself(client):
    one = make_drug_class("Betablocks")
    publish("Azole", make_effect("Ache"), classes=[one])

    assert "What they share" not in page_of(client, f"/classes/{one.slug}/").text


def test_of_a_large_class_the_first_are_compared(client, monkeypatch):
    monkeypatch.setattr(class_page, "MOST_COMPARED", 2)
    one, ache, rash = make_drug_class(), make_effect("Ache"), make_effect("Rash")
    publish("Azole", ache, classes=[one])
    publish("Bezole", ache, classes=[one])
    publish("Cezole", rash, classes=[one])

    page = page_of(client, f"/classes/{one.slug}/")

    assert "the first 2 drugs list" in page.text
    assert "Listed by all 2" in page.text


def test_a_class_knows_those_above_and_below_it(client):
    of_nerves = make_drug_class("Nerves", atc_code="N05")
    calming = make_drug_class("Calming", atc_code="N05B")
    one = make_drug_class("Benzos", atc_code="N05BA")
    heart = make_drug_class("Heart", atc_code="C07")
    publish("Azole", classes=[of_nerves, calming, one, heart])

    page = page_of(client, f"/classes/{calming.slug}/")

    assert "Part of Nerves (N05)" in page.text
    assert "With Benzos (N05BA)" in page.text
    assert "Heart" not in page.text


def test_a_class_with_no_member_any_more_still_answers(client):
    one = make_drug_class("Betablocks")
    drug = publish("Azole", classes=[one])
    workflow.withdraw(drug, by=make_publisher(), reason="Wrong.")

    page = page_of(client, f"/classes/{one.slug}/")

    assert "No published drug is in this class now." in page.text
    assert lines(client, "/classes/") == []
    assert "No published drug is in a class yet." in page_of(client, "/classes/").text


# --- Body systems ---------------------------------------------------------------------


def test_systems_lead_to_their_side_effects(client):
    ache = make_effect("Ache", body_system="nerves")
    EffectSynonym.objects.create(effect=ache, text="Sore head")
    rash = make_effect("Rash", body_system="skin")
    make_side_effect(make_drug(), make_effect("Drafted", body_system="nerves"))
    publish("Azole", ache, rash)
    publish("Bezole", ache)

    page = page_of(client, "/body-systems/")

    assert "Brain and nerves 2 drugs" in page.text
    assert "Liver and gall bladder no drug" in page.text
    links = {link["href"] for link in page.all("a")}
    assert "/body-systems/nerves/" in links
    assert "/body-systems/liver/" not in links
    assert lines(client, "/body-systems/nerves/") == ["Ache 2 drugs"]
    assert lines(client, "/body-systems/skin/") == ["Rash 1 drug"]


def test_a_system_with_nothing_still_answers(client):
    page = page_of(client, "/body-systems/blood-vessels/")

    assert "No published drug lists a side effect of this kind." in page.text


@pytest.mark.parametrize("slug", ["gall", "blood_vessels", "NERVES", "x" * 400])
def test_no_other_system_exists(client, slug):
    assert client.get(f"/body-systems/{slug}/").status_code == 404


def test_a_long_system_goes_on(client, monkeypatch):
    monkeypatch.setattr(systems, "PAGE_SIZE", 1)
    publish("Azole", *(make_effect(name, body_system="skin") for name in ("A b", "B&")))

    first = client.get("/body-systems/skin/").content.decode()
    following = re.search(r'rel="next" href="([^"]+)"', first)[1]

    assert lines(client, "/body-systems/skin/") == ["A b 1 drug"]
    assert lines(client, f"/body-systems/skin/{html.unescape(following)}") == [
        "B& 1 drug"
    ]


# --- One cost, one address ------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/classes/", 1),
        ("/classes/class-x/", 6),
        ("/body-systems/", 1),
        ("/body-systems/skin/", 1),
    ],
)
def test_pages_cost_the_same_however_much_there_is(client, address, queries):
    one = make_drug_class("X", atc_code="X01")
    one.slug = "class-x"
    one.save()
    costs = []
    for title in ("Azole", "Bezole", "Cezole"):
        effects = [
            make_effect(f"{title} {place}", body_system="skin") for place in "ab"
        ]
        publish(title, *effects, classes=[one])
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        costs.append(len(captured))

    assert max(costs) <= queries
    assert costs[1] == costs[2]


@pytest.mark.parametrize(
    "address", ["/classes/", "/classes/class-x/", "/body-systems/skin/"]
)
def test_lists_have_one_address(client, address):
    publish("Azole", classes=[make_drug_class("X")])

    response = client.get(f"{address}?after=&x=1")

    assert (response.status_code, response["Location"]) == (301, address)


@pytest.mark.parametrize("after", ["a\0b", "é", "x" * 2000, "x.0.1"])
def test_any_place_is_answered(client, after):
    one = make_drug_class("X")
    publish("Azole", make_effect("A", body_system="skin"), classes=[one])

    for address in ("/classes/", f"/classes/{one.slug}/", "/body-systems/skin/"):
        assert client.get(address, {"after": after}).status_code == 200
