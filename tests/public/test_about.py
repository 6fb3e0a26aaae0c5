"""What the site says of itself is what it does."""

import pytest

from monographs import workflow
from monographs.frequency import BAND_INTERVALS, Band, Frequency
from monographs.public.pictogram import draw
from tests.factories import make_published_drug, make_publisher
from tests.public.behind import links_of, open_page

pytestmark = pytest.mark.django_db


def test_what_is_said_of_withdrawn_pages_is_so(client):
    drug = make_published_drug(slug="examplazole")
    workflow.withdraw(drug, by=make_publisher(), reason="Wrong.")

    said = open_page(client, "/about/review/").text

    assert "None of its versions can be read meanwhile." in said
    assert client.get("/drugs/examplazole/v/1/").status_code == 410
    assert "Its history stays: what happened, and who signed what." in said
    assert "Person" in open_page(client, "/drugs/examplazole/history/").text


def test_what_is_said_of_the_people_in_pictures_is_so(client):
    said = open_page(client, "/about/numbers/").text

    assert "of 1,000 where 100 would be too few to show the figure, else of 100" in said
    assert [
        draw(Frequency(interval=BAND_INTERVALS[band])).scale
        for band in (Band.COMMON, Band.UNCOMMON, Band.RARE)
    ] == ["of 100 people", "of 1,000 people", "of 1,000 people"]


def test_privacy_names_each_page_whose_address_holds_what_was_asked(client):
    page = open_page(client, "/privacy/")

    assert {"/search/", "/side-effects/match/", "/compare/"} <= set(links_of(page))
    assert "stands in your browser’s history" in page.text
    match = client.get("/side-effects/match/?e=headache&d=examplazole")
    assert "no-store" in match.headers["Cache-Control"]
