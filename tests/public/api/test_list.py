"""`/api/drugs/`: what it lists, in which order, and how it refuses."""

import json
import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from monographs import workflow
from monographs.frequency import Serious
from monographs.models import ClassMembership, EffectSynonym, Publication
from tests.factories import (
    edit,
    make_comparison,
    make_drug,
    make_drug_class,
    make_editor,
    make_effect,
    make_published_drug,
    make_publisher,
    make_side_effect,
    publish_now,
)
from tests.past_guards import update_past_the_guards

pytestmark = pytest.mark.django_db


def ask(client, path="/api/drugs/", status=200, **asked):
    response = client.get(path, asked)
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies
    return json.loads(response.content)


def slugs(client, **asked):
    return [page["slug"] for page in ask(client, **asked)["results"]]


def walk(client, **asked):
    """All parts, by following `next`."""
    answer = ask(client, **asked)
    while True:
        yield from answer["results"]
        if answer["next"] is None:
            return
        there = urlsplit(answer["next"])
        answer = json.loads(client.get(f"{there.path}?{there.query}").content)


def published(title, **fields):
    slug = title.lower().replace(" ", "-")
    return make_published_drug(title=title, slug=slug, **fields)


def test_every_record_says_its_status_first(client, django_assert_num_queries):
    published("Examplazole")
    published("Samplidone")

    with django_assert_num_queries(1):
        answer = ask(client)

    first = answer["results"][0]
    assert next(iter(first)) == "state"
    assert first["state"] == "approved"
    assert first["title"] == "Examplazole"
    assert first["url"].endswith("/drugs/examplazole/")
    assert first["json_url"].endswith("/drugs/examplazole.json")
    assert first["reviewed_on"] == str(timezone.localdate())
    assert answer["next"] is None


def test_drafts_comparisons_and_withdrawn_pages_are_not_listed_among_drugs(client):
    published("Examplazole")
    make_drug(title="Quixotryl", slug="quixotryl")
    publish_now(make_comparison(slug="two-drugs"))
    gone = published("Vanishol")
    workflow.withdraw(gone, by=make_publisher(), reason="The source was invented.")

    assert slugs(client) == ["examplazole"]
    assert slugs(client, path="/api/comparisons/") == ["two-drugs"]
    [record] = ask(client, state="withdrawn")["results"]
    assert (record["state"], record["reason"]) == (
        "withdrawn",
        "The source was invented.",
    )
    assert "sha256" not in record
    assert "url" not in record


def test_an_unlisted_page_is_said_to_be_unlisted(client):
    published("Examplazole", is_listed=False)

    [record] = ask(client)["results"]

    assert record["is_listed"] is False


@pytest.mark.parametrize("order", ["title", "changed_at", "-changed_at"])
def test_the_cursor_meets_every_page_once_in_any_order(client, order):
    # Equal titles and moments: only their numbers keep them apart.
    for number in range(7):
        make_published_drug(title="Same name", slug=f"same-{number}")
    Publication.objects.update(changed_at=timezone.now())

    met = [page["slug"] for page in walk(client, order=order, limit=2)]

    assert sorted(met) == sorted(f"same-{number}" for number in range(7))


def test_the_cursor_of_due_reviews_goes_by_day(client):
    for number in range(5):
        published(f"Drug {number}")
    update_past_the_guards(
        Publication.objects.filter(slug="drug-3"),
        reviewed_on=None,
        review_due_on=None,
    )

    met = [page["slug"] for page in walk(client, order="review_due_on", limit=2)]

    assert sorted(met) == ["drug-0", "drug-1", "drug-2", "drug-4"]


def test_a_page_that_changes_on_the_way_is_met_again_and_none_is_missed(client):
    first, second, third = (published(name) for name in ("Aaa", "Bbb", "Ccc"))
    start = ask(client, order="changed_at", limit=1)
    edit(first, by=make_editor())
    publish_now(first, change_kind="minor")
    there = urlsplit(start["next"])
    rest = json.loads(client.get(f"{there.path}?{there.query}&limit=50").content)

    assert start["results"][0]["slug"] == "aaa"
    assert rest.get("problems", [{}])[0].get("problem") == "Give it once."
    rest = json.loads(client.get(f"{there.path}?{there.query}").content)
    assert [page["slug"] for page in rest["results"]] == ["bbb"]
    assert [page["slug"] for page in walk(client, order="changed_at")] == [
        "bbb",
        "ccc",
        "aaa",
    ]


def test_filters_narrow_by_class_effect_band_and_seriousness(client):
    drug_class = make_drug_class("Inhibitors")
    nausea = make_effect("Nausea")
    one, other = (
        make_drug(title="One", slug="one-x"),
        make_drug(title="Two", slug="two-x"),
    )
    ClassMembership.objects.create(monograph=one, drug_class=drug_class)
    make_side_effect(one, nausea, serious=Serious.NO)
    make_side_effect(one, serious=Serious.YES)
    make_side_effect(other, nausea, serious=Serious.YES)
    for drug in (one, other):
        publish_now(drug)

    assert slugs(client, **{"class": drug_class.slug}) == ["one-x"]
    assert slugs(client, effect=nausea.slug) == ["one-x", "two-x"]
    # Of one and the same side effect.
    assert slugs(client, effect=nausea.slug, serious="yes") == ["two-x"]
    assert slugs(client, serious="yes") == ["one-x", "two-x"]


@pytest.mark.parametrize("parameter", ["effect", "class"])
def test_an_unknown_slug_is_no_empty_list(client, parameter):
    published("Examplazole")
    of_no_page = {"effect": make_effect, "class": make_drug_class}[parameter]()

    for slug in ("unheard-of", of_no_page.slug):
        answer = ask(client, status=400, **{parameter: slug})

        [problem] = answer["problems"]
        assert problem["parameter"] == parameter
        assert f'with the slug "{slug}"' in problem["problem"]
        assert "last part of an address" in problem["problem"]


def test_a_class_that_lost_its_last_member_has_none(client):
    drug_class = make_drug_class("Inhibitors")
    drug = make_drug()
    ClassMembership.objects.create(monograph=drug, drug_class=drug_class)
    publish_now(drug)
    workflow.withdraw(drug, by=make_publisher(), reason="Wrong.")

    assert slugs(client, **{"class": drug_class.slug}) == []


def test_the_slug_of_another_word_means_the_effect(client):
    headache = make_effect("Headache")
    EffectSynonym.objects.create(effect=headache, text="Sore head")
    drug = make_drug(slug="one-x")
    make_side_effect(drug, headache)
    publish_now(drug)

    assert slugs(client, effect="sore-head") == ["one-x"]


def test_the_slug_of_an_effect_that_was_merged_is_still_known(client):
    former, kept = make_effect("Head pain"), make_effect("Headache")
    drug = make_drug(title="One", slug="one-x")
    make_side_effect(drug, former)
    publish_now(drug)

    workflow.merge_effects(former, kept, by=make_publisher())

    assert slugs(client, effect=former.slug) == ["one-x"]
    assert slugs(client, effect=kept.slug) == ["one-x"]


def test_filters_by_time(client):
    published("Examplazole")
    today = timezone.localdate()
    tomorrow = str(today + timedelta(days=1))
    moment = Publication.objects.get().changed_at

    assert slugs(client, reviewed_since=str(today)) == ["examplazole"]
    assert slugs(client, reviewed_since=tomorrow) == []
    assert slugs(client, review_due_before=str(today)) == []
    assert slugs(client, review_due_before="9999-01-01") == ["examplazole"]
    assert slugs(client, changed_since=moment.isoformat()) == ["examplazole"]
    later = moment + timedelta(seconds=1)
    assert slugs(client, changed_since=later.isoformat()) == []
    assert slugs(client, changed_since="0001-01-01T00:00:00+14:00") == ["examplazole"]


def test_a_moment_goes_back_as_it_came(client):
    published("Examplazole")
    [record] = ask(client)["results"]

    assert record["changed_at"].endswith("Z")
    assert slugs(client, changed_since=record["changed_at"]) == ["examplazole"]
    # As a browser sends "+00:00" that nobody escaped.
    moment = record["changed_at"].removesuffix("Z") + "+00:00"
    answer = client.get(f"/api/drugs/?changed_since={moment}")
    assert answer.status_code == 200
    assert len(json.loads(answer.content)["results"]) == 1


@pytest.mark.parametrize(
    "address",
    [
        "/drugs/examplazole.json",
        "/drugs/examplazole.fhir.json",
        "/drugs/examplazole/",
        "/api/drugs/",
        "/api/drugs/?state=withdrawn",
    ],
)
def test_every_moment_in_json_is_in_utc_with_a_z(client, address, settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    published("Examplazole")
    gone = published("Vanishol")
    workflow.withdraw(gone, by=make_publisher(), reason="Wrong.")

    text = client.get(address).content.decode()

    written = re.findall(r'": ?"(\d{4}-\d\d-\d\dT[^"]*)"', text)
    assert written
    assert all(moment.endswith("Z") for moment in written), written


def test_a_withdrawal_and_a_return_are_changes(client):
    drug = published("Examplazole")
    before = Publication.objects.get().changed_at
    workflow.withdraw(drug, by=make_publisher(), reason="Wrong.")
    withdrawn = Publication.objects.get().changed_at
    workflow.reinstate(drug, by=make_publisher())

    assert before < withdrawn < Publication.objects.get().changed_at


@pytest.mark.parametrize(
    ("asked", "parameter", "told"),
    [
        ({"colour": "red"}, "colour", "There is no parameter of this name."),
        ({"bnd": "common"}, "bnd", 'Did you mean "band"?'),
        ({"band": "often"}, "band", "Use one of: very_common, common"),
        ({"reviewed_since": "last week"}, "reviewed_since", "YYYY-MM-DD"),
        ({"reviewed_since": "2026-02-30"}, "reviewed_since", "YYYY-MM-DD"),
        ({"changed_since": "2026-01-01"}, "changed_since", "time zone"),
        ({"changed_since": "2026-01-01 08:00"}, "changed_since", "time zone"),
        ({"limit": "0"}, "limit", "greater than or equal to 1"),
        ({"changed_since": "9999-12-31T23:59:59-12:00"}, "changed_since", "moment"),
        ({"limit": "1" + "0" * 400}, "limit", "less than or equal to 200"),
        ({"limit": "\u0665"}, "limit", "whole number"),
        ({"order": "colour"}, "order", "Use one of: title"),
        ({"effect": "a\0b"}, "effect", "no text"),
        ({"effect": ["a", "b"]}, "effect", "Give it once."),
        ({"effect": "a" * 5_000}, "", "at most 4,000 characters"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_plain_words(client, asked, parameter, told):
    answer = ask(client, status=400, **asked)

    assert answer["error"] == 400
    [problem] = answer["problems"]
    assert problem["parameter"] == parameter
    assert told in problem["problem"]


@pytest.mark.parametrize("after", ["x", ".", "a.b", "9" * 40 + ".1", "-1.5", "Ⅷ.²"])
def test_a_cursor_from_elsewhere_is_no_place(client, after):
    published("Examplazole")

    answer = ask(client, status=404, order="changed_at", after=after)

    assert "Leave out" in answer["message"]


@pytest.mark.parametrize("parameter", ["class", "effect", "band", "serious"])
def test_comparisons_are_not_asked_for_what_only_drugs_have(client, parameter):
    answer = ask(
        client, status=400, path="/api/comparisons/", **{parameter: "very_common"}
    )

    [problem] = answer["problems"]
    assert problem["parameter"] == parameter
    assert "Only the list of drugs has this parameter." in problem["problem"]
    known = problem["problem"].partition("Known:")[2]
    assert parameter not in known
    assert "changed_since" in known


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize(
    "address", ["/api/", "/api/openapi.json", "/api/drugs/", "/api/comparisons/"]
)
def test_it_only_reads_and_says_so(method, address):
    strict = Client(enforce_csrf_checks=True)

    response = getattr(strict, method)(address)

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"
    assert response["Content-Type"] == "application/json"
    answer = json.loads(response.content)
    assert (answer["error"], answer["problems"]) == (405, [])
    assert "can only be read" in answer["message"]
