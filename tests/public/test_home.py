"""The start page: letters, changes, how far the collection is."""

import pytest

from monographs import workflow
from monographs.models import Coverage
from monographs.public.finding.home import shares
from monographs.workflow.progress import record_progress
from tests.factories import (
    make_drug,
    make_published_drug,
    make_publisher,
    submit_as,
)
from tests.public.markup import assert_well_made

pytestmark = pytest.mark.django_db


def home(client):
    response = client.get("/")
    assert not response.cookies
    return assert_well_made(response.content.decode())


def links_of(page):
    return {link["href"] for link in page.all("a")}


def test_an_empty_site_says_that_nothing_is_approved(client):
    page = home(client)

    assert "Nothing has been approved yet." in page.text
    assert not any(link.startswith("/drugs/e") for link in links_of(page))
    assert page.all("svg") == []


def test_letters_lead_to_what_begins_with_them(client):
    make_published_drug(title="Examplazole")

    page = home(client)

    assert "/drugs/e/" in links_of(page)
    assert "/drugs/q/" not in links_of(page)
    assert "Nothing has been approved yet." not in page.text


def test_the_newest_changes_lead_to_their_differences(client):
    drug = make_published_drug(title="Examplazole", slug="examplazole")
    workflow.withdraw(
        make_published_drug(title="Gonazole"), by=make_publisher(), reason="Wrong dose."
    )

    page = home(client)

    assert "What changed lately" in page.text
    assert f"/drugs/{drug.slug}/v/1/" in links_of(page)
    assert "Wrong dose." in page.text
    assert "/changes/" in links_of(page)


def test_coverage_is_told_as_counted(client):
    make_published_drug()
    submit_as(make_drug())
    make_drug()
    make_drug()
    record_progress()

    page = home(client)

    assert "This site holds 4 pages." in page.text
    assert "1 approved" in page.text
    assert "1 in review" in page.text
    assert "2 not reviewed" in page.text
    assert "emergency" not in page.text


def test_an_emergency_publication_does_not_count_as_approved(client):
    drug = make_drug()
    workflow.bypass(submit_as(drug), by=make_publisher(), reason="A recall.")
    record_progress()

    coverage = Coverage.objects.get()

    assert (coverage.approved, coverage.early) == (0, 1)
    assert "1 published in an emergency" in home(client).text


def test_what_was_never_counted_is_not_told(client):
    make_published_drug()

    assert "This site holds" not in home(client).text


def test_a_share_that_is_there_can_be_seen():
    few = Coverage(approved=1, early=0, in_review=0, not_reviewed=99_999)

    found = {share.name: float(share.width) for share in shares(few)}

    assert found["approved"] == 0.5
    assert found["in_review"] == 0
    assert sum(found.values()) == 100
    assert "early" not in found


def test_the_start_page_costs_the_same_however_much_there_is(
    client, django_assert_num_queries
):
    make_published_drug(title="Alphazole")
    record_progress()
    with django_assert_num_queries(4):
        client.get("/")
    for title in ("Betazole", "Gammazole", "Deltazole"):
        make_published_drug(title=title)

    with django_assert_num_queries(4):
        client.get("/")


def test_what_the_address_does_not_know_is_dropped(client):
    response = client.get("/?utm_source=mail")

    assert (response.status_code, response["Location"]) == (301, "/")
