"""One version for ever, under its number."""

import pytest

from monographs import workflow
from monographs.public.versions import no_such_version
from tests.factories import (
    edit,
    make_editor,
    make_published_drug,
    make_publisher,
    publish_now,
    submit_as,
)
from tests.public.behind import links_of, open_page, publish_again

pytestmark = pytest.mark.django_db


@pytest.fixture
def drug():
    drug = make_published_drug(slug="examplazole", title="Examplazole")
    publish_again(drug, "The second text.")
    return drug


def test_an_older_version_says_so_and_shows_its_hash(client, drug):
    page = open_page(client, "/drugs/examplazole/v/1/")

    assert "This is not the current version" in page.text
    assert "For examples that hurt." in page.text
    assert drug.revisions.get(number=1).sha256 in page.text
    assert {"/drugs/examplazole/", "/drugs/examplazole/diff/1/2/"} <= set(
        links_of(page)
    )


@pytest.mark.usefixtures("drug")
def test_only_the_current_version_is_for_search_engines(client):
    old, current = (client.get(f"/drugs/examplazole/v/{n}/") for n in (1, 2))

    assert old.headers["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in old.content.decode()
    assert "X-Robots-Tag" not in current.headers
    assert 'rel="canonical" href="/drugs/examplazole/"' in current.content.decode()


def test_a_withdrawn_version_is_gone_with_its_reason_and_its_hash(client, drug):
    workflow.withdraw(drug, by=make_publisher(), reason="The dose\n\nwas wrong.")

    for number in (1, 2):
        address = f"/drugs/examplazole/v/{number}/"
        page = open_page(client, address, status=410)
        assert f"Examplazole, version {number}: withdrawn" in page.inside("h1")
        assert page.inside("p").count("was wrong.") == 1
        assert drug.revisions.get(number=number).sha256 in page.text
        assert "Editorial review: Person" in page.text
        assert client.get(address).headers["X-Robots-Tag"] == "noindex"
        assert "The second text." not in page.text
        assert "hurt" not in page.text
        assert "/drugs/examplazole/history/" in links_of(page)


def test_a_version_that_was_withdrawn_once_says_so_for_ever(client, drug):
    publisher = make_publisher()
    workflow.withdraw(drug, by=publisher, reason="The dose was wrong.")
    workflow.reinstate(drug, by=publisher)
    publish_again(drug, "The third text.")

    withdrawn = open_page(client, "/drugs/examplazole/v/2/")
    other = open_page(client, "/drugs/examplazole/v/1/")

    assert "This version was withdrawn on" in withdrawn.text
    assert "The dose was wrong." in withdrawn.text
    assert "The second text." in withdrawn.text
    assert "was withdrawn" not in other.text


def test_a_version_that_was_never_published_has_no_address(client, drug):
    edit(drug, by=make_editor(), body="The third text.")
    waiting = submit_as(drug)

    response = client.get(f"/drugs/examplazole/v/{waiting.number}/")

    assert response.status_code == 404
    assert b"The third text." not in response.content


@pytest.mark.usefixtures("drug")
@pytest.mark.parametrize("number", ["0", "01", "-1", "9999999999", "x", "1/2"])
def test_odd_numbers_have_no_version(client, number):
    assert client.get(f"/drugs/examplazole/v/{number}/").status_code == 404


def test_an_unknown_number_leads_to_the_versions_that_there_are(
    client, drug, django_assert_num_queries
):
    publish_again(drug, "The third text.")

    with django_assert_num_queries(3):
        page = open_page(client, "/drugs/examplazole/v/7/", status=404)

    assert "Examplazole: no version 7" in page.inside("h1")
    named = [text[:9] for text in page.inside("li") if text.startswith("Version")]
    assert named == ["Version 3", "Version 2", "Version 1"]
    assert {
        "/drugs/examplazole/",
        "/drugs/examplazole/history/",
        *(f"/drugs/examplazole/v/{number}/" for number in (1, 2, 3)),
    } <= set(links_of(page))
    assert {"name": "robots", "content": "noindex"} in page.all("meta")


def test_of_many_versions_an_unknown_number_names_the_newest(
    client, drug, django_assert_num_queries, monkeypatch
):
    monkeypatch.setattr(no_such_version, "MOST_NAMED", 2)
    for number in range(3, 6):
        publish_again(drug, f"Text {number}.")

    with django_assert_num_queries(3):
        page = open_page(client, "/drugs/examplazole/v/9/", status=404)

    assert "The newest versions" in page.inside("h2")
    assert "names the earlier ones too" in page.text
    versions = {link for link in links_of(page) if "/v/" in link}
    assert versions == {f"/drugs/examplazole/v/{number}/" for number in (5, 4)}


def test_an_unknown_number_of_a_withdrawn_page_leads_to_its_history_alone(client, drug):
    workflow.withdraw(drug, by=make_publisher(), reason="The dose was wrong.")

    page = open_page(client, "/drugs/examplazole/v/7/", status=404)

    assert "This page is withdrawn" in page.text
    assert "current version" not in page.text
    assert "/drugs/examplazole/history/" in links_of(page)
    assert not any("/v/" in link for link in links_of(page))


@pytest.mark.usefixtures("drug")
def test_an_unknown_number_under_the_other_kind_leads_to_the_right_one(client):
    response = client.get("/comparisons/examplazole/v/7/")

    assert response.status_code == 301
    assert response.headers["Location"] == "/drugs/examplazole/v/7/"


@pytest.mark.usefixtures("drug")
@pytest.mark.parametrize("form", ["json", "md", "fhir.json"])
def test_programs_are_told_in_their_own_form(client, form):
    response = client.get(f"/drugs/examplazole/v/7.{form}")

    assert response.status_code == 404
    assert "text/html" not in response.headers["Content-Type"]


def test_an_old_version_takes_as_many_queries_however_many_there_are(
    client, drug, django_assert_num_queries
):
    for number in range(3, 6):
        publish_again(drug, f"Text {number}.")
    client.get("/drugs/examplazole/v/1/")

    with django_assert_num_queries(2):
        open_page(client, "/drugs/examplazole/v/2/")


def test_the_version_line_leads_to_what_changed(client, drug):
    page = open_page(client, "/drugs/examplazole/")

    assert "/drugs/examplazole/diff/1/2/" in links_of(page)
    assert "what changed since version 1" in page.text.lower()


def test_a_first_version_has_no_difference_to_lead_to(client):
    drug = make_published_drug()

    page = open_page(client, f"/drugs/{drug.slug}/")

    assert not any("/diff/" in link for link in links_of(page))


def test_after_a_version_that_nobody_saw_the_one_before_it_counts(client, drug):
    edit(drug, by=make_editor(), body="Never to be read.")
    workflow.cancel(submit_as(drug), by=make_editor(), reason="Not yet.")
    edit(drug, by=make_editor(), body="The fourth text.")
    revision = publish_now(drug)

    page = open_page(client, "/drugs/examplazole/")

    assert f"/drugs/examplazole/diff/2/{revision.number}/" in links_of(page)
