"""Which reviews are due, as readers are shown it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from monographs import workflow
from monographs.models import Publication
from monographs.public.versions import reviews
from tests.factories import (
    SAFETY,
    edit,
    make_drug,
    make_editor,
    make_published_drug,
    make_publisher,
    submit_as,
)
from tests.past_guards import update_past_the_guards
from tests.public.behind import open_page

pytestmark = pytest.mark.django_db


def published(title, *, due_in):
    """A page whose next review is due in so many days."""
    drug = make_published_drug(title=title)
    due_on = timezone.localdate() + timedelta(days=due_in)
    update_past_the_guards(
        Publication.objects.filter(monograph=drug),
        review_due_on=due_on,
        reviewed_on=due_on - timedelta(days=365),
    )
    return drug


def titles(page):
    """Of the pages in the table, below its three headings."""
    return [text.partition(" (")[0] for text in page.inside("th")[3:]]


def counts(page):
    return {
        label: int(number)
        for number, label in (
            text.split(" ", 1)
            for text in page.inside("a")
            if re.match(r"\d+ [A-Z]", text)
        )
    }


@pytest.fixture
def pages():
    for title, days in [
        ("Long past", -400),
        ("Yesterday", -1),
        ("Today", 0),
        ("In 90 days", 90),
        ("In 91 days", 91),
        ("Next year", 300),
    ]:
        published(title, due_in=days)


def test_without_a_publication_it_says_so(client):
    assert "No page has been published yet." in open_page(client, "/reviews/").text


@pytest.mark.usefixtures("pages")
def test_each_page_stands_in_one_list_by_the_day_of_its_review(client):
    lists = {
        name: titles(open_page(client, f"/reviews/?list={name}"))
        for name in reviews.LABELS
    }

    assert lists == {
        "overdue": ["Long past", "Yesterday"],
        "due": ["Today", "In 90 days"],
        "approved": ["In 91 days", "Next year"],
        "unreviewed": [],
    }


@pytest.mark.usefixtures("pages")
def test_each_list_is_counted_and_the_overdue_ones_are_shown(client):
    page = open_page(client, "/reviews/")

    assert counts(page) == {
        "Overdue": 2,
        "Due in 90 days": 2,
        "Approved, not due yet": 2,
        "Not reviewed as a whole yet": 0,
    }
    assert titles(page) == ["Long past", "Yesterday"]
    assert "All pages of this site are overdue" not in page.text


def test_if_all_are_overdue_it_is_said_at_the_top(client):
    published("Long past", due_in=-400)
    published("Yesterday", due_in=-1)

    page = open_page(client, "/reviews/")

    assert "All pages of this site are overdue for review." in page.text


def test_withdrawn_pages_are_in_no_list(client):
    drug = published("Long past", due_in=-400)
    workflow.withdraw(drug, by=make_publisher(), reason="It was wrong.")

    assert "Long past" not in open_page(client, "/reviews/").text


def test_a_page_that_an_emergency_published_says_so(client):
    drug = make_drug(title="Urgent")
    workflow.bypass(
        submit_as(drug, change_kind=SAFETY), by=make_publisher(), reason="Now."
    )
    older = published("Yesterday", due_in=-1)
    edit(older, by=make_editor(), body="Stop.")
    workflow.bypass(
        submit_as(older, change_kind=SAFETY), by=make_publisher(), reason="Now."
    )

    unreviewed = open_page(client, "/reviews/?list=unreviewed")
    overdue = open_page(client, "/reviews/")

    assert titles(unreviewed) == ["Urgent"]
    assert "not set" in unreviewed.inside("td")
    assert "signatures of an emergency publication are missing" in unreviewed.text
    assert "signatures of an emergency publication are missing" in overdue.text


@pytest.mark.parametrize("due_in", [-1, 30, 200])
def test_a_list_is_read_page_by_page_and_nothing_is_left_out(
    client, monkeypatch, due_in
):
    monkeypatch.setattr(reviews, "PAGE_SIZE", 2)
    # Two of them on the same day.
    for number, days in enumerate([0, 1, 1, 2, 3]):
        published(f"Number {'abcde'[number]}", due_in=due_in - days)
    name = {-1: "overdue", 30: "due", 200: "approved"}[due_in]

    seen, address = [], f"/reviews/?list={name}"
    while address:
        page = open_page(client, address)
        seen += titles(page)
        more = [link["href"] for link in page.all("a") if link.get("rel") == "next"]
        address = more and f"/reviews/{more[0]}"

    assert seen == [f"Number {letter}" for letter in "edbca"]
    assert "Start of this list" in page.inside("a")


def test_what_has_no_day_is_read_page_by_page_too(client, monkeypatch):
    monkeypatch.setattr(reviews, "PAGE_SIZE", 1)
    for letter in "abc":
        published(f"Number {letter}", due_in=1)
    update_past_the_guards(
        Publication.objects.all(), review_due_on=None, reviewed_on=None
    )

    seen, address = [], "/reviews/?list=unreviewed"
    while address:
        page = open_page(client, address)
        seen += titles(page)
        more = [link["href"] for link in page.all("a") if link.get("rel") == "next"]
        address = more and f"/reviews/{more[0]}"

    assert seen == ["Number a", "Number b", "Number c"]


@pytest.mark.parametrize(
    "query",
    [
        "list=nonsense",
        "after=x",
        "after=2026-02-30.1",
        "after=2026-01-01.-1",
        "after=9999-12-31.999999999999999999",
        "after=0001-01-01.1&list=due",
        "list=due&after=%00",
    ],
)
def test_any_question_is_answered(client, query):
    published("Yesterday", due_in=-1)

    open_page(client, f"/reviews/?{query}")


def test_many_pages_take_as_many_queries_as_one(client, django_assert_num_queries):
    published("Yesterday", due_in=-1)
    with django_assert_num_queries(2):
        client.get("/reviews/")
    for number in range(5):
        published(f"Number {number}", due_in=-number)

    with django_assert_num_queries(2):
        client.get("/reviews/")


@pytest.mark.usefixtures("pages")
def test_each_list_has_one_address(client):
    page = open_page(client, "/reviews/?list=overdue")
    other = open_page(client, "/reviews/?list=due")

    assert {"rel": "canonical", "href": "/reviews/"} in page.all("link")
    assert {"rel": "canonical", "href": "/reviews/?list=due"} in other.all("link")
