"""The page of search results, and what is suggested while somebody types."""

import pytest

from monographs import workflow
from monographs.models import FAQ
from tests.factories import (
    make_drug,
    make_editor,
    make_effect,
    make_full_comparison,
    make_name,
    make_published_drug,
    make_publisher,
    make_section,
    make_side_effect,
    publish_now,
)
from tests.public.markup import assert_well_made

pytestmark = pytest.mark.django_db


@pytest.fixture
def drug():
    drug = make_drug(title="Examplazole", slug="examplazole")
    make_name(drug, "Brandol")
    make_section(
        drug, kind="precautions", body="Grapefruit <u>makes</u> it *stronger*."
    )
    FAQ.objects.create(monograph=drug, question="May I fly?", answer="Wear wings.")
    make_side_effect(drug, make_effect("Headache"))
    publish_now(drug)
    return drug


def page_of(client, **parameters):
    response = client.get("/search/", parameters, follow=True)
    assert response.status_code == 200
    return assert_well_made(response.content.decode())


def links(page):
    return [link["href"] for link in page.all("a")]


def test_an_empty_search_shows_the_form(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = page_of(client)

    assert [field["name"] for field in page.all("input")] == ["q"]


def test_a_name_leads_to_its_page(client, drug):
    page = page_of(client, q="brandol")

    assert "/drugs/examplazole/" in links(page)
    assert "Brand name: Brandol" in page.text


def test_a_text_leads_to_its_place_with_the_words_marked(client, drug):
    page = page_of(client, q="stronger grapefruit")

    assert "/drugs/examplazole/#precautions" in links(page)
    assert len(page.all("mark")) == 2
    assert "<u>makes</u>" in page.text
    assert not page.all("u")


def test_a_question_leads_to_its_answer(client, drug):
    assert "/drugs/examplazole/#faq-1" in links(page_of(client, q="fly"))


def test_every_place_that_is_found_is_on_the_page(client, drug):
    target = assert_well_made(client.get("/drugs/examplazole/").content.decode())

    found = [
        link.partition("#")[2]
        for query in ("examplazole", "grapefruit", "fly", "headache")
        for link in links(page_of(client, q=query))
        if link.startswith("/drugs/examplazole/#")
    ]

    assert {"precautions", "faq-1", "side-effects"} <= set(found)
    assert set(found) <= set(target.ids)


def test_a_slip_is_an_offer_and_no_redirect(client, drug):
    response = client.get("/search/?q=exampelazole")

    page = assert_well_made(response.content.decode())
    assert response.status_code == 200
    assert "/search/?q=Examplazole" in links(page)
    assert "/drugs/examplazole/" not in links(page)


def test_a_name_that_looks_alike_is_warned_of(client, drug):
    make_published_drug(title="Examplamole", slug="examplamole")

    page = page_of(client, q="examplazole")

    assert "Names that look alike" in page.text
    assert "/drugs/examplamole/" in links(page)


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("?kind=drug&q=a", "/search/?q=a&kind=drug"),
        ("?q=a&q=b", "/search/?q=b"),
        ("?q=a&kind=", "/search/?q=a"),
        ("?q=a&kind=nothing", "/search/?q=a"),
        ("?after=20&q=a", "/search/?q=a&after=20"),
        ("?q=a&after=-1", "/search/?q=a"),
        ("?q=a&after=²", "/search/?q=a"),
        ("?q=", "/search/"),
        ("?x=1", "/search/"),
    ],
)
def test_a_search_has_one_address(client, asked, canonical):
    response = client.get(f"/search/{asked}")

    assert response.status_code == 301
    assert response.headers["Location"] == canonical
    assert client.get(canonical).status_code == 200


def test_results_go_on_on_further_pages(client):
    for number in range(21):
        make_published_drug(title=f"Manyzole {number:02}", slug=f"manyzole-{number:02}")

    first, second = (
        page_of(client, q="manyzole"),
        page_of(client, q="manyzole", after=20),
    )

    assert "/search/?q=manyzole&after=20" in links(first)
    assert "/drugs/manyzole-19/" in links(first)
    assert "/drugs/manyzole-20/" in links(second)
    assert "/drugs/manyzole-19/" not in links(second)


def test_a_kind_of_results_has_its_count_and_pages_of_its_own(client):
    for number in range(21):
        drug = make_drug(title=f"Manyzole {number:02}", slug=f"manyzole-{number:02}")
        FAQ.objects.create(monograph=drug, question="May I fly?", answer="Wear wings.")
        publish_now(drug)

    everything, questions = (
        page_of(client, q="fly"),
        page_of(client, q="fly", kind="question"),
    )
    further = page_of(client, q="fly", kind="question", after=20)

    assert "All pages (21)" in everything.text
    assert "21 pages for “fly”" in everything.text
    assert "Single questions (21)" in everything.text
    assert "/search/?q=fly&kind=question" in links(everything)
    assert "21 questions for “fly”" in questions.text
    assert "/search/?q=fly&kind=question&after=20" in links(questions)
    found = [link for link in links(further) if link.endswith("#faq-1")]
    assert len(found) == 1
    assert found[0] not in links(questions)


def test_a_text_without_a_heading_is_named_as_on_its_page(client):
    article = make_full_comparison(title="One or other", slug="one-or-other")
    make_section(article, kind="other", heading="", body="Keep it in a fridge.")
    publish_now(article)

    text = page_of(client, q="fridge").text

    assert "More information" in text
    assert "Other" not in text.replace("One or other", "")
    assert (
        "More information" in client.get("/comparisons/one-or-other/").content.decode()
    )


@pytest.mark.parametrize("query", ["a" * 300, "the of", "\0", "<script>", "?!", "%s"])
def test_any_query_is_answered(client, drug, query):
    page = page_of(client, q=query)

    assert not any("src" not in script for script in page.all("script"))


def test_words_of_every_text_are_looked_for_in_names_alone(client, drug):
    nothing = page_of(client, q="the")
    make_published_drug(title="The Example", slug="the-example")
    something = page_of(client, q="the")

    assert "Words like these stand on every page." in nothing.text
    assert "Only names were looked through" in something.text
    assert "/drugs/the-example/" in links(something)


def test_nothing_found_says_what_that_does_not_mean(client, drug):
    assert "does not mean that a medicine is safe" in page_of(client, q="xyzzy").text


def test_results_are_not_for_other_search_engines(client, drug):
    robots = page_of(client, q="examplazole").all("meta")

    assert {"name": "robots", "content": "noindex"} in robots


@pytest.mark.parametrize("query", ["examplazole", "exampelazole", "grapefruit", "e"])
def test_a_page_costs_two_queries_at_most(
    client, drug, query, django_assert_max_num_queries
):
    with django_assert_max_num_queries(2):
        client.get("/search/", {"q": query})


def test_nothing_that_a_withdrawn_page_said_is_found(client, drug):
    workflow.withdraw(drug, by=make_publisher(), reason="Wrong.")

    for query in ("brandol", "grapefruit", "headache", "exampelazole", "may i fly"):
        assert "/drugs/examplazole/" not in "".join(links(page_of(client, q=query)))
        assert client.get("/search/suggest", {"q": query}).json() == {"suggestions": []}


@pytest.mark.parametrize("query", ["examplazole", "EXAMPLAZOLE", "exampla", "exa"])
def test_the_name_of_a_withdrawn_page_leads_to_why_it_is_gone(client, drug, query):
    workflow.withdraw(drug, by=make_publisher(), reason="Wrong.")
    make_published_drug(title="Examplidole", slug="examplidole")

    page = page_of(client, q=query)
    suggested = client.get("/search/suggest", {"q": query}).json()["suggestions"]

    assert "Withdrawn: Examplazole – the page says why." in page.text
    assert "Only published pages can be found" not in page.text
    assert "/drugs/examplazole/" in links(page)
    assert {
        "text": "Examplazole",
        "detail": "withdrawn: the page says why",
        "url": "/drugs/examplazole/",
    } in suggested
    # A name that is near is no answer to one that is known.
    assert "Did you mean" not in page.text


def test_a_withdrawn_page_stands_before_names_that_are_near(client, drug):
    workflow.withdraw(drug, by=make_publisher(), reason="Wrong.")
    make_published_drug(title="Examplozol", slug="examplozol")

    page = page_of(client, q="examplazol")
    first, *others = client.get("/search/suggest?q=examplazol").json()["suggestions"]

    assert page.text.index("Withdrawn: Examplazole") < page.text.index("Did you mean")
    assert first["url"] == "/drugs/examplazole/"
    assert [other["detail"] for other in others] == ["Did you mean this?"]


@pytest.mark.parametrize(
    ("title", "query"),
    [
        ("Co-examplazole 5% (test_x)", "co-examplazole 5%"),
        ("Examplazole forte, in drops", "co examplazole"),
        ("Élixir", "elixir"),
        ("It", "it"),
    ],
)
def test_a_withdrawn_page_is_found_by_title_and_address(client, title, query):
    drug = make_published_drug(title=title, slug="co-examplazole")
    workflow.withdraw(drug, by=make_publisher(), reason="Wrong.")

    assert f"Withdrawn: {title}" in page_of(client, q=query).text


@pytest.mark.parametrize("query", ["e", "ex", "%", "e%", "xamplazole", "ex_mplazole"])
def test_a_withdrawn_page_is_not_told_of_to_who_named_another(client, drug, query):
    workflow.withdraw(drug, by=make_publisher(), reason="Wrong.")

    assert "Withdrawn" not in page_of(client, q=query).text
    assert client.get("/search/suggest", {"q": query}).json() == {"suggestions": []}


def test_a_withdrawn_page_is_found_beside_live_ones_without_another_query(
    client, drug, django_assert_max_num_queries
):
    workflow.withdraw(drug, by=make_publisher(), reason="Wrong.")
    make_published_drug(title="Examplazole sodium", slug="examplazole-sodium")

    with django_assert_max_num_queries(2):
        page = page_of(client, q="examplazole")
    with django_assert_max_num_queries(1):
        suggested = client.get("/search/suggest?q=examplazole").json()["suggestions"]

    assert {"/drugs/examplazole/", "/drugs/examplazole-sodium/"} <= set(links(page))
    assert [one["url"] for one in suggested] == [
        "/drugs/examplazole/",
        "/drugs/examplazole-sodium/",
    ]


def test_a_word_that_a_new_version_lacks_is_found_no_more(client, drug):
    drug = workflow.touch(drug, by=make_editor())
    drug.sections.filter(kind="precautions").delete()
    publish_now(drug)

    assert "/drugs/examplazole/" not in "".join(links(page_of(client, q="grapefruit")))


def test_suggestions_lead_to_pages(client, drug, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/search/suggest?q=bra")

    assert response.json() == {
        "suggestions": [
            {
                "text": "Brandol",
                "detail": "brand name of Examplazole",
                "url": "/drugs/examplazole/",
            }
        ]
    }
    assert response.headers["Cache-Control"] == "public, max-age=60"


def test_a_slip_is_suggested_as_an_offer(client, drug):
    (offer,) = client.get("/search/suggest?q=exampelazole").json()["suggestions"]

    assert offer["url"] == "/search/?q=Examplazole"
    assert offer["detail"] == "Did you mean this?"


def test_a_mistyped_address_asks_once_what_was_meant(client, drug):
    response = client.get("/drugs/exampelazole/")

    page = assert_well_made(response.content.decode())
    assert response.status_code == 404
    assert page.text.count("Did you mean") == 1
    assert "/search/?q=Examplazole" in [link["href"] for link in page.all("a")]


def test_every_page_has_the_search_box_once(client, drug):
    for address in ("/", "/drugs/", "/drugs/examplazole/", "/search/", "/nowhere/"):
        page = assert_well_made(client.get(address).content.decode())
        boxes = [form for form in page.all("form") if form.get("role") == "search"]
        assert len(boxes) == 1, address
