"""The explorer: the same statements in other orders, never saying more than they do."""

import re
from fractions import Fraction

import pytest
from django.utils import timezone

from monographs import workflow
from monographs.frequency import BAND_INTERVALS, Band, Basis, Frequency, Interval
from tests.factories import (
    edit,
    make_comparison,
    make_drug,
    make_editor,
    make_effect,
    make_published_drug,
    make_publisher,
    make_side_effect,
    make_source,
    publish_now,
)
from tests.public.markup import assert_well_made

pytestmark = pytest.mark.django_db

COMMON = Frequency(interval=BAND_INTERVALS[Band.COMMON], phrase="Common (1–10 %)")
RARE = Frequency(interval=BAND_INTERVALS[Band.RARE])
VERY_RARE = Frequency(interval=BAND_INTERVALS[Band.VERY_RARE])


def make_drug_with(effects, **fields):
    """Effects by name, each with its frequency or with the fields of its row."""
    drug = make_drug(title="Examplazole", slug="examplazole")
    for place, (name, given) in enumerate(effects.items()):
        row = given if isinstance(given, dict) else {"frequency": given}
        system = row.pop("system", "other")
        effect = row.pop("effect", None) or make_effect(name, body_system=system)
        make_side_effect(drug, effect, position=place, **row)
    publish_now(drug, **fields)
    return drug


def read(client, query="", slug="examplazole"):
    response = client.get(f"/drugs/{slug}/side-effects/{query}")
    assert response.status_code == 200
    return assert_well_made(response.content.decode())


def in_order(text, *parts):
    places = [text.index(part) for part in parts]
    return places == sorted(places)


def after_the_form(page):
    return page.text.partition("Only those with a figure")[2]


def test_by_number_the_figures_come_first_and_each_is_drawn_once(client):
    make_drug_with(
        {
            "Yawning": Frequency(),
            "Cough": Frequency(word="common"),
            "Liver damage": RARE,
            "Headache": COMMON,
            "Nausea": COMMON,
        }
    )

    page = read(client)

    assert in_order(
        after_the_form(page),
        "Between 1 in 100 and 1 in 10 people common",
        "Headache",
        "Nausea",
        "Between 1 in 10,000 and 1 in 1,000 people rare",
        "Liver damage",
    )
    assert in_order(
        after_the_form(page).partition("Liver damage")[2],
        "The source calls this common; it gives no figure",
        "Cough",
        "No frequency given",
        "Yawning",
    )
    drawn = [svg for svg in page.all("svg") if svg.get("role") == "img"]
    assert len(drawn) == 2
    assert "Of 100 people drawn: 1 affected, 9 possibly affected" in page.text
    assert page.inside("span").count("of 100 people") == 1
    assert page.inside("span").count("of 1,000 people") == 1


def test_by_part_of_the_body(client):
    make_drug_with(
        {
            "Bleeding": {"system": "blood", "frequency": RARE},
            "Fits": {"system": "nerves"},
            "Headache": {"system": "nerves", "frequency": COMMON},
        }
    )

    text = after_the_form(read(client, "?by=system"))

    assert in_order(
        text.partition("Bleeding")[2], "Brain and nerves", "Headache", "Fits"
    )
    assert "Blood and clotting" in text


def test_by_seriousness_nobody_says_that_the_rest_is_harmless(client):
    make_drug_with(
        {
            "Yawning": {"serious": "no"},
            "Cough": {},
            "Liver damage": {"serious": "yes"},
        }
    )

    text = after_the_form(read(client, "?by=serious"))

    assert in_order(
        text.partition("Liver damage")[0] + text[text.index("Liver damage") :],
        "Marked as serious",
        "Marked as not serious",
        "Not said whether serious",
    )
    assert in_order(text, "Liver damage", "Yawning", "Cough")


def test_each_statement_shows_words_basis_and_source(client):
    source = make_source()
    make_drug_with(
        {
            "Nausea": {
                "frequency": Frequency(
                    interval=COMMON.interval,
                    phrase="Common (1–10 %)",
                    basis=Basis.TRIAL,
                ),
                "wording": "feeling sick, esp. at night",
                "scope": "component",
                "scope_name": "samplidone",
                "origin": "import",
                "source": source,
                "line_from": 4,
                "line_to": 6,
                "verified_by": make_editor(),
                "verified_at": timezone.now(),
            }
        }
    )

    page = read(client)

    assert "“feeling sick, esp. at night”" in page.text
    assert "From the component samplidone" in page.text
    assert "From trials" in page.text
    assert "it says “Common (1–10 %)”" in page.text
    assert re.search(r"Source 1 ?, lines 4 to 6", page.text)
    links = [link["href"] for link in page.all("a")]
    assert "/drugs/examplazole/sources/#source-1" in links
    sources = client.get("/drugs/examplazole/sources/").content.decode()
    assert 'id="source-1"' in sources


def test_an_effect_leads_to_the_medicines_that_list_it(client):
    effect = make_effect("Headache")
    make_drug_with({"Headache": {"effect": effect}})

    links = [link["href"] for link in read(client).all("a")]

    assert f"/side-effects/{effect.slug}/" in links
    assert client.get(f"/side-effects/{effect.slug}/").status_code == 200


def test_without_any_figure_nothing_is_drawn_and_it_is_said(client):
    make_drug_with({"Cough": Frequency(word="common"), "Yawning": Frequency()})

    page = read(client)

    assert "No source of this page gives a figure for any of these" in page.text
    assert not [svg for svg in page.all("svg") if svg.get("role") == "img"]
    assert "possibly affected" not in page.text


def test_the_same_effect_twice_is_said_at_both(client):
    headache = make_effect("Headache")
    make_drug_with(
        {
            "first": {"effect": headache, "frequency": COMMON},
            "second": {"effect": headache, "frequency": Frequency(word="rare")},
        }
    )

    text = read(client).text

    assert text.count("Listed more than once.") == 2
    assert "Elsewhere on this page: the source calls this rare" in text
    assert "Elsewhere on this page: between 1 in 100 and 1 in 10 people" in text


def test_a_figure_for_a_mixed_list_is_not_drawn(client):
    mixed = Frequency(
        interval=Interval(Fraction(0), True, Fraction(1, 100), False), basis=Basis.MIXED
    )
    make_drug_with({"Cough": mixed, "Seldom": VERY_RARE})

    page = read(client)

    assert "nobody knows which of these effects the figure belongs to" in page.text
    assert "fewer than one figure in 1,000" in page.text
    assert not [svg for svg in page.all("svg") if svg.get("role") == "img"]


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("?serious=1", {"Liver damage"}, {"Headache", "Cough"}),
        ("?figure=1", {"Headache", "Liver damage"}, {"Cough"}),
        ("?q=sore", {"Headache"}, {"Liver damage", "Cough"}),
        ("?q=COUGH", {"Cough"}, {"Liver damage", "Headache"}),
        ("?by=system&figure=1&q=a", {"Headache", "Liver damage"}, {"Cough"}),
    ],
)
def test_filters_leave_statements_out_and_say_how_many(client, query, shown, hidden):
    make_drug_with(
        {
            "Headache": {"frequency": COMMON, "wording": "a sore head"},
            "Liver damage": {"frequency": RARE, "serious": "yes"},
            "Cough": {},
        }
    )

    page = read(client, query)

    text = after_the_form(page)
    assert all(name in text for name in shown)
    assert not any(name in text for name in hidden)
    assert f"{len(shown)} of 3 statements shown" in text
    assert {"name": "robots", "content": "noindex"} in page.all("meta")


def test_a_filter_without_a_result_does_not_mean_that_it_is_safe(client):
    make_drug_with({"Cough": {}})

    text = read(client, "?q=headache").text

    assert "No side effect of this page fits what you chose." in text
    assert "says nothing about whether Examplazole can cause it" in text


def test_a_page_without_side_effects_says_that_there_may_be_some(client):
    drug = make_published_drug()

    page = read(client, slug=drug.slug)

    assert "does not mean that there are none" in page.text
    assert not page.all("select")
    drug_page = client.get(f"/drugs/{drug.slug}/").content.decode()
    assert f"{drug.slug}/side-effects/" not in drug_page


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("?by=", ""),
        ("?by=nonsense&serious=2&figure=yes&q=", ""),
        ("?q=a&figure=1&serious=1&by=system", "?by=system&serious=1&figure=1&q=a"),
        ("?q=++a+++b+", "?q=a+b"),
        ("?by=system&by=serious", "?by=serious"),
        (f"?q={'x' * 300}", f"?q={'x' * 100}"),
        ("?unknown=1", ""),
    ],
)
def test_there_is_one_address_for_what_is_shown(client, asked, canonical):
    make_drug_with({"Cough": {}})

    response = client.get(f"/drugs/examplazole/side-effects/{asked}")

    assert response.status_code == 301
    assert (
        response.headers["Location"] == f"/drugs/examplazole/side-effects/{canonical}"
    )
    assert client.get(response.headers["Location"]).status_code == 200


def test_hostile_text_does_nothing(client):
    make_drug_with({"<script>alert(1)</script>": {"wording": "<img src=x> [1]"}})

    page = read(client, "?q=%3Cscript%3E")

    assert "<script>alert(1)</script>" in page.text
    assert not page.all("img")
    assert {attrs.get("src", "").split("?")[0] for attrs in page.all("script")} == {
        "/static/monographs/suggest.js"
    }


def test_many_side_effects_take_as_many_queries_as_few(
    client, django_assert_num_queries
):
    make_drug_with({f"Effect {number}": COMMON for number in range(120)})

    with django_assert_num_queries(2):
        page = read(client)
    with django_assert_num_queries(1):
        again = read(client)

    assert page.text == again.text
    assert page.text.count("Written by an editor") == 120
    assert len([svg for svg in page.all("svg") if svg.get("role") == "img"]) == 1


def test_the_page_follows_the_version_and_is_not_sent_twice(client):
    drug = make_drug_with({"Cough": {}})
    address = "/drugs/examplazole/side-effects/"
    etag = client.get(address).headers["ETag"]

    unchanged = client.get(address, headers={"if-none-match": etag})
    other_order = client.get(f"{address}?by=system", headers={"if-none-match": etag})
    edit(drug, by=make_editor(), body="Other words.")
    publish_now(drug)
    changed = client.get(address, headers={"if-none-match": etag})

    assert unchanged.status_code == 304
    assert other_order.status_code == 200
    assert changed.status_code == 200
    assert b"version 2" in changed.content


def test_notices_and_missing_signatures_are_said_here_too(client):
    drug = make_drug(slug="examplazole")
    make_side_effect(drug)
    revision = workflow.submit(
        drug, by=make_editor(), change_kind="major", reason="A small page, for a test."
    )
    publisher = make_publisher()
    workflow.bypass(revision, by=publisher, reason="Recall.")
    workflow.post_notice(drug, by=publisher, severity="danger", text="Do not take it.")

    text = read(client).text

    assert "Do not take it." in text
    assert "published in an emergency; signatures are still missing" in text
    assert "reviewed and signed" not in text


def test_a_withdrawn_page_has_no_explorer(client):
    drug = make_drug_with({"Cough": {}})
    workflow.withdraw(drug, by=make_publisher(), reason="Its source was forged.")

    response = client.get("/drugs/examplazole/side-effects/")

    assert response.status_code == 410
    assert b"Its source was forged." in response.content
    assert b"Cough" not in response.content


def test_only_drugs_have_one(client):
    comparison = make_comparison(slug="kin")
    publish_now(comparison)

    response = client.get("/drugs/kin/side-effects/")

    assert response.headers["Location"] == "/comparisons/kin/"
    assert client.get("/comparisons/kin/side-effects/").status_code == 404
    assert client.get("/drugs/unknown-drug/side-effects/").status_code == 404
