"""The links that every page begins with."""

import pytest

from monographs import workflow
from tests.factories import (
    make_full_comparison,
    make_published_drug,
    make_publisher,
    publish_now,
)
from tests.public.markup import assert_well_made

pytestmark = pytest.mark.django_db


def current_of(client, address):
    page = assert_well_made(client.get(address).content.decode())
    return [link["href"] for link in page.all("a") if "aria-current" in link]


def test_each_page_marks_the_section_that_it_stands_in(client):
    make_published_drug(slug="examplazole")
    publish_now(make_full_comparison(slug="one-or-other"))

    assert current_of(client, "/") == []
    assert "/drugs/" in current_of(client, "/drugs/")
    assert current_of(client, "/drugs/examplazole/") == ["/drugs/"]
    assert current_of(client, "/drugs/examplazole/v/1/") == ["/drugs/"]
    assert current_of(client, "/comparisons/") == ["/comparisons/"]
    assert current_of(client, "/comparisons/one-or-other/") == ["/comparisons/"]
    assert current_of(client, "/about/") == []


def test_what_was_withdrawn_stands_in_its_section_too(client):
    drug = make_published_drug(slug="examplazole")
    workflow.withdraw(drug, by=make_publisher(), reason="Wrong.")

    assert current_of(client, "/drugs/examplazole/") == ["/drugs/"]
