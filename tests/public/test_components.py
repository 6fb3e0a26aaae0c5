"""From a component to its page: exactly that one, or an honest search."""

from uuid import uuid4

import pytest

from monographs import workflow
from monographs.models import Component
from tests.factories import (
    make_drug,
    make_published_drug,
    make_publisher,
    publish_now,
)
from tests.public.markup import assert_well_made

pytestmark = pytest.mark.django_db


def make_combination(*, of=None):
    combination = make_drug(title="Examplazole with samplidone")
    Component.objects.create(monograph=combination, name="Samplidone", drug=of)
    publish_now(combination)
    return combination


def link_to_component(client, combination):
    html = client.get(f"/drugs/{combination.slug}/").content.decode()
    links = [link["href"] for link in assert_well_made(html).all("a")]
    (link,) = (link for link in links if "name=" in link or "search/?q" in link)
    return link


def test_a_component_leads_to_its_published_page(client):
    drug = make_published_drug(slug="samplidone")
    link = link_to_component(client, make_combination(of=drug))

    response = client.get(link)

    assert response.status_code == 302
    assert response.headers["Location"] == "/drugs/samplidone/"
    assert response.headers["Cache-Control"] == "public, max-age=60"


def test_a_draft_is_no_page_to_lead_to(client):
    draft = make_drug(title="Secret drug", slug="secret-drug")
    link = link_to_component(client, make_combination(of=draft))

    assert client.get(link).headers["Location"] == "/search/?q=Samplidone"


def test_a_withdrawn_page_is_none_either(client):
    drug = make_published_drug()
    link = link_to_component(client, make_combination(of=drug))
    workflow.withdraw(drug, by=make_publisher(), reason="Recall.")

    assert client.get(link).headers["Location"] == "/search/?q=Samplidone"


def test_a_component_without_a_drug_is_searched_for(client):
    assert link_to_component(client, make_combination()) == "/search/?q=Samplidone"


@pytest.mark.parametrize("name", ["//evil.example", "a&b=c", "", "é 5 %"])
def test_a_made_up_name_leads_nowhere_else(client, name):
    response = client.get(f"/drugs/component/{uuid4()}/", {"name": name})

    assert response.headers["Location"].startswith("/search/?q=")
    assert "//" not in response.headers["Location"]
    assert "&" not in response.headers["Location"]
