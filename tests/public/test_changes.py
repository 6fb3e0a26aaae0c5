"""What changed on the whole site."""

from datetime import datetime

import pytest
from django.utils.html import escape

from monographs import workflow
from monographs.models import PublicChange
from monographs.public.versions import changes
from monographs.public.versions.position import Moment
from tests.factories import (
    CLINICAL,
    SAFETY,
    edit,
    make_clinician,
    make_drug,
    make_editor,
    make_full_comparison,
    make_published_drug,
    make_publisher,
    make_reviewer,
    publish_now,
    sign_as,
    submit_as,
)
from tests.public.behind import links_of, open_page, publish_again

pytestmark = pytest.mark.django_db


def publish_in_one_go(titles, note="The first load."):
    editor, reviewer, clinician = make_editor(), make_reviewer(), make_clinician()
    for title in titles:
        revision = submit_as(
            make_drug(title=title, by=editor), by=editor, change_note=note
        )
        sign_as(revision, reviewer)
        sign_as(revision, clinician, CLINICAL)


def follow(client, address="/changes/"):
    """All pages of the list, one after another."""
    while address:
        page = open_page(client, address)
        yield page
        more = [link["href"] for link in page.all("a") if link.get("rel") == "next"]
        address = more and f"{address.partition('?')[0]}{more[0]}"


def test_without_a_publication_it_says_so(client):
    assert "Nothing has been published yet." in open_page(client, "/changes/").text


def test_the_newest_stands_first_and_leads_to_the_difference(client):
    drug = make_published_drug(slug="examplazole", title="Examplazole")
    publish_again(drug, "Second.", change_note="The dose was half.")
    comparison = make_full_comparison(title="Or the other", slug="or-the-other")
    publish_now(comparison)

    page = open_page(client, "/changes/")

    assert page.inside("h2") == ["Or the other", "Examplazole", "Examplazole"]
    assert "The dose was half." in page.text
    assert "What differs from version 1 of Examplazole" in page.inside("a")
    assert {
        "/drugs/examplazole/diff/1/2/",
        "/drugs/examplazole/v/1/",
        "/drugs/examplazole/v/2/",
        "/comparisons/or-the-other/v/1/",
    } <= set(links_of(page))


def test_a_safety_change_is_marked_in_words(client):
    drug = make_published_drug()
    publish_again(drug, "Stop.", change_kind=SAFETY, change_note="A recall.")

    page = open_page(client, "/changes/")

    assert "Safety change" in page.inside("span")
    assert {"class": "timeline__entry timeline__entry--safety"} in page.all("li")


def test_withdrawn_pages_lead_to_their_history_and_no_further(client):
    drug = make_published_drug(slug="examplazole")
    publish_again(drug, "Second.")
    workflow.withdraw(drug, by=make_publisher(), reason="It was wrong.")

    page = open_page(client, "/changes/")

    assert "Why: It was wrong." in page.text
    assert "/drugs/examplazole/history/" in links_of(page)
    assert not any(
        link.startswith("/drugs/examplazole/") and not link.endswith("/history/")
        for link in links_of(page)
    )


def test_pages_given_back_or_rolled_back_are_told_with_the_reason(client):
    drug = make_published_drug(slug="examplazole")
    publish_again(drug, "Second.")
    publisher = make_publisher()
    first = drug.revisions.get(number=1)
    workflow.roll_back(drug, to=first, by=publisher, reason="The second was worse.")
    workflow.withdraw(drug, by=publisher, reason="It was wrong.")
    workflow.reinstate(drug, by=publisher, reason="It was right.")

    text = open_page(client, "/changes/").text

    assert "Back again" in text
    assert "Why: It was right." in text
    assert "Earlier version shown again" in text
    assert "Why: The second was worse." in text


def test_each_entry_keeps_the_title_of_its_time(client):
    drug = make_published_drug(title="Examplazole", slug="examplazole")
    edit(drug, by=make_editor())
    drug.refresh_from_db()
    drug.title = "Examplazole acetate"
    drug.save()
    publish_now(drug)

    titles = open_page(client, "/changes/").inside("h2")

    assert titles == ["Examplazole acetate", "Examplazole"]


def test_what_was_done_in_one_go_is_one_entry(client):
    publish_in_one_go(["Aprazole", "Beprazole", "Ceprazole", "Deprazole"])

    page = open_page(client, "/changes/")
    first = PublicChange.objects.get(leader=None)

    assert page.inside("h2") == ["4 new pages"]
    assert "in one go: Aprazole, Beprazole, Ceprazole and more" in page.text
    assert "The first load." in page.text
    assert f"/changes/{first.pk}/" in links_of(page)


def test_the_list_of_one_go_names_each_page(client, monkeypatch):
    monkeypatch.setattr(changes, "PAGE_SIZE", 2)
    titles = ["Aprazole", "Beprazole", "Ceprazole", "Deprazole", "Eprazole"]
    publish_in_one_go(titles)
    first = PublicChange.objects.get(leader=None)

    pages = list(follow(client, f"/changes/{first.pk}/"))

    named = [title for page in pages for title in page.inside("li") if title in titles]
    assert named == titles
    assert len(pages) == 3
    assert "New pages of" in pages[0].inside("h1")[0]


def test_a_member_of_a_list_has_no_list_of_its_own(client):
    publish_in_one_go(["Aprazole", "Beprazole"])
    member = PublicChange.objects.exclude(leader=None).get()

    assert client.get(f"/changes/{member.pk}/").status_code == 404
    assert client.get("/changes/999999999/").status_code == 404


def test_the_list_is_read_page_by_page_and_nothing_is_left_out(client, monkeypatch):
    monkeypatch.setattr(changes, "PAGE_SIZE", 2)
    for number in range(5):
        make_published_drug(title=f"Number {number}")

    pages = list(follow(client))

    titles = [title for page in pages for title in page.inside("h2")]
    assert titles == [f"Number {number}" for number in (4, 3, 2, 1, 0)]
    assert len(pages) == 3
    assert all("Start of this list" in page.inside("a") for page in pages[1:])
    addresses = [page.all("link") for page in pages]
    assert len({str(links) for links in addresses}) == len(pages)


def test_equal_moments_are_not_skipped(client, monkeypatch):
    monkeypatch.setattr(changes, "PAGE_SIZE", 1)
    drugs = [make_published_drug(title=f"Number {n}") for n in range(2)]
    moment = PublicChange.objects.order_by("id").first().at
    for number, drug in enumerate(drugs, 2):
        PublicChange.objects.create(
            publication=drug.publication,
            revision=drug.publication.revision,
            kind="reviewed",
            at=moment,
            title=f"At once {number}",
        )

    titles = [title for page in follow(client) for title in page.inside("h2")]

    assert sorted(titles) == ["At once 2", "At once 3", "Number 0", "Number 1"]


@pytest.mark.parametrize("kind", ["new", "changed", "safety", "withdrawn"])
def test_only_one_kind_is_shown_where_one_was_chosen(client, kind):
    drug = make_published_drug()
    publish_again(drug, "Second.")
    publish_again(drug, "Third.", change_kind=SAFETY)
    workflow.withdraw(drug, by=make_publisher(), reason="It was wrong.")

    page = open_page(client, f"/changes/?kind={kind}")
    (chosen,) = [link for link in page.all("a") if "aria-current" in link]

    assert len(page.inside("h2")) == 1
    assert chosen["href"] == f"/changes/?kind={kind}"
    canonical = {"rel": "canonical", "href": f"/changes/?kind={kind}"}
    assert canonical in page.all("link")


def test_a_kind_that_never_was_is_said_to_be_none(client):
    make_published_drug()

    assert (
        "Nothing of this kind yet." in open_page(client, "/changes/?kind=safety").text
    )


def test_a_chosen_kind_is_kept_from_page_to_page(client, monkeypatch):
    monkeypatch.setattr(changes, "PAGE_SIZE", 1)
    for number in range(3):
        publish_again(make_published_drug(title=f"Number {number}"), "Second.")

    pages = list(follow(client, "/changes/?kind=changed"))

    assert [page.inside("h2") for page in pages] == [
        ["Number 2"],
        ["Number 1"],
        ["Number 0"],
    ]


@pytest.mark.parametrize(
    "query",
    [
        "after=x",
        "after=1",
        "after=-1.1",
        "after=999999999999999999.1",
        "after=0.0",
        "after=1.99999999999999999999",
        "after=%00",
        "kind=nonsense",
        "kind=new&kind=changed&after=",
    ],
)
def test_any_question_is_answered(client, query):
    make_published_drug()

    open_page(client, f"/changes/?{query}")


def test_a_place_in_the_list_is_read_back_as_it_was_written():
    moment = Moment(datetime.fromisoformat("2026-02-03T04:05:06.789012+00:00"), 7)

    assert Moment.from_text(str(moment)) == moment


def test_notes_are_text_and_never_markup(client):
    drug = make_published_drug()
    publish_again(drug, "Second.", change_note="<b>Bold</b> & more")

    html = client.get("/changes/").content.decode()

    assert escape("<b>Bold</b> & more") in html


def test_nobody_is_named(client):
    drug = make_published_drug()
    publisher = make_publisher(printed_name="Somebody Unnamed")
    workflow.withdraw(drug, by=publisher, reason="It was wrong.")

    assert "Somebody Unnamed" not in open_page(client, "/changes/").text


def test_many_changes_take_as_many_queries_as_one(client, django_assert_num_queries):
    make_published_drug()
    with django_assert_num_queries(1):
        client.get("/changes/")
    for _ in range(4):
        publish_again(make_published_drug(), "Second.")

    with django_assert_num_queries(1):
        client.get("/changes/")
