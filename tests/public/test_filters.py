"""Filtering the list of drugs: what each filter finds, and what it says otherwise."""

import html
import re
from datetime import timedelta
from urllib.parse import quote_plus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from monographs import workflow
from monographs.frequency import read
from monographs.models import ClassMembership, EffectSynonym, PublishedFacet
from monographs.public.finding import facet_rows
from tests.factories import (
    CLINICAL,
    make_clinician,
    make_drug,
    make_drug_class,
    make_effect,
    make_published_drug,
    make_publisher,
    make_reviewer,
    make_side_effect,
    publish_now,
    sign_as,
    submit_as,
)
from tests.public.markup import assert_well_made

pytestmark = pytest.mark.django_db

COMMON = read("common (1–10 %)").frequency
RARE = read("rare (1 in 5,000)").frequency
WORD = read("common").frequency


@pytest.fixture
def headache():
    effect = make_effect("Headache", body_system="nerves")
    EffectSynonym.objects.create(effect=effect, text="Sore head")
    return effect


@pytest.fixture
def rash():
    return make_effect("Rash", body_system="skin")


def publish(title, *statements, classes=(), **fields):
    """`statements` are (effect, frequency) or (effect, frequency, "yes")."""
    drug = make_drug(title=title, **fields)
    for effect, frequency, *serious in statements:
        stated = {"serious": serious[0]} if serious else {}
        make_side_effect(drug, effect, frequency=frequency, **stated)
    for drug_class in classes:
        ClassMembership.objects.create(monograph=drug, drug_class=drug_class)
    publish_now(drug)
    return drug


def page_of(client, query):
    response = client.get(f"/drugs/?{query}")
    assert response.status_code == 200, response.headers.get("Location")
    assert not response.cookies
    return response.content.decode()


def found(client, query):
    page = page_of(client, query)
    assert_well_made(page)
    listing = re.search(r'<ul class="listing">(.*?)</ul>', page, re.DOTALL)
    return re.findall(r"<a [^>]*>(.*?)</a>", listing[1]) if listing else []


# --- What is found --------------------------------------------------------------------


def test_by_class(client):
    one, other = make_drug_class("One"), make_drug_class("Other")
    publish("Both", classes=[one, other])
    publish("First", classes=[one])
    publish("Nonazole")

    assert found(client, f"drug_class={one.slug}") == ["Both", "First"]
    assert found(client, f"drug_class={other.slug}") == ["Both"]


def test_by_body_system(client, headache, rash):
    publish("Aching", (headache, COMMON))
    publish("Itching", (rash, WORD))

    assert found(client, "body_system=skin") == ["Itching"]


@pytest.mark.parametrize("typed", ["Headache", "HEADACHE", "sore+head", "sore-head"])
def test_by_a_typed_side_effect(client, headache, rash, typed):
    publish("Aching", (headache, COMMON))
    publish("Itching", (rash, WORD))

    assert found(client, f"effect={typed}") == ["Aching"]


def test_by_how_often_of_that_side_effect(client, headache, rash):
    publish("Common ache", (headache, COMMON), (rash, RARE))
    publish("Rare ache", (headache, RARE), (rash, COMMON))
    publish("Called common", (headache, WORD))

    assert found(client, "effect=headache&frequency=common") == ["Common ache"]
    assert found(client, "body_system=nerves&frequency=rare") == ["Rare ache"]
    assert found(client, "frequency=rare") == ["Common ache", "Rare ache"]
    assert found(client, "frequency=very_common") == []
    # A word says nothing of how many.
    assert found(client, "frequency=not_stated") == ["Called common"]


def test_by_seriousness_of_that_side_effect(client, headache, rash):
    publish("Serious ache", (headache, COMMON, "yes"), (rash, RARE, "no"))
    publish("Serious rash", (headache, COMMON), (rash, COMMON, "yes"))

    assert found(client, "serious=yes") == ["Serious ache", "Serious rash"]
    assert found(client, "effect=headache&serious=yes") == ["Serious ache"]
    assert found(client, "body_system=skin&frequency=common&serious=yes") == [
        "Serious rash"
    ]
    assert found(client, "frequency=rare&serious=yes") == []


def test_by_figures(client, headache):
    publish("Figures", (headache, COMMON))
    publish("Words", (headache, WORD))

    assert found(client, "figures=yes") == ["Figures"]


def test_by_the_day_of_the_review(client):
    today = timezone.localdate()
    publish("Reviewed")
    early = make_drug(title="Early")
    workflow.bypass(submit_as(early), by=make_publisher(), reason="A recall.")

    assert found(client, f"reviewed_since={today}") == ["Reviewed"]
    assert found(client, f"reviewed_since={today + timedelta(days=1)}") == []


def test_signing_an_emergency_version_makes_it_reviewed(client):
    drug = make_drug(title="Early")
    revision = submit_as(drug)
    workflow.bypass(revision, by=make_publisher(), reason="A recall.")
    sign_as(revision, make_reviewer())
    sign_as(revision, make_clinician(), CLINICAL)

    assert found(client, f"reviewed_since={timezone.localdate()}") == ["Early"]


def test_filters_together_must_all_hold(client, headache, rash):
    one = make_drug_class("One")
    publish("All", (headache, COMMON), (rash, WORD), classes=[one])
    publish("No class", (headache, COMMON), (rash, WORD))
    publish("No rash", (headache, COMMON), classes=[one])

    query = f"drug_class={one.slug}&body_system=skin&effect=headache&frequency=common"

    # A rash is of the skin; a headache is what shall be common.
    assert found(client, query) == ["All"]
    assert found(client, f"drug_class={one.slug}&frequency=common") == [
        *("All", "No rash"),
    ]


def test_only_what_readers_can_read_is_found(client, headache):
    publish("Live", (headache, COMMON))
    publish("Hidden", (headache, COMMON), is_listed=False)
    make_side_effect(make_drug(title="Draft"), headache, frequency=COMMON)
    gone = publish("Gone", (headache, COMMON))
    workflow.withdraw(gone, by=make_publisher(), reason="Wrong.")

    assert found(client, "effect=headache") == ["Live"]
    assert set(PublishedFacet.objects.values_list("publication__title", flat=True)) == {
        "Live"
    }


# --- What is said ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("drug_class=nonsense", "“nonsense” is not a class of this site."),
        ("body_system=9", "“9” is not a body system."),
        ("frequency=often", "“often” is not a frequency."),
        ("serious=maybe", "“maybe” is not an answer here."),
        ("figures=1", "“1” is not an answer here."),
        ("reviewed_since=soon", "“soon” is not a date. Write it like 2026-05-31."),
        ("reviewed_since=2026-02-30", "“2026-02-30” is not a date."),
        ("effect=unheard", "“unheard” is not in our list of side effects"),
        ("effect=%E2%80%A6", "is not in our list of side effects"),
        ("effect=a%00b", "Null characters are not allowed."),
        (f"effect={'x' * 999}", "is not in our list of side effects"),
        ("drug_class=%3Cscript%3E", "“<script>” is not a class of this site."),
    ],
)
def test_what_cannot_be_answered_is_said(client, query, sentence):
    publish("Examplazole")

    page = assert_well_made(page_of(client, query))

    assert "This filter cannot be answered" in page.text
    assert sentence in page.text
    assert "Examplazole" not in page.text
    marked = page.all("select") + page.all("input")
    is_tick = query.startswith(("serious", "figures"))
    assert is_tick or any("aria-invalid" in field for field in marked)


@pytest.mark.parametrize("typed", ["head ache", "hedache", "head", "sore hed"])
def test_a_side_effect_that_is_nearly_in_the_list_is_offered(client, headache, typed):
    publish("Examplazole", (headache, COMMON))

    page = assert_well_made(page_of(client, f"effect={quote_plus(typed)}&figures=yes"))

    assert "Did you mean Headache" in page.text
    links = [one["href"] for one in page.all("a")]
    assert "/drugs/?effect=Headache&figures=yes" in links
    assert "Examplazole" not in page.text


def test_nothing_is_offered_that_only_a_withdrawn_page_lists(client, headache):
    drug = publish("Examplazole", (headache, COMMON))
    workflow.withdraw(drug, by=make_publisher(), reason="Wrong.")

    assert "Did you mean" not in page_of(client, "effect=hedache")


def test_pages_outside_the_a_to_z_are_said_to_be_left_out(client, headache):
    publish("Examplazole", (headache, COMMON))

    page = assert_well_made(page_of(client, "effect=headache"))

    assert "Pages that are not in the A–Z are left out here" in page.text
    assert f"/side-effects/{headache.slug}/" in [one["href"] for one in page.all("a")]
    other = assert_well_made(page_of(client, "figures=yes"))
    assert "are left out here" not in other.text


def test_every_fault_is_said_at_once(client):
    page = assert_well_made(page_of(client, "drug_class=x&frequency=y"))

    assert "“x” is not a class" in page.text
    assert "“y” is not a frequency" in page.text


def test_what_was_asked_is_repeated_and_can_be_taken_back(client, headache):
    publish("Aching", (headache, COMMON))
    query = "effect=sore+head&frequency=common&reviewed_since=2020-05-03"

    page = assert_well_made(page_of(client, query))

    assert "with the side effect Headache" in page.text
    assert "reviewed since 3 May 2020" in page.text
    links = [link["href"] for link in page.all("a")]
    assert "/drugs/?effect=sore+head&reviewed_since=2020-05-03" in links
    chosen = [one["value"] for one in page.all("option") if "selected" in one]
    assert chosen == ["common"]
    assert "1 drug" in page.text


def test_nothing_found_says_what_that_does_not_mean(client, headache):
    publish("Aching", (headache, COMMON))

    page = assert_well_made(page_of(client, "effect=headache&frequency=rare"))

    assert "No drug" in page.text
    assert "may cause it all the same" in page.text


def test_filtered_lists_are_not_for_search_engines(client):
    publish("Examplazole")

    assert 'content="noindex, follow"' in page_of(client, "figures=yes")
    assert "noindex" not in client.get("/drugs/").content.decode()


# --- One address, one cost ------------------------------------------------------------


def test_the_form_leads_to_the_one_address_of_its_list(client, headache):
    publish("Aching", (headache, COMMON))
    sent = "drug_class=&frequency=common&effect=headache&reviewed_since="

    response = client.get(f"/drugs/?{sent}&frequency=common&page=2")

    assert response.status_code == 301
    assert response["Location"] == "/drugs/?effect=headache&frequency=common"
    page = client.get(response["Location"]).content.decode()
    canonical = "/drugs/?effect=headache&amp;frequency=common"
    assert f'<link rel="canonical" href="{canonical}">' in page


def test_walking_through_what_was_found_meets_each_once(client, headache, monkeypatch):
    monkeypatch.setattr(facet_rows, "PAGE_SIZE", 2)
    titles = ["Bezole", "Azole", "Azole", "Azole", "Cezole"]
    for title in titles:
        publish(title, (headache, COMMON))

    seen, query = [], "effect=headache"
    while query:
        page = page_of(client, query)
        seen += found(client, query)
        following = re.search(r'rel="next" href="\?([^"]+)"', page)
        query = following and html.unescape(following[1])

    assert seen == sorted(titles)


def test_a_filter_costs_the_same_however_much_it_finds(client, headache, rash):
    one = make_drug_class("One")
    query = f"drug_class={one.slug}&body_system=nerves&effect=headache&frequency=common"
    costs = []
    for title in ("Azole", "Bezole", "Cezole"):
        publish(title, (headache, COMMON), (rash, COMMON), classes=[one])
        with CaptureQueriesContext(connection) as queries:
            page_of(client, query)
        costs.append(len(queries))

    # The letters, the classes, the typed side effect, the drugs.
    assert costs == [4, 4, 4]


def test_a_withdrawn_drug_leaves_no_facets():
    drug = make_published_drug()
    workflow.withdraw(drug, by=make_publisher(), reason="Wrong.")

    assert not PublishedFacet.objects.exists()
