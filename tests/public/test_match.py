"""Which of several drugs list which of several side effects."""

import pytest

from monographs import workflow
from monographs.frequency import read, sentence
from monographs.models import EffectSynonym
from tests.factories import (
    make_drug,
    make_effect,
    make_name,
    make_publisher,
    make_side_effect,
    publish_now,
)
from tests.public.markup import assert_well_made

pytestmark = pytest.mark.django_db
ADDRESS = "/side-effects/match/"


@pytest.fixture
def headache():
    effect = make_effect("Headache")
    EffectSynonym.objects.create(effect=effect, text="Cephalgia")
    return effect


@pytest.fixture
def rash():
    return make_effect("Rash")


@pytest.fixture
def drugs(headache, rash):
    """One lists both, the other only the rash."""
    both = make_drug(title="Bothazole", slug="bothazole")
    make_name(both, "Brandol")
    make_side_effect(both, headache, frequency=read("5%").frequency)
    make_side_effect(both, rash, serious="yes", position=1)
    publish_now(both)
    one = make_drug(title="Onlyrashine", slug="onlyrashine")
    make_side_effect(one, rash)
    publish_now(one)
    return both, one


def ask(client, *, e="", d=""):
    response = client.get(ADDRESS, {"e": e, "d": d})
    assert response.status_code == 200
    return assert_well_made(response.content.decode())


def offers(page):
    return [link["href"] for link in page.all("a") if link["href"].startswith(ADDRESS)]


def test_a_table_says_what_is_listed_and_what_is_not(
    client, drugs, django_assert_max_num_queries
):
    with django_assert_max_num_queries(4):
        page = ask(client, e="headache\nrash", d="bothazole\nonlyrashine")

    often = sentence(read("5%").frequency)
    assert f"Bothazole listed: {often}" in page.text
    assert "listed, serious: no frequency given" in page.text
    assert "Onlyrashine not listed listed: no frequency given" in page.text
    assert "does not mean that it does not happen" in page.text


def test_statements_about_one_route_say_so(
    client, headache, django_assert_max_num_queries
):
    drug = make_drug(title="Routezole", slug="routezole")
    for place, (often, route) in enumerate(
        [("20%", "injection"), ("0.05%", "by mouth"), ("0.05%", "inhaled")]
    ):
        make_side_effect(
            *(drug, headache),
            position=place,
            frequency=read(often).frequency,
            scope="route",
            scope_name=route,
        )
    publish_now(drug)

    with django_assert_max_num_queries(4):
        page = ask(client, e="headache", d="routezole")

    often, seldom = (sentence(read(text).frequency) for text in ("20%", "0.05%"))
    assert f"{often} (When given this way: injection)" in page.text
    assert f"{seldom} (When given this way: by mouth, inhaled)" in page.text
    assert page.text.count("listed:") == 2


def test_brands_and_other_words_are_known_too(client, drugs):
    page = ask(client, e="CEPHALGIA", d="brandol")

    assert "/drugs/bothazole/" in [link["href"] for link in page.all("a")]
    assert "Bothazole listed:" in page.text


def test_fields_may_come_one_by_one(client, drugs, headache):
    page = ask(client, e=[headache.slug, "Rash"], d=["bothazole", "Onlyrashine"])

    assert len(page.all("td")) == 4


def test_the_answer_is_kept_by_nobody(client, drugs):
    response = client.get(ADDRESS, {"e": "rash", "d": "bothazole"})

    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "ETag" not in response.headers
    assert not response.cookies
    assert client.get(ADDRESS).headers["Cache-Control"] == "no-store"


def test_none_listed_says_what_that_does_not_mean(client, drugs):
    page = ask(client, e="headache", d="onlyrashine")

    assert "None of these drugs lists any of these side effects" in page.text
    assert "does not mean that it does not happen" in page.text
    assert "Ask a pharmacist" in page.text


def test_an_unknown_name_gets_what_is_near_and_is_never_replaced(client, drugs):
    page = ask(client, e="hedache\nrash", d="bothazol\nonlyrashine")

    assert "No published page has the name “bothazol”" in page.text
    assert "No drug here lists a side effect called “hedache”" in page.text
    assert len(page.all("td")) == 1
    assert f"{ADDRESS}?e=hedache&e=rash&d=bothazole&d=onlyrashine" in offers(page)


def test_the_offer_leads_to_the_answer(client, drugs):
    (offer,) = offers(ask(client, e="rash", d="bothazol"))

    page = assert_well_made(client.get(offer).content.decode())

    assert "Bothazole listed, serious:" in page.text


def test_what_is_near_nothing_says_so(client, drugs):
    page = ask(client, e="rash", d="xyzzy")

    assert "“xyzzy”, and none is near it" in page.text
    assert "does not mean that a side effect does not happen" in page.text


def test_any_number_of_unknown_names_costs_few_queries(
    client, drugs, django_assert_max_num_queries
):
    with django_assert_max_num_queries(7):
        ask(
            client,
            e="\n".join(f"hedache{letter}" for letter in "abcde"),
            d="\n".join(f"bothazol{letter}" for letter in "abcdfghijk"),
        )


def test_a_name_of_several_medicines_is_a_question(client, drugs):
    for title in ("Firstine", "Secondine"):
        drug = make_drug(title=title, slug=title.casefold())
        make_name(drug, "Sharedol")
        publish_now(drug)

    page = ask(client, e="rash", d="sharedol")

    assert "“sharedol” is the name of several drugs" in page.text
    assert f"{ADDRESS}?e=rash&d=firstine" in offers(page)
    assert not page.all("td")


def test_a_title_goes_before_a_brand_of_the_same_name(client, drugs):
    other = make_drug(title="Otherine", slug="otherine")
    make_name(other, "Bothazole")
    publish_now(other)

    assert "Bothazole listed, serious:" in ask(client, e="rash", d="Bothazole").text


@pytest.mark.parametrize("name", ["bothazole", "BOTHAZOLE"])
def test_a_withdrawn_medicine_is_said_to_be_so(client, drugs, name):
    workflow.withdraw(drugs[0], by=make_publisher(), reason="Wrong.")

    page = ask(client, e="rash", d=f"{name}\nonlyrashine")

    assert "Withdrawn, so nothing is shown of it: Bothazole" in page.text
    assert len(page.all("td")) == 1


def test_too_many_are_named_and_not_dropped_in_silence(client, drugs):
    names = [f"drug {number}" for number in range(11)]
    effects = [f"effect {number}" for number in range(7)]

    page = ask(client, e="\n".join(effects), d="\n".join(names))

    assert "You named 11 drugs; this page takes 10 at once" in page.text
    assert "You named 7 side effects; this page takes 5 at once" in page.text
    assert "Not looked for: drug 10; effect 5; effect 6" in page.text


def test_drafts_are_unknown(client, headache, rash):
    make_side_effect(make_drug(title="Draftazole"), rash)

    assert "No published page" in ask(client, e="rash", d="draftazole").text


def test_one_half_asks_for_the_other(client, drugs):
    assert "Name at least one drug" in ask(client, e="rash").text
    assert "Name at least one side effect" in ask(client, d="bothazole").text


def test_the_form_keeps_what_was_typed(client, drugs):
    source = client.get(ADDRESS, {"e": "Rash <b>", "d": "x"}).content.decode()

    assert "Rash &lt;b&gt;" in source


@pytest.mark.parametrize("odd", ["\0", "?!", "%s", "a" * 2000, ";\n;", "٣", "'"])
def test_any_name_is_answered(client, drugs, odd):
    ask(client, e=odd, d=odd)


def test_it_is_no_effect_and_cannot_be_written_to(client):
    assert client.get(ADDRESS).status_code == 200
    assert client.post(ADDRESS).status_code == 405
