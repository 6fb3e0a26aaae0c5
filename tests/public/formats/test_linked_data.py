"""JSON-LD in pages: valid, and honest about what was reviewed."""

import json

import pytest

from monographs import workflow
from monographs.frequency import Serious
from monographs.models import FAQ
from tests.factories import (
    MINOR,
    edit,
    make_comparison,
    make_drug,
    make_editor,
    make_full_drug,
    make_publisher,
    make_section,
    make_side_effect,
    publish_now,
    submit_as,
)
from tests.public.markup import assert_well_made

pytestmark = pytest.mark.django_db
NASTY = "</script></head><b>& é"


def graph(client, address):
    page = assert_well_made(client.get(address).content.decode())
    [script] = page.scripts
    assert {"type": "application/ld+json"} in page.all("script")
    return {
        one["@type"] if isinstance(one["@type"], str) else one["@type"][0]: one
        for one in json.loads(script)["@graph"]
    }


def test_a_drug_is_described_with_its_names_classes_and_questions(client):
    drug = make_full_drug(slug="examplazole")
    make_side_effect(drug, serious=Serious.YES)
    publish_now(drug)

    found = graph(client, "/drugs/examplazole/")

    page = found["MedicalWebPage"]
    assert page["@type"] == ["MedicalWebPage", "HealthTopicContent"]
    assert page["url"].endswith("/drugs/examplazole/")
    assert page["about"]["@type"] == ["Drug", "MedicalTherapy"]
    assert page["about"]["alternateName"]
    assert page["about"]["activeIngredient"] == ["Samplidone"]
    assert len(page["about"]["seriousAdverseOutcome"]) == 1
    assert found["FAQPage"]["mainEntity"][0]["name"] == "May I drive?"
    trail = found["BreadcrumbList"]["itemListElement"]
    assert [one["position"] for one in trail] == [1, 2, 3]


def test_text_cannot_end_the_element(client):
    drug = make_drug(title=f"Examplazole {NASTY}", slug="examplazole")
    FAQ.objects.create(monograph=drug, question=NASTY, answer=NASTY)
    publish_now(drug)

    found = graph(client, "/drugs/examplazole/")

    assert found["MedicalWebPage"]["name"] == f"Examplazole {NASTY}"


def test_a_review_is_named_with_its_day_and_its_people(client):
    drug = make_drug(slug="examplazole")
    revision = publish_now(drug)

    page = graph(client, "/drugs/examplazole/")["MedicalWebPage"]

    assert page["lastReviewed"] == str(revision.monograph.publication.reviewed_on)
    assert len(page["reviewedBy"]) == revision.signatures.count()


def test_what_nobody_reviewed_as_a_whole_names_no_review(client):
    drug = make_drug(slug="examplazole")
    make_section(drug)
    workflow.bypass(submit_as(drug), by=make_publisher(), reason="A recall.")

    page = graph(client, "/drugs/examplazole/")["MedicalWebPage"]

    assert "lastReviewed" not in page
    assert "reviewedBy" not in page


def test_a_comparison_is_no_drug(client):
    publish_now(make_comparison(slug="two-drugs"))

    assert "about" not in graph(client, "/comparisons/two-drugs/")["MedicalWebPage"]


def test_an_article_names_its_author_where_one_is_stated(client):
    publish_now(make_comparison(slug="two-drugs"))
    publish_now(make_comparison(slug="two-more", author="A. Bee </script>"))

    silent, telling = (
        graph(client, f"/comparisons/{slug}/")["MedicalWebPage"]
        for slug in ("two-drugs", "two-more")
    )

    assert "author" not in silent
    assert telling["author"] == "A. Bee </script>"


def test_an_earlier_version_is_not_described(client):
    drug = make_drug(slug="examplazole")
    publish_now(drug)
    edit(drug, by=make_editor())
    publish_now(drug, change_kind=MINOR)

    page = assert_well_made(client.get("/drugs/examplazole/v/1/").content.decode())

    assert page.scripts == []
