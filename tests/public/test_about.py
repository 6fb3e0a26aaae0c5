"""What the site says of itself is what it does."""

import pytest

from monographs import workflow
from tests.factories import make_published_drug, make_publisher
from tests.public.behind import open_page

pytestmark = pytest.mark.django_db


def test_what_is_said_of_withdrawn_pages_is_so(client):
    drug = make_published_drug(slug="examplazole")
    workflow.withdraw(drug, by=make_publisher(), reason="Wrong.")

    said = open_page(client, "/about/review/").text

    assert "None of its versions can be read meanwhile." in said
    assert client.get("/drugs/examplazole/v/1/").status_code == 410
    assert "Its history stays: what happened, and who signed what." in said
    assert "Person" in open_page(client, "/drugs/examplazole/history/").text
