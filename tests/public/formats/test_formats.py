"""JSON, Markdown and FHIR: the page's own version, its status first."""

import json
from dataclasses import replace
from fractions import Fraction
from unicodedata import normalize
from xml.etree import ElementTree

import pytest
from django.test import Client
from fhir.resources.bundle import Bundle
from fhir.resources.codesystem import CodeSystem
from fhir.resources.operationoutcome import OperationOutcome
from fhir.resources.structuredefinition import StructureDefinition

from monographs import workflow
from monographs.content import sha256
from monographs.frequency import Basis, Frequency, Interval
from monographs.models import Component, Publication
from tests.factories import (
    MINOR,
    edit,
    make_comparison,
    make_drug,
    make_editor,
    make_effect,
    make_full_comparison,
    make_full_drug,
    make_name,
    make_published_drug,
    make_publisher,
    make_section,
    make_side_effect,
    publish_now,
    publish_past_the_checks,
    submit_as,
)

pytestmark = pytest.mark.django_db
FORMS = ("json", "md", "fhir.json")
ABOVE_ONE_IN_A_HUNDRED = Frequency(
    interval=Interval(Fraction(1, 100), False, Fraction(1), True), phrase="> 1 %"
)
XHTML = "{http://www.w3.org/1999/xhtml}"
NASTY = "<script>alert(1)</script> & \u202e ]]> 😀 \x0b é"


@pytest.fixture
def drug():
    drug = make_full_drug(slug="examplazole")
    make_side_effect(drug, frequency=ABOVE_ONE_IN_A_HUNDRED)
    publish_now(drug)
    return drug


def get_json(client, address):
    return json.loads(client.get(address).content)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("made", [make_full_drug, make_full_comparison])
def test_both_kinds_have_every_format_live_and_by_version(client, form, made):
    monograph = made()
    publish_now(monograph)
    page = f"/{monograph.kind}s/{monograph.slug}"

    for address in (f"{page}.{form}", f"{page}/v/1.{form}"):
        response = client.get(address)

        assert response.status_code == 200, address
        assert "text/html" not in response["Content-Type"]
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Link"].endswith(f'{page}/>; rel="canonical"')
        assert not response.cookies
        again = client.get(address, headers={"if-none-match": response["ETag"]})
        assert again.status_code == 304


def test_the_status_comes_first_and_the_content_is_what_was_signed(client, drug):
    text = client.get("/drugs/examplazole.json").content.decode()
    data = json.loads(text)
    revision = Publication.objects.get().revision

    assert text.startswith('{"status":{"state":"approved"')
    assert data["status"]["version"] == 1
    assert [one["role"] for one in data["status"]["signers"]] == [
        "editorial",
        "clinical",
    ]
    content = text[text.index('"content":') + len('"content":') : -2]
    assert content == revision.content
    assert sha256(content) == data["status"]["sha256"] == revision.sha256


def test_each_side_effect_says_its_interval_in_words_and_numbers(client):
    drug = make_drug(slug="examplazole")
    make_side_effect(drug, frequency=ABOVE_ONE_IN_A_HUNDRED)
    publish_now(drug)

    [effect] = get_json(client, "/drugs/examplazole.json")["side_effects"]

    assert effect["frequency"] == "more than 1 in 100 people"
    assert effect["bands"] == ["very_common", "common"]
    assert (effect["low"], effect["low_closed"]) == (0.01, False)
    assert (effect["high"], effect["high_closed"]) == (1.0, True)
    assert effect["as_written"] == "> 1 %"


def test_each_side_effect_says_what_it_is_about_and_of_how_many(client):
    drug = make_drug(slug="examplazole")
    tremor = make_effect("Tremor")
    make_side_effect(
        drug,
        tremor,
        wording="shaking",
        scope="route",
        scope_name="Tablets",
        group="Tablets, often",
        frequency=replace(
            ABOVE_ONE_IN_A_HUNDRED, affected=3, total=47, comparator=Fraction(1, 50)
        ),
    )
    publish_now(drug)

    for address in ("/drugs/examplazole.json", "/drugs/examplazole/v/1.json"):
        data = get_json(client, address)
        [effect], [sealed] = data["side_effects"], data["content"]["side_effects"]
        for name in ("wording", "scope", "scope_name", "group"):
            assert effect[name] == sealed[name]
        for name in ("affected", "total", "comparator"):
            assert effect[name] == sealed["frequency"][name]
        assert effect["comparator"] == "1/50"
        assert effect["effect_slug"] == tremor.slug


def test_a_side_effect_has_the_address_that_its_effect_has_today(client):
    former, kept = make_effect("Head pain"), make_effect("Headache")
    drug = make_drug(slug="examplazole")
    make_side_effect(drug, former)
    publish_now(drug)
    before = client.get("/drugs/examplazole.json")

    workflow.merge_effects(former, kept, by=make_publisher())

    after = client.get(
        "/drugs/examplazole.json", headers={"if-none-match": before["ETag"]}
    )
    [effect] = json.loads(after.content)["side_effects"]
    assert (effect["effect"], effect["effect_slug"]) == ("Head pain", kept.slug)
    listed = get_json(client, f"/api/drugs/?effect={effect['effect_slug']}")
    assert [page["slug"] for page in listed["results"]] == ["examplazole"]


def test_an_effect_that_no_page_lists_any_more_has_no_address(client):
    drug = make_drug(slug="examplazole")
    row = make_side_effect(drug)
    publish_now(drug)
    row.delete()
    edit(drug, by=make_editor())
    publish_now(drug)
    old = client.get("/drugs/examplazole/v/1.json")
    assert json.loads(old.content)["side_effects"][0]["effect_slug"] is None

    other = make_drug(slug="samplidone")
    make_side_effect(other, row.effect)
    publish_now(other)

    again = client.get(
        "/drugs/examplazole/v/1.json", headers={"if-none-match": old["ETag"]}
    )
    [effect] = json.loads(again.content)["side_effects"]
    assert effect["effect_slug"] == row.effect.slug


@pytest.mark.parametrize("form", FORMS)
def test_a_drug_without_figures_claims_none(client, form):
    drug = make_published_drug(slug="examplazole")

    text = client.get(f"/drugs/{drug.slug}.{form}").content.decode()

    assert "ClinicalUseDefinition" not in text
    if form == "json":
        assert json.loads(text)["side_effects"] == []


@pytest.mark.parametrize("form", FORMS)
def test_a_draft_changes_nothing(client, drug, form):
    before = client.get(f"/drugs/examplazole.{form}")
    edit(drug, by=make_editor(), body="Nobody has signed this word: quixotry.")

    after = client.get(f"/drugs/examplazole.{form}")

    assert after.content == before.content
    assert after["ETag"] == before["ETag"]
    assert b"quixotry" not in after.content


@pytest.mark.parametrize("form", FORMS)
def test_an_earlier_version_says_that_it_is_not_current(client, drug, form):
    edit(drug, by=make_editor(), body="Newer words.")
    publish_now(drug, change_kind=MINOR)

    old = client.get(f"/drugs/examplazole/v/1.{form}").content.decode()

    assert "Newer words." not in old
    if form != "fhir.json":
        assert "current_version" in old
    assert "Newer words." in client.get(f"/drugs/examplazole.{form}").content.decode()


@pytest.mark.parametrize("form", FORMS)
def test_a_withdrawn_page_is_gone_in_its_format_with_the_reason(client, drug, form):
    workflow.withdraw(drug, by=make_publisher(), reason="The source was invented.")

    for address in (f"/drugs/examplazole.{form}", f"/drugs/examplazole/v/1.{form}"):
        response = client.get(address)

        assert response.status_code == 410
        assert "The source was invented." in response.content.decode()
        assert "text/html" not in response["Content-Type"]
        if form == "fhir.json":
            OperationOutcome.model_validate_json(response.content)


@pytest.mark.parametrize("form", FORMS)
def test_an_unknown_page_is_refused_in_its_format(client, form):
    response = client.get(f"/drugs/unheard-of.{form}")

    assert response.status_code == 404
    assert "There is no page at this address." in response.content.decode()
    assert "text/html" not in response["Content-Type"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("form", FORMS)
def test_who_wants_to_write_is_refused_in_the_format(drug, form, method):
    strict = Client(enforce_csrf_checks=True)

    for address in (f"/drugs/examplazole.{form}", f"/drugs/examplazole/v/1.{form}"):
        response = getattr(strict, method)(address)

        assert response.status_code == 405
        assert response["Allow"] == "GET, HEAD"
        assert "can only be read" in response.content.decode()
        assert "text/html" not in response["Content-Type"]
        if form == "fhir.json":
            OperationOutcome.model_validate_json(response.content)


def test_a_page_of_the_other_kind_is_led_to(client, drug):
    response = client.get("/comparisons/examplazole.json")

    assert (response.status_code, response["Location"]) == (
        301,
        "/drugs/examplazole.json",
    )


@pytest.mark.parametrize("made", [make_full_drug, make_full_comparison])
def test_fhir_is_a_valid_document(client, made):
    monograph = made()
    make_section(monograph, kind="other", heading=NASTY, body=NASTY)
    publish_past_the_checks(monograph)

    text = client.get(f"/{monograph.kind}s/{monograph.slug}.fhir.json").content

    bundle = Bundle.model_validate_json(text)
    assert bundle.type == "document"
    first = bundle.entry[0].resource
    assert first.get_resource_type() == "Composition"
    known = {entry.fullUrl for entry in bundle.entry}
    effects = [
        entry.resource
        for entry in bundle.entry
        if entry.resource.get_resource_type() == "ClinicalUseDefinition"
    ]
    assert len(effects) == monograph.side_effects.count()
    assert all(effect.subject[0].reference in known for effect in effects)
    listed = [
        entry.reference for part in first.section or () for entry in part.entry or ()
    ]
    assert len(listed) == len(effects)
    assert set(listed) <= known
    assert "authorised product information" in first.note[0].text


def test_tables_and_lists_stay_so_in_fhir(client):
    body = (
        "| Dose | When |\n| --- | --- |\n| 5 mg<br>10 mg | < 1 hour & after |\n\n"
        "3. Three\n4. Four\n\n* **Rest** and [read](https://example.org/?a=1&b=2)\n\n"
        "---\n\n> Quoted"
    )
    comparison = make_full_comparison(slug="one-or-other")
    make_section(comparison, heading="Doses", body=body)
    publish_now(comparison)

    bundle = get_json(client, "/comparisons/one-or-other.fhir.json")

    Bundle.model_validate(bundle)
    parts = {
        part["title"]: ElementTree.fromstring(part["text"]["div"])
        for part in bundle["entry"][0]["resource"]["section"]
    }
    text, table = parts["Doses"], parts["Feature by feature"]
    assert [cell.text for cell in text.iter(f"{XHTML}th")] == ["Dose", "When"]
    assert [cell.text for cell in text.iter(f"{XHTML}td")] == [
        "5 mg",
        "< 1 hour & after",
    ]
    assert text.find(f"{XHTML}ol").get("start") == "3"
    assert text.find(f".//{XHTML}ul/{XHTML}li/{XHTML}strong").text == "Rest"
    assert text.find(f".//{XHTML}a").attrib == {"href": "https://example.org/?a=1&b=2"}
    assert {element.tag.removeprefix(XHTML) for element in text.iter()} >= {
        *("hr", "br", "blockquote"),
    }
    assert [cell.text for cell in table.iter(f"{XHTML}th")] == [
        *("Feature", "Examplazole", "Samplidone", "Taken"),
    ]
    assert len(list(table.iter(f"{XHTML}td"))) == 2


def test_a_side_effect_in_fhir_keeps_what_the_source_says(client):
    drug = make_drug(slug="examplazole")
    make_side_effect(
        drug,
        make_effect("Dizziness"),
        wording="light in the head",
        frequency=replace(ABOVE_ONE_IN_A_HUNDRED, basis=Basis.TRIAL),
        scope="dose",
        scope_name="40 mg",
    )
    publish_now(drug)

    [effect] = fhir_of(client, "ClinicalUseDefinition")

    text = " ".join(ElementTree.fromstring(effect["text"]["div"]).itertext())
    assert "Dizziness: more than 1 in 100 people" in text
    assert "In the source: light in the head, > 1 %" in text
    assert "Concerns: At this dose: 40 mg" in text
    assert "Known: from trials" in text


def test_fhir_says_in_its_data_what_two_statements_of_one_effect_are_about(client):
    drug = make_drug(slug="examplazole")
    tremor = make_effect("Tremor")
    make_side_effect(drug, tremor, frequency=ABOVE_ONE_IN_A_HUNDRED)
    make_side_effect(drug, tremor, scope="route", scope_name="tablets", position=1)
    make_side_effect(drug, tremor, group="In the first week", position=2)
    make_side_effect(
        drug, tremor, scope="population", scope_name="children", position=3
    )
    publish_now(drug)

    whole, tablets, first_week, children = fhir_of(client, "ClinicalUseDefinition")

    assert "extension" not in whole
    assert said_in(tablets) == {"scope": "route", "name": "tablets"}
    assert said_in(first_week) == {"scope": "product", "heading": "In the first week"}
    assert said_in(children) == {"scope": "population", "name": "children"}
    [group] = children["contained"]
    assert (group["resourceType"], group["name"]) == ("Group", "children")
    assert children["population"] == [{"reference": f"#{group['id']}"}]
    assert not any("population" in one for one in (whole, tablets, first_week))


def said_in(effect):
    [extension] = effect["extension"]
    return {
        part["url"]: part.get("valueCode") or part["valueString"]
        for part in extension["extension"]
    }


def test_a_combination_in_fhir_names_its_ingredients(client):
    drug = make_full_drug(slug="examplazole")
    Component.objects.create(monograph=drug, name="Testolol", position=2)
    publish_now(drug)

    [product] = fhir_of(client, "MedicinalProductDefinition")

    assert [one["text"] for one in product["ingredient"]] == ["Samplidone", "Testolol"]


@pytest.mark.parametrize("made", [make_drug, make_comparison, make_full_comparison])
def test_fhir_holds_no_empty_list_text_or_null(client, made):
    monograph = made(slug="examplazole")
    workflow.bypass(submit_as(monograph), by=make_publisher(), reason="A recall.")

    found = get_json(client, f"/{monograph.kind}s/examplazole.fhir.json")

    assert list(empty_places(found)) == []


def empty_places(value, place=""):
    if value in ("", None, [], {}):
        yield place
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from empty_places(part, f"{place}.{name}")
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from empty_places(part, f"{place}[{number}]")


def fhir_of(client, kind):
    bundle = get_json(client, "/drugs/examplazole.fhir.json")
    Bundle.model_validate(bundle)
    resources = [entry["resource"] for entry in bundle["entry"]]
    return [one for one in resources if one["resourceType"] == kind]


@pytest.mark.parametrize("form", FORMS)
def test_names_in_every_script_come_as_they_were_signed(client, form):
    names = ["エグザンプラゾール", "Экзамплазол", "اكزامبلازول", "e\u0301xample ☤ 💊"]
    drug = make_full_drug(slug="examplazole", title="Ёxamplazole")
    for place, name in enumerate(names):
        make_name(drug, name, position=place)
    Component.objects.create(monograph=drug, name="Зamplidon", position=2)
    publish_now(drug)

    text = client.get(f"/drugs/examplazole.{form}").content.decode()

    for name in ("Ёxamplazole", *names, "Samplidone", "Зamplidon"):
        assert normalize("NFC", name) in text, name


def test_our_code_system_and_extension_are_published_where_documents_say(client, drug):
    bundle = get_json(client, "/drugs/examplazole.fhir.json")
    often = [
        entry["resource"]["undesirableEffect"]["frequencyOfOccurrence"]
        for entry in bundle["entry"]
        if entry["resource"]["resourceType"] == "ClinicalUseDefinition"
    ]
    how_often = next(one for one in often if "extension" in one)
    system = how_often["coding"][0]["system"]
    extension = how_often["extension"][0]["url"]

    for address, model in ((system, CodeSystem), (extension, StructureDefinition)):
        path = address.partition("//")[2].partition("/")[2]
        published = client.get(f"/{path}")
        assert model.model_validate_json(published.content).url == address
    codes = {
        concept["code"]
        for concept in get_json(client, f"/{path_of(system)}")["concept"]
    }
    assert how_often["coding"][0]["code"] in codes


def test_what_a_statement_is_about_is_defined_where_documents_say(client):
    drug = make_drug(slug="examplazole")
    make_side_effect(drug, scope="dose", scope_name="40 mg", group="At 40 mg")
    publish_now(drug)
    [effect] = fhir_of(client, "ClinicalUseDefinition")
    address = effect["extension"][0]["url"]

    published = client.get(f"/{path_of(address)}").content

    definition = StructureDefinition.model_validate_json(published)
    assert definition.url == address
    slices = {one.sliceName for one in definition.differential.element}
    assert slices - {None} == said_in(effect).keys()


def path_of(address):
    return address.partition("//")[2].partition("/")[2]
