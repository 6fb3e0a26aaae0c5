"""Who else has a monograph open."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from monographs.models import Event, Presence
from tests.desk.pages import change_url
from tests.factories import (
    make_comparison,
    make_drug,
    make_editor,
    make_reviewer,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def drug(editor):
    return make_drug(by=editor)


@pytest.fixture
def second(log_in):
    """Another editor's desk."""
    return log_in(make_editor(printed_name="Otto Ther"))


def presence_url(monograph):
    return reverse(f"admin:monographs_{monograph.kind}_presence", args=[monograph.pk])


def beside(client, monograph):
    answer = client.post(presence_url(monograph))
    assert answer.status_code == 200
    return [person["sentence"] for person in answer.json()["people"]]


def test_opening_the_page_shows_who_has_it_open(desk, second, drug, later):
    desk.get(change_url(drug))
    with later(minutes=2, seconds=10):
        Presence.objects.update(seen_at=timezone.now())

        page = second.get(change_url(drug)).content.decode()

    assert "Edith Or has this page open, since 2\xa0minutes." in page


def test_nobody_is_told_of_themselves(desk, drug):
    desk.get(change_url(drug))

    page = desk.get(change_url(drug)).content.decode()

    assert "Edith Or has" not in page
    assert beside(desk, drug) == []


def test_whoever_says_so_every_few_seconds_stays(desk, second, drug, later):
    desk.get(change_url(drug))
    for seconds in range(12, 100, 12):
        with later(seconds=seconds):
            beside(desk, drug)
    with later(seconds=100):
        people = beside(second, drug)

    assert people == ["Edith Or has this page open, since 1\xa0minute."]


def test_whoever_was_not_heard_of_for_30_seconds_is_gone(desk, second, drug, later):
    desk.get(change_url(drug))

    with later(seconds=29):
        present = beside(second, drug)
    with later(seconds=31):
        absent = beside(second, drug)

    assert present == ["Edith Or has this page open, since less than a minute."]
    assert absent == []


def test_who_comes_back_has_opened_the_page_anew(desk, second, drug, later):
    desk.get(change_url(drug))
    with later(minutes=10):
        desk.get(change_url(drug))

        people = beside(second, drug)

    assert people == ["Edith Or has this page open, since less than a minute."]


def test_another_monograph_is_another_page(desk, second, drug, editor):
    desk.get(change_url(make_comparison(by=editor)))

    assert beside(second, drug) == []


def test_who_may_only_look_is_said_to_read(desk, log_in, drug):
    reader = log_in(make_reviewer(printed_name="Ruth Reader"))
    desk.get(change_url(drug))

    page = reader.get(change_url(drug)).content.decode()

    assert "Edith Or has this page open" in page
    assert beside(desk, drug) == [
        "Ruth Reader is reading this page, since less than a minute."
    ]


def test_a_person_and_a_page_have_one_row(desk, second, drug):
    for client in (desk, second, desk):
        client.get(change_url(drug))
        beside(client, drug)

    assert Presence.objects.count() == 2


def test_rows_older_than_a_day_are_thrown_away(desk, second, drug, editor):
    other = make_drug(by=editor)
    second.get(change_url(other))
    Presence.objects.update(seen_at=timezone.now() - timedelta(days=1))

    desk.get(change_url(drug))

    assert [row.person for row in Presence.objects.all()] == [editor]


def test_presence_is_no_event_and_no_change(desk, drug):
    events, version = Event.objects.count(), drug.edit_version

    beside(desk, drug)

    drug.refresh_from_db()
    assert (Event.objects.count(), drug.edit_version) == (events, version)


def test_names_are_told_to_nobody_without_the_right(desk, log_in, drug):
    desk.get(change_url(drug))
    stranger = log_in(make_user())

    answer = stranger.post(presence_url(drug))

    assert answer.status_code == 403
    assert "Edith Or" not in answer.content.decode()
    assert Presence.objects.count() == 1


def test_without_a_login_there_is_only_the_login_page(drug):
    answer = Client().post(presence_url(drug))

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("admin:login"))
    assert not Presence.objects.exists()


def test_the_endpoint_asks_for_a_token_and_for_a_post(editor, drug):
    editor.is_staff = True
    editor.save()
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)

    assert client.post(presence_url(drug)).status_code == 403
    assert client.get(presence_url(drug)).status_code == 405
    assert not Presence.objects.exists()


@pytest.mark.parametrize("place", ["0", "x", "9" * 30, "٣"])
def test_a_page_that_there_is_not_is_not_found(desk, place):
    url = reverse("admin:monographs_drug_presence", args=[place])

    assert desk.post(url).status_code == 404


def test_a_kind_of_page_knows_only_its_own(desk, editor):
    comparison = make_comparison(by=editor)
    url = reverse("admin:monographs_drug_presence", args=[comparison.pk])

    assert desk.post(url).status_code == 404


def test_it_takes_the_same_queries_however_many_people_there_are(desk, drug):
    counts = []
    for more in (1, 20):
        now = timezone.now()
        Presence.objects.bulk_create(
            Presence(monograph=drug, person=make_editor(), opened_at=now, seen_at=now)
            for _ in range(more)
        )
        with CaptureQueriesContext(connection) as queries:
            people = beside(desk, drug)
        counts.append(len(queries))

    assert len(people) == 21
    assert counts[0] == counts[1] <= 8
