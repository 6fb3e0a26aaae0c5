"""Drugs side by side: which can be chosen, what stands in the table, what it costs."""

import re

import pytest

from monographs import workflow
from monographs.frequency import read
from monographs.models import Revision
from monographs.public import lookup
from monographs.public.sealed import AlteredContent
from tests.factories import (
    edit,
    make_drug,
    make_editor,
    make_effect,
    make_full_comparison,
    make_name,
    make_publisher,
    make_section,
    make_side_effect,
    publish_now,
)
from tests.past_guards import drop_guards_of
from tests.public.markup import assert_well_made

pytestmark = pytest.mark.django_db


def publish(title, *, effects=(), sections=(), names=()):
    drug = make_drug(title=title, slug=title.casefold())
    for name in names:
        make_name(drug, name)
    for place, (kind, body) in enumerate(sections, 1):
        make_section(drug, kind=kind, body=body, position=place)
    for place, (effect, phrase, *serious) in enumerate(effects):
        make_side_effect(
            drug,
            effect,
            frequency=read(phrase).frequency,
            serious="yes" if serious else "not_stated",
            position=place,
        )
    publish_now(drug)
    return drug


def page_at(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, response.headers.get("Location")
    return assert_well_made(response.content.decode())


def links(page):
    return [link["href"] for link in page.all("a")]


def canonical(page):
    return next(one["href"] for one in page.all("link") if one["rel"] == "canonical")


@pytest.fixture
def headache():
    return make_effect("Headache")


@pytest.fixture
def two(headache):
    nausea = make_effect("Nausea")
    return (
        publish(
            "Examplazole",
            effects=[(headache, "1-10%"), (nausea, "> 10%")],
            sections=[("dosage", "One a day.")],
            names=["Brandol"],
        ),
        publish(
            "Samplidone",
            effects=[(headache, "0.1-1%", "serious")],
            sections=[("precautions", "Not with grapefruit.")],
        ),
    )


BOTH = "/compare/?d=examplazole&d=samplidone"


class TestThePage:
    def test_two_drugs_stand_side_by_side(self, client, two):
        page = page_at(client, BOTH)

        assert "Examplazole and Samplidone compared" in page.text
        assert "One a day." in page.text
        assert "Its page has no such section." in page.text
        assert "Not with grapefruit." in page.text
        assert canonical(page) == BOTH

    def test_figures_share_one_denominator(self, client, two):
        page = page_at(client, BOTH)

        assert "How many of 1,000 people" in page.text
        assert "10 to 100 in 1,000" in page.text
        assert "more than 100 in 1,000" in page.text
        assert "1 to 10 in 1,000" in page.text
        assert "not listed" in page.text
        assert "serious" in page.text
        assert "%" not in page.text

    def test_it_is_found_with_three_queries_and_kept(
        self, client, two, django_assert_num_queries
    ):
        """The pages, articles about them, and whether effects were merged since."""
        client.get(BOTH)  # prepares the query

        with django_assert_num_queries(3):
            first = client.get(BOTH)
        with django_assert_num_queries(3):
            again = client.get(BOTH, headers={"if-none-match": first.headers["ETag"]})

        assert again.status_code == 304
        assert first.headers["Cache-Control"] == "public, max-age=60"
        assert first.headers["X-Robots-Tag"] == "noindex"
        assert "Last-Modified" in first.headers
        assert not first.cookies

    def test_many_drugs_and_effects_cost_as_much(
        self, client, headache, django_assert_num_queries
    ):
        for number in range(4):
            effects = [(make_effect(), "5%") for _ in range(20)]
            publish(f"Manyzole-{number}", effects=[(headache, "5%"), *effects])
        address = "/compare/?" + "&".join(f"d=manyzole-{n}" for n in range(4))

        with django_assert_num_queries(4):
            page = page_at(client, address)

        assert "Listed by some only (80)" in page.text
        assert "Listed by all, said alike (1)" in page.text

    def test_remembered_pages_get_their_contents_in_one_query(
        self, client, two, settings, django_assert_num_queries
    ):
        settings.LOOKUP_SECONDS = 3
        for drug in two:
            client.get(f"/drugs/{drug.slug}/")

        with django_assert_num_queries(4):
            page = page_at(client, BOTH)
        with django_assert_num_queries(0):
            client.get(BOTH)

        assert "One a day." in page.text

    def test_an_article_about_some_of_them_is_linked(self, client, two, headache):
        publish("Testolol", effects=[(headache, "5%")])
        first = page_at(client, f"{BOTH}&d=testolol")
        publish_now(make_full_comparison(slug="or", title="Examplazole or Samplidone?"))
        about_one = make_full_comparison(slug="kin", title="Testolol and its kin")
        for subject, name in zip(about_one.subjects.all(), "AB", strict=True):
            subject.name = name
            subject.save()
        publish_now(about_one)

        page = page_at(client, f"{BOTH}&d=testolol")

        assert "An article that compares" not in first.text
        assert "compares two or more of them: Examplazole or Samplidone?" in page.text
        assert "/comparisons/or/" in links(page)
        assert "/comparisons/kin/" not in links(page)

    def test_an_article_is_known_by_the_columns_of_its_table(self, client, headache):
        article = make_full_comparison(slug="for-reflux", title="Drugs for reflux")
        for name in article.subjects.values_list("name", flat=True):
            publish(name, effects=[(headache, "5%")])
        publish_now(article)

        page = page_at(client, BOTH)

        assert "compares two or more of them: Drugs for reflux" in page.text

    def test_effects_that_were_merged_stand_in_one_row_at_once(self, client, headache):
        head_pain = make_effect("Head pain")
        publish("Examplazole", effects=[(headache, "5%")])
        publish("Samplidone", effects=[(head_pain, "5%")])
        assert "Listed by one only (2)" in page_at(client, BOTH).text

        workflow.merge_effects(head_pain, headache, by=make_publisher())

        assert "said alike (1)" in page_at(client, BOTH).text

    def test_a_new_version_of_either_changes_the_page(self, client, two):
        before = client.get(BOTH)
        edit(two[1], by=make_editor(), body="Take it with water.")
        publish_now(two[1])

        after = client.get(BOTH, headers={"if-none-match": before.headers["ETag"]})

        assert after.status_code == 200
        assert b"Take it with water." in after.content

    def test_a_safety_notice_of_either_is_shown(self, client, two):
        workflow.post_notice(
            two[0], by=make_publisher(), severity="danger", text="Do not take it."
        )

        assert "Do not take it." in page_at(client, BOTH).text

    def test_a_draft_is_never_shown(self, client, two):
        edit(two[0], by=make_editor(), body="Unsigned words.")

        assert "Unsigned words." not in page_at(client, BOTH).text

    def test_content_that_was_altered_is_not_shown(self, client, two):
        drop_guards_of("monographs_revision")
        revision = Revision.objects.get(monograph=two[0])
        altered = revision.content.replace("One a day", "Ten a day")
        Revision.objects.filter(pk=revision.pk).update(content=altered)

        with pytest.raises(AlteredContent):
            client.get(BOTH)

    def test_headings_in_the_texts_stay_below_the_drugs_name(self, client, headache):
        publish("Examplazole", sections=[("dosage", "# High\n\ntext\n\n## Low")])
        publish("Samplidone", sections=[("dosage", "a"), ("dosage", "### b\n\nc")])

        page_at(client, BOTH)

    def test_the_same_words_mean_the_same_whoever_asks(self, client, two):
        anonymous = client.get(BOTH).content
        client.force_login(make_editor())

        assert client.get(BOTH).content == anonymous


class TestTheAddress:
    @pytest.mark.parametrize(
        ("asked", "canonical"),
        [
            ("?d=samplidone&d=examplazole", BOTH),
            ("?d=Examplazole&d=SAMPLIDONE", BOTH),
            ("?d=examplazole&d=samplidone&d=examplazole", BOTH),
            ("?d=examplazole&d=&d=samplidone", BOTH),
            ("?d=examplazole&d=samplidone&x=1", BOTH),
            ("?order=name&d=examplazole&d=samplidone", f"{BOTH}&order=name"),
            ("?d=examplazole&d=samplidone&order=best", BOTH),
            ("?d=examplazole&d=samplidone&add=", BOTH),
            ("?d=examplazole&d=examplazole", "/compare/?d=examplazole"),
            ("?d=", "/compare/"),
            ("?x=1", "/compare/"),
        ],
    )
    def test_parameters_have_one_order(self, client, two, asked, canonical):
        response = client.get(f"/compare/{asked}")

        assert response.status_code == 301
        assert response.headers["Location"] == canonical
        assert client.get(canonical).status_code == 200

    @pytest.mark.parametrize(
        "value", ["\0", "İ", "ß", "x" * 400, " a  b ", "é/../", "%", "🙂", "a b" * 200]
    )
    def test_odd_values_never_lead_in_a_circle(self, client, value):
        response = client.get("/compare/", {"d": value})
        if response.status_code == 301:
            response = client.get(response.headers["Location"])

        assert response.status_code in {200, 404}

    def test_a_former_slug_becomes_the_present_one(self, client, two):
        drug = workflow.touch(two[0], by=make_editor())
        drug.slug = "zexamplazole"
        drug.save()
        publish_now(drug)

        response = client.get(BOTH)

        assert response.status_code == 301
        assert response.headers["Location"] == ("/compare/?d=samplidone&d=zexamplazole")

    def test_titles_differ_with_what_is_shown(self, client, two):
        titles = {
            re.search("<title>(.*)</title>", client.get(address).content.decode())[1]
            for address in (
                "/compare/",
                "/compare/?d=examplazole",
                BOTH,
                f"{BOTH}&order=name",
                f"{BOTH}&order=shared",
            )
        }

        assert len(titles) == 5

    def test_only_the_empty_page_is_for_search_engines(self, client, two):
        assert "X-Robots-Tag" not in client.get("/compare/").headers
        for query in ("?d=examplazole", "?d=nowherol", "?add=x"):
            response = client.get(f"/compare/{query}")
            assert response.headers["X-Robots-Tag"] == "noindex"


class TestWhatIsChosen:
    def test_nothing_yet(self, client, django_assert_num_queries):
        with django_assert_num_queries(0):
            page = page_at(client, "/compare/")

        assert "Choose two to four drugs" in page.text
        assert canonical(page) == "/compare/"

    def test_one_drug_asks_for_another(self, client, two):
        page = page_at(client, "/compare/?d=examplazole")

        assert "Add one more drug" in page.text
        assert not page.all("table")
        assert "/compare/" in links(page)  # without it

    def test_of_five_the_first_four_are_shown(self, client):
        for number in range(5):
            publish(f"Manyzole-{number}")
        query = "&".join(f"d=manyzole-{number}" for number in (4, 3, 2, 1, 0))

        page = page_at(client, f"/compare/?{query}")

        assert "Only four drugs fit side by side" in page.text
        assert "Left out: manyzole 0." in page.text
        assert "Manyzole-1, Manyzole-2, Manyzole-3 and Manyzole-4" in page.text
        assert canonical(page) == "/compare/?" + "&".join(
            f"d=manyzole-{number}" for number in (1, 2, 3, 4)
        )
        assert not any(field.get("name") == "add" for field in page.all("input"))
        # Removing one lets the fifth in.
        assert "/compare/?" + "&".join(
            f"d=manyzole-{number}" for number in (0, 1, 2, 3)
        ) in links(page)

    def test_an_unknown_one_is_said_with_names_that_are_near(self, client, two):
        page = page_at(client, "/compare/?d=exampelazole&d=samplidone")

        assert "There is no page about a drug called “exampelazole”." in page.text
        assert "/compare/?d=samplidone&add=Examplazole" in links(page)
        assert "/compare/?d=samplidone" in links(page)
        assert "Samplidone" in page.text

    def test_a_brand_as_slug_offers_its_drug(self, client, two):
        page = page_at(client, "/compare/?d=brandol&d=samplidone")

        assert BOTH in links(page)

    def test_nothing_but_unknown_ones_is_not_found(self, client, two):
        page_at(client, "/compare/?d=nowherol", status=404)

    def test_unknown_ones_cost_the_same_each(
        self, client, two, django_assert_max_num_queries
    ):
        with django_assert_max_num_queries(10):
            page_at(client, "/compare/?d=aabol&d=bebol&d=cibol&d=dobol", status=404)

    def test_a_withdrawn_one_is_said_with_the_way_to_its_reason(self, client, two):
        workflow.withdraw(two[0], by=make_publisher(), reason="The source was wrong.")

        page = page_at(client, BOTH)

        assert "The page about Examplazole was withdrawn on" in page.text
        assert "/drugs/examplazole/" in links(page)
        assert "One a day." not in page.text
        assert canonical(page) == "/compare/?d=samplidone"

    def test_an_article_is_no_drug(self, client, two):
        publish_now(make_full_comparison(slug="one-or-other", title="One or other"))

        page = page_at(client, "/compare/?d=examplazole&d=one-or-other")

        assert "“One or other” is no drug" in page.text
        assert "/comparisons/one-or-other/" in links(page)


class TestAddingByName:
    def test_an_exact_name_adds_its_drug(self, client, two):
        for name in ("Examplazole", " examplazole ", "BRANDOL"):
            response = client.get("/compare/", {"d": "samplidone", "add": name})

            assert response.status_code == 302
            assert response.headers["Location"] == BOTH

    def test_a_name_that_is_only_like_one_is_an_offer(self, client, two):
        page = page_at(client, "/compare/?d=samplidone&add=exampl")

        assert "Nothing was added" in page.text
        assert BOTH in links(page)

    def test_a_mistyped_name_is_an_offer(self, client, two):
        page = page_at(client, "/compare/?d=samplidone&add=exampelazole")

        assert "/compare/?d=samplidone&add=Examplazole" in links(page)

    def test_a_brand_of_two_drugs_offers_both(self, client):
        publish("Examplazole", names=["Brandol"])
        publish("Samplidone", names=["Brandol"])

        page = page_at(client, "/compare/?add=brandol")

        assert {"/compare/?d=examplazole", "/compare/?d=samplidone"} <= set(links(page))

    def test_nothing_called_so(self, client, two, headache):
        for name in ("Nowherol", "Headache", "x" * 300, "the of", "--"):
            page = page_at(client, f"/compare/?d=examplazole&add={name}")

            assert "Nothing was added: no published drug is called" in page.text
            assert not any("/effect" in link for link in links(page))

    def test_one_that_is_there_already(self, client, two):
        page = page_at(client, "/compare/?d=examplazole&add=brandol")

        assert "“brandol” is among these drugs already." in page.text

    def test_a_fifth_is_refused(self, client):
        for number in range(5):
            publish(f"Manyzole-{number}")
        query = "&".join(f"d=manyzole-{number}" for number in range(4))

        page = page_at(client, f"/compare/?{query}&add=Manyzole-4")

        assert "four drugs are the most" in page.text

    def test_the_form_keeps_what_was_chosen(self, client, two):
        page = page_at(client, f"{BOTH}&order=name")

        kept = [
            (one["name"], one["value"])
            for one in page.all("input")
            if one["type"] == "hidden"
        ]
        assert kept == [("d", "examplazole"), ("d", "samplidone"), ("order", "name")]


def test_only_a_drugs_live_page_leads_to_its_comparison(client, two):
    edit(two[0], by=make_editor(), body="Newer words.")
    publish_now(two[0])
    publish_now(make_full_comparison(slug="one-or-other"))

    assert "/compare/?d=examplazole" in links(page_at(client, "/drugs/examplazole/"))
    for other in ("/drugs/examplazole/v/1/", "/comparisons/one-or-other/"):
        assert not any("?d=" in link for link in links(page_at(client, other)))


def test_several_pages_are_found_at_once(two, django_assert_num_queries):
    lookup.live_pages(["examplazole"])

    with django_assert_num_queries(1):
        found = lookup.live_pages(["examplazole", "nowhere", "samplidone"])

    assert set(found) == {"examplazole", "samplidone"}
    assert found["examplazole"].seed == lookup.live_page("examplazole").seed
    assert lookup.live_pages([]) == {}
