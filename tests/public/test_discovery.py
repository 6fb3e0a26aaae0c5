"""Feeds, sitemaps and the files that programs look for."""

import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from monographs import workflow
from monographs.models import ClassMembership, Publication
from monographs.models.public import PublicChange
from monographs.public.discovery import sitemaps, well_known
from tests.factories import (
    MINOR,
    edit,
    make_drug,
    make_drug_class,
    make_editor,
    make_effect,
    make_published_drug,
    make_publisher,
    make_side_effect,
    publish_now,
    publish_past_the_checks,
)

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def xml(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    assert "Cache-Control" in response
    assert not response.cookies
    return ElementTree.fromstring(response.content)


def entries(feed):
    return feed.findall(f"{ATOM}entry")


def test_the_feed_tells_of_each_change_with_its_note_and_a_link_to_the_difference(
    client, django_assert_num_queries
):
    drug = make_published_drug(title="Examplazole", slug="examplazole")
    edit(drug, by=make_editor())
    publish_now(drug, change_kind=MINOR, change_note="A word was put <right>.")

    with django_assert_num_queries(1):
        feed = xml(client, "/changes.atom")

    newest, _ = entries(feed)
    assert newest.find(f"{ATOM}title").text.startswith("Examplazole: ")
    assert newest.find(f"{ATOM}summary").text == "A word was put <right>."
    assert newest.find(f"{ATOM}link").get("href").endswith("/examplazole/diff/1/2/")
    assert len({one.find(f"{ATOM}id").text for one in entries(feed)}) == 2


def test_a_feed_holds_only_its_own_page_and_tells_of_a_withdrawal(client):
    drug = make_published_drug(slug="examplazole")
    make_published_drug(slug="samplidone")
    workflow.withdraw(drug, by=make_publisher(), reason="The source was invented.")

    withdrawn, first = entries(xml(client, "/drugs/examplazole.atom"))

    assert withdrawn.find(f"{ATOM}summary").text == "The source was invented."
    assert withdrawn.find(f"{ATOM}link").get("href").endswith("/examplazole/history/")
    assert "examplazole" in first.find(f"{ATOM}link").get("href")
    assert client.get("/drugs/unheard-of.atom").status_code == 404
    moved = client.get("/comparisons/examplazole.atom")
    assert moved["Location"] == "/drugs/examplazole.atom"


def test_text_that_xml_cannot_hold_breaks_no_feed(client):
    publish_past_the_checks(make_drug(title="Ex\x0bample <b>&amp;", slug="examplazole"))

    [entry] = entries(xml(client, "/changes.atom"))

    assert "ample <b>&amp;" in entry.find(f"{ATOM}title").text


def test_what_is_not_published_is_in_no_feed_and_no_sitemap(client):
    make_drug(title="Quixotryl", slug="quixotryl")
    gone = make_published_drug(slug="vanishol")
    workflow.withdraw(gone, by=make_publisher(), reason="Wrong.")

    for address in ("/changes.atom", "/sitemap-1.xml", "/llms.txt"):
        text = client.get(address).content.decode()
        assert "uixotryl" not in text
        if address != "/changes.atom":
            assert "vanishol" not in text


def test_the_sitemap_names_every_live_page_with_its_last_change(client):
    drug = make_published_drug(slug="examplazole")
    make_published_drug(slug="hidden-one", is_listed=False)
    moment = PublicChange.objects.get(publication__monograph=drug).at

    index = xml(client, "/sitemap.xml")
    places = [one.text for one in index.iter(f"{SITEMAP}loc")]
    assert places[0].endswith("/sitemap-site.xml")
    pages = xml(client, "/" + places[1].rpartition("/")[2])

    found = {
        re.sub(".*//[^/]*", "", url.find(f"{SITEMAP}loc").text): url.find(
            f"{SITEMAP}lastmod"
        ).text
        for url in pages
    }
    assert set(found) == {"/drugs/examplazole/", "/drugs/hidden-one/"}
    assert parse_datetime(found["/drugs/examplazole/"]) == moment


def test_a_sitemap_is_cut_into_parts_that_do_not_shift(
    client, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(sitemaps, "PART_SIZE", 2)
    for _ in range(5):
        make_published_drug()

    index = xml(client, "/sitemap.xml")
    parts = [one.text for one in index.iter(f"{SITEMAP}loc")][1:]
    listed = []
    for part in parts:
        with django_assert_num_queries(1):
            listed += list(xml(client, "/" + part.rpartition("/")[2]))

    assert len(listed) == Publication.objects.count() == 5
    assert client.get("/sitemap-99.xml").status_code == 404


def paths(client, address):
    locations = xml(client, address).iter(f"{SITEMAP}loc")
    return [re.sub(".*//[^/]*", "", one.text) for one in locations]


def publish_with(effect, drug_class, **fields):
    drug = make_drug(**fields)
    make_side_effect(drug, effect)
    ClassMembership.objects.create(monograph=drug, drug_class=drug_class)
    publish_now(drug)
    return drug


def test_side_effects_classes_and_body_systems_are_named_while_a_page_leads_there(
    client, django_assert_num_queries
):
    ache = make_effect("Ache", body_system="nerves")
    rash = make_effect("Rash", body_system="skin")
    used, left = make_drug_class("Betablocks"), make_drug_class("Alphablocks")
    publish_with(ache, used)
    gone = publish_with(rash, left)
    workflow.withdraw(gone, by=make_publisher(), reason="Wrong.")

    with django_assert_num_queries(3):
        parts = paths(client, "/sitemap.xml")
    named = {}
    for part in parts:
        with django_assert_num_queries(1):
            named[part] = paths(client, part)

    assert [one for one in named.values() if "/side-effects/" in one[0]] == [
        [f"/side-effects/{ache.slug}/"]
    ]
    assert [one for one in named.values() if "/classes/" in one[0]] == [
        [f"/classes/{used.slug}/"]
    ]
    site = named["/sitemap-site.xml"]
    assert [one for one in site if one.startswith("/body-systems/")] == [
        "/body-systems/",
        "/body-systems/nerves/",
    ]


def test_side_effects_and_classes_are_cut_into_parts_too(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "PART_SIZE", 2)
    for number in range(5):
        publish_with(make_effect(f"Ache {number}"), make_drug_class(f"Class {number}"))

    parts = paths(client, "/sitemap.xml")
    named = {part: paths(client, part) for part in parts}

    for sort, page in (("effects", "/side-effects/"), ("classes", "/classes/")):
        own = [part for part in parts if part.startswith(f"/sitemap-{sort}-")]
        assert len(own) >= 3
        assert all(0 < len(named[part]) <= 2 for part in own)
        found = [path for part in own for path in named[part]]
        assert len(set(found)) == len(found) == 5
        assert all(path.startswith(page) for path in found)
        assert client.get(f"/sitemap-{sort}-99.xml").status_code == 404


def test_every_page_of_the_site_map_answers(client):
    publish_with(make_effect("Ache"), make_drug_class("Betablocks"))

    for part in paths(client, "/sitemap.xml"):
        for path in paths(client, part):
            assert client.get(path).status_code == 200, path


def test_robots_are_kept_from_forms_and_led_to_the_sitemap(client, settings):
    settings.SITE_URL = "https://drugs.example.org"

    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /admin/" in lines
    assert lines[-1] == "Sitemap: https://drugs.example.org/sitemap.xml"


def test_security_txt_is_never_outdated(client, settings):
    settings.CONTACT_EMAIL = "desk@example.org"

    text = client.get("/.well-known/security.txt").content.decode()

    fields = dict(line.split(": ", 1) for line in reversed(text.splitlines()))
    assert fields["Contact"] == "mailto:desk@example.org"
    left = parse_datetime(fields["Expires"]) - timezone.now()
    assert timedelta(days=90) < left < timedelta(days=365)


def test_language_models_are_led_to_markdown(client, monkeypatch):
    monkeypatch.setattr(well_known, "_LISTED", 1)
    make_published_drug(title="Ab [odd] (name)", slug="ab-odd")
    make_published_drug(title="Zz", slug="zz-last")

    text = client.get("/llms.txt").content.decode()

    assert "/drugs/ab-odd.md)" in text
    assert "zz-last" not in text
    assert "These are the first 1." in text


def test_browsers_can_add_the_search(client):
    description = xml(client, "/opensearch.xml")

    templates = [one.get("template") for one in description if one.get("template")]
    assert templates[0].endswith("/search/?q={searchTerms}")
    home = client.get("/").content.decode()
    assert 'type="application/opensearchdescription+xml"' in home
