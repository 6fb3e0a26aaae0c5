"""The A–Z of side effects, and which drugs list one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monographs import workflow
from monographs.frequency import Frequency, read
from monographs.models import EffectSynonym
from monographs.public.effects import a_to_z, page
from monographs.workflow import merge_effects, relearn_effect
from tests.factories import (
    make_drug,
    make_effect,
    make_publisher,
    make_side_effect,
    publish_now,
)
from tests.public.markup import assert_well_made

pytestmark = pytest.mark.django_db
WORD = Frequency(word="common", phrase="common")


def publish(title, *effects, **fields):
    drug = make_drug(title=title, slug=title.casefold())
    for position, effect in enumerate(effects):
        make_side_effect(drug, effect, position=position, **fields)
    publish_now(drug)
    return drug


def figure(text):
    return read(text).frequency


def hrefs(shown):
    return [link["href"] for link in shown.all("a")]


def read_page(client, address, **parameters):
    response = client.get(address, parameters)
    assert response.status_code == 200
    assert not response.cookies
    return assert_well_made(response.content.decode())


def drugs_on(shown):
    return [link[7:-1] for link in hrefs(shown) if link.startswith("/drugs/")][1:]


@pytest.fixture
def headache():
    effect = make_effect("Headache")
    EffectSynonym.objects.create(effect=effect, text="Cephalgia")
    return effect


class TestTheAToZ:
    def test_effects_stand_with_the_number_of_medicines_that_list_them(
        self, client, headache, django_assert_num_queries
    ):
        publish("Onezole", headache, make_effect("Éxample rash"))
        publish("Twozole", headache)
        make_effect("Nobody lists it")

        with django_assert_num_queries(2):
            shown = read_page(client, "/side-effects/")

        assert "Headache 2 drugs" in shown.text
        assert "Éxample rash 1 drug" in shown.text
        assert "Nobody" not in shown.text
        assert shown.text.index("Éxample") < shown.text.index("Headache 2")

    def test_another_word_leads_to_the_effect(self, client, headache):
        publish("Onezole", headache)

        shown = read_page(client, "/side-effects/c/")

        assert "Cephalgia: see Headache" in shown.text
        assert f"/side-effects/{headache.slug}/" in hrefs(shown)
        assert "Headache 1" not in shown.text

    @pytest.mark.parametrize(
        ("letter", "name"), [("0", "5-hour itch"), ("z", "Zeal"), ("_", "头痛")]
    )
    def test_initials(self, client, letter, name):
        publish("Onezole", make_effect(name), make_effect("Headache"))

        shown = read_page(client, f"/side-effects/{letter}/")

        assert name in shown.text
        assert "Headache" not in shown.text

    def test_letters_without_an_effect_lead_nowhere(self, client, headache):
        publish("Onezole", headache)

        links = hrefs(read_page(client, "/side-effects/"))

        assert "/side-effects/h/" in links
        assert "/side-effects/q/" not in links
        assert "begins with Q" in read_page(client, "/side-effects/q/").text

    def test_nothing_published_yet(self, client):
        assert "has been published yet" in read_page(client, "/side-effects/").text

    def test_walking_through_the_list_meets_each_word_once(self, client, monkeypatch):
        monkeypatch.setattr(a_to_z, "PAGE_SIZE", 2)
        names = ["Aa. 1.5", "Ab & c?", "Ac", "Ad", "Ae"]
        publish("Onezole", *map(make_effect, names))

        address, met = "/side-effects/", []
        while address:
            shown = read_page(client, address)
            met += [name for name in names if f"{name} 1 drug" in shown.text]
            following = [one for one in hrefs(shown) if one.startswith("?after=")]
            address = f"/side-effects/{following[0]}" if following else ""

        assert met == names

    def test_a_withdrawn_page_is_not_counted(self, client, headache):
        drug = publish("Onezole", headache)
        workflow.withdraw(drug, by=make_publisher(), reason="Wrong.")

        assert "Headache" not in read_page(client, "/side-effects/").text


class TestAnEffect:
    def test_known_figures_come_first_then_words_then_the_rest(
        self, client, headache, django_assert_num_queries
    ):
        publish("Unclearzole", headache)
        publish("Asksazole", headache, frequency=Frequency(is_not_known=True))
        publish("Wordzole", headache, frequency=WORD)
        publish("Rarezole", headache, frequency=figure("0.05%"), serious="yes")
        publish("Openzole", headache, frequency=figure(">1%"))
        publish("Oftenzole", headache, frequency=figure("5%"))

        with django_assert_num_queries(3):
            shown = read_page(client, f"/side-effects/{headache.slug}/")

        assert drugs_on(shown) == [
            *("openzole", "oftenzole", "rarezole"),
            *("wordzole", "asksazole", "unclearzole"),
        ]
        assert "more than 1 in 100 people" in shown.text
        assert "the source calls this common; it gives no figure" in shown.text
        assert "6 drugs on this site list it" in shown.text
        assert "1 of them calls it serious" in shown.text
        assert "Also called: Cephalgia." in shown.text
        assert "causes" not in shown.text

    def test_equal_figures_are_in_the_order_of_titles(self, client, headache):
        for title in ("Bzole", "Azole", "Czole"):
            publish(title, headache, frequency=figure("5%"))

        shown = read_page(client, f"/side-effects/{headache.slug}/")

        assert drugs_on(shown) == ["azole", "bzole", "czole"]

    def test_what_a_page_says_twice_in_the_same_words_stands_once(
        self, client, headache
    ):
        drug = make_drug(title="Routezole", slug="routezole")
        for place, route in enumerate(("by mouth", "inhaled")):
            make_side_effect(
                *(drug, headache),
                position=place,
                frequency=figure("5%"),
                scope="route",
                scope_name=route,
            )
        publish_now(drug)

        shown = read_page(client, f"/side-effects/{headache.slug}/")

        assert drugs_on(shown) == ["routezole"]
        assert "(When given this way: by mouth, inhaled)" in shown.text

    def test_routes_doses_and_people_are_told_apart(
        self, client, headache, django_assert_num_queries
    ):
        drug = make_drug(title="Routezole", slug="routezole")
        for place, (often, scope, name) in enumerate(
            [
                ("20%", "route", "injection"),
                ("0.05%", "route", "by mouth"),
                ("5%", "dose", "40 mg"),
                ("6%", "population", "children"),
                ("7%", "component", "Examplamide"),
                ("8%", "product", ""),
            ]
        ):
            make_side_effect(
                *(drug, headache),
                position=place,
                frequency=figure(often),
                scope=scope,
                scope_name=name,
            )
        publish_now(drug)

        with django_assert_num_queries(3):
            shown = read_page(client, f"/side-effects/{headache.slug}/")

        lines = [text for text in shown.inside("li") if text.startswith("Routezole:")]
        assert [line.partition(" (")[2].rstrip(")") for line in lines] == [
            "When given this way: injection",
            "",
            "From the component Examplamide",
            "In these people: children",
            "At this dose: 40 mg",
            "When given this way: by mouth",
        ]

    def test_what_holds_for_the_whole_product_holds_for_each_route(
        self, client, headache
    ):
        drug = make_drug(title="Routezole", slug="routezole")
        for place, fields in enumerate(({}, {"scope": "route", "scope_name": "nose"})):
            make_side_effect(
                *(drug, headache), position=place, frequency=figure("5%"), **fields
            )
        publish_now(drug)

        shown = read_page(client, f"/side-effects/{headache.slug}/")

        assert drugs_on(shown) == ["routezole"]
        assert "nose" not in shown.text

    def test_drafts_and_withdrawn_pages_list_nothing(self, client, headache):
        make_side_effect(make_drug(), headache)
        gone = publish("Gonezole", headache)
        workflow.withdraw(gone, by=make_publisher(), reason="Wrong.")

        response = client.get(f"/side-effects/{headache.slug}/")

        assert response.status_code == 404

    def test_an_address_that_is_nearly_one_offers_the_effect(self, client, headache):
        publish("Onezole", headache)

        response = client.get("/side-effects/headach/")

        assert response.status_code == 404
        assert f"/side-effects/{headache.slug}/" in response.content.decode()

    def test_a_wrong_address_leads_to_the_list_of_side_effects(self, client, headache):
        publish("Onezole", headache)

        page = client.get("/side-effects/nothing/")
        nearly = client.get("/side-effects/headahce/").content.decode()

        assert 'href="/side-effects/"' in page.content.decode()
        assert f'<a href="/side-effects/{headache.slug}/">' in nearly

    @pytest.mark.parametrize("slug", ["cephalgia", "headache", "Headache"])
    def test_every_word_for_it_leads_to_it(self, client, headache, slug):
        publish("Onezole", headache)

        response = client.get(f"/side-effects/{slug}/")

        assert response.status_code == 301
        assert response.headers["Location"] == f"/side-effects/{headache.slug}/"

    def test_the_address_of_one_that_was_merged_leads_on_with_what_was_asked(
        self, client, headache
    ):
        former = make_effect("Head pain")
        publish("Onezole", former, frequency=figure("5%"))
        publish("Twozole", former, headache)
        merge_effects(former, headache, by=make_publisher())

        response = client.get(f"/side-effects/{former.slug}/?band=common")

        assert response.status_code == 301
        location = response.headers["Location"]
        assert location == f"/side-effects/{headache.slug}/?band=common"
        assert drugs_on(read_page(client, location)) == ["onezole"]
        whole = read_page(client, f"/side-effects/{headache.slug}/")
        assert sorted(drugs_on(whole)) == ["onezole", "twozole"]

    def test_one_that_was_merged_into_what_nobody_lists_is_not_found(
        self, client, headache
    ):
        former = make_effect()
        merge_effects(former, headache, by=make_publisher())

        assert client.get(f"/side-effects/{former.slug}/").status_code == 404

    def test_an_apostrophe_is_not_in_an_address(self, client, headache):
        EffectSynonym.objects.create(effect=headache, text="Examplar’s head-storm")
        publish("Onezole", headache)
        relearn_effect(headache)

        response = client.get("/side-effects/examplars-head-storm/")

        assert response.headers["Location"] == f"/side-effects/{headache.slug}/"

    def test_a_word_of_an_effect_that_nobody_lists_leads_nowhere(
        self, client, headache
    ):
        drug = publish("Onezole", headache)
        workflow.withdraw(drug, by=make_publisher(), reason="Wrong.")

        assert client.get("/side-effects/cephalgia/").status_code == 404

    def test_walking_through_meets_each_medicine_once(
        self, client, headache, monkeypatch
    ):
        monkeypatch.setattr(page, "PAGE_SIZE", 2)
        for title in ("Azole", "Bzole", "Czole"):
            publish(title, headache, frequency=figure("5%"))
        publish("Dzole", headache, frequency=WORD)
        publish("Ezole", headache)

        address, met = f"/side-effects/{headache.slug}/", []
        while address:
            shown = read_page(client, address)
            met += drugs_on(shown)
            following = [one for one in hrefs(shown) if one.startswith("?after=")]
            rest = following[0].partition("#")[0] if following else ""
            address = f"/side-effects/{headache.slug}/{rest}" if rest else ""

        assert met == ["azole", "bzole", "czole", "dzole", "ezole"]

    @pytest.mark.parametrize(
        ("asked", "expected"),
        [
            ({"band": "common"}, ["azole", "bzole"]),
            ({"band": "figure"}, ["openzole"]),
            ({"band": "word"}, ["wordzole"]),
            ({"band": "not_known"}, ["asksazole"]),
            ({"band": "not_stated"}, ["unclearzole"]),
            ({"serious": "yes"}, ["azole"]),
            ({"band": "common", "serious": "yes"}, ["azole"]),
            ({"band": "word", "serious": "yes"}, []),
        ],
    )
    def test_the_list_can_be_filtered(self, client, headache, asked, expected):
        publish("Azole", headache, frequency=figure("5%"), serious="yes")
        publish("Bzole", headache, frequency=figure("3%"))
        publish("Openzole", headache, frequency=figure(">1%"))
        publish("Wordzole", headache, frequency=WORD)
        publish("Asksazole", headache, frequency=Frequency(is_not_known=True))
        publish("Unclearzole", headache)

        response = client.get(f"/side-effects/{headache.slug}/", asked)

        shown = assert_well_made(response.content.decode())
        assert drugs_on(shown) == expected
        assert response.headers["X-Robots-Tag"] == "noindex"
        assert expected or "No drug lists it like this" in shown.text

    def test_the_spread_counts_each_way_of_saying_how_often(self, client, headache):
        for title in ("Azole", "Bzole"):
            publish(title, headache, frequency=figure("5%"))
        publish("Wordzole", headache, frequency=WORD)

        shown = read_page(client, f"/side-effects/{headache.slug}/")

        assert [bar["width"] for bar in shown.all("rect")] == ["100", "50"]
        assert "?band=common" in hrefs(shown)
        assert "?band=rare" not in hrefs(shown)

    @pytest.mark.parametrize(
        ("asked", "canonical"),
        [
            ("?serious=yes&band=common", "?band=common&serious=yes"),
            ("?band=&serious=", ""),
            ("?band=never", ""),
            ("?serious=no", ""),
            ("?after=x", ""),
            ("?after=x.-1", ""),
            (f"?after=x.{'9' * 30}", ""),
            ("?after=%D9%A3.%D9%A3", ""),
            ("?after=0.1&band=common", "?band=common&after=0.1"),
        ],
    )
    def test_a_list_has_one_address(self, client, headache, asked, canonical):
        publish("Onezole", headache, frequency=figure("5%"))
        address = f"/side-effects/{headache.slug}/"

        response = client.get(f"{address}{asked}")

        assert response.status_code == 301
        assert response.headers["Location"] == f"{address}{canonical}"
        assert client.get(f"{address}{canonical}").status_code == 200

    @pytest.mark.postgresql
    @pytest.mark.parametrize(
        ("asked", "index"),
        [
            ("", "side_effect_by_figure"),
            ("serious=yes", "serious_effect_by_figure"),
            ("band=common", "side_effect_by_band"),
            ("band=common&serious=yes", "serious_effect_by_band"),
            ("band=word", "side_effect_by_band"),
        ],
    )
    def test_an_index_serves_the_order(self, client, headache, asked, index):
        """Without sorting, so that a page costs the same however many list it."""
        publish("Onezole", headache, frequency=figure("5%"), serious="yes")
        publish("Twozole", headache, frequency=WORD, serious="yes")
        address = f"/side-effects/{headache.slug}/?{asked}"
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{address}{'&' if asked else ''}after=0+a.1")
        (query,) = [one["sql"] for one in captured if '"sentence"' in one["sql"]]

        with connection.cursor() as cursor:
            for way in ("seqscan", "bitmapscan", "sort", "hashjoin", "mergejoin"):
                cursor.execute(f"SET LOCAL enable_{way} = off")
            cursor.execute(f"EXPLAIN {query}")
            plan = "\n".join(line for (line,) in cursor.fetchall())

        assert f"using {index} on" in plan, plan
        assert "Sort" not in plan
