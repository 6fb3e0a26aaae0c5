"""The OpenAPI description is true, and the guide's examples work."""

import json

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from medsite.wsgi import application
from monographs import workflow
from monographs.models import DrugClass, Effect
from monographs.public.api.description import description
from monographs.public.api.guide import EXAMPLES
from monographs.public.formats.views import FORMS
from tests.factories import (
    make_full_drug,
    make_published_drug,
    make_publisher,
    publish_now,
)
from tests.formulary import put_formulary
from tests.public.markup import assert_well_made

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages():
    publish_now(make_full_drug(slug="examplazole"))
    gone = make_published_drug(slug="vanishol")
    workflow.withdraw(gone, by=make_publisher(), reason="Wrong.")


@pytest.fixture
def _one_connection():
    """Requests leave the test's own open, as with Django's client."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def test_every_example_of_the_guide_finds_something_in_the_demo(client):
    put_formulary()

    for example in EXAMPLES:
        assert json.loads(client.get(example.path).content)["results"], example.path


def test_the_description_names_every_format_of_a_page(client):
    paths = description()["paths"]

    for ending in (*FORMS, "atom"):
        for kind in ("drug", "comparison"):
            assert f"/{kind}s/{{slug}}.{ending}" in paths
        assert f".{ending}" in client.get("/api/").content.decode()


def test_the_guide_names_every_parameter(client):
    page = assert_well_made(client.get("/api/").content.decode())

    listing = description()["paths"]["/api/drugs/"]["get"]
    for parameter in listing["parameters"]:
        assert parameter["name"] in page.text
    for field in description()["components"]["schemas"]["SideEffect"]["properties"]:
        assert field in page.text
    assert "belong to the list of drugs alone" in page.text
    assert len(page.all("a")) > len(EXAMPLES)
    assert "`" not in page.text


def test_the_description_is_published(client):
    assert json.loads(client.get("/api/openapi.json").content) == description()


OPERATIONS = [
    (path, method) for path, item in description()["paths"].items() for method in item
]


def with_known_slugs(described):
    """Which slugs there are is no matter of the description."""
    known = {"class": DrugClass, "effect": Effect}
    for item in described["paths"].values():
        for parameter in item["get"]["parameters"]:
            if model := known.get(parameter["name"]):
                slugs = model.objects.values_list("slug", flat=True)
                parameter["schema"] = {"enum": list(slugs)}
    return described


@pytest.mark.usefixtures("_one_connection", "pages")
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_a_program_that_tries_everything_finds_no_fault(path, method):
    schema = schemathesis.openapi.from_dict(with_known_slugs(description()))
    schema.app = application
    operation = schema[path][method]
    cases = st.one_of(
        operation.as_strategy(generation_mode=mode)
        for mode in schemathesis.GenerationMode
    )

    @settings(
        max_examples=60,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(case=cases)
    def try_it(case):
        case.call_and_validate()

    try_it()
