"""A person's own page: what they were told, and how they want to be told."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from monographs.models import Notification, User
from tests.desk.pages import typed_on
from tests.mailing.letters import make_letter, make_reader

pytestmark = pytest.mark.django_db
URL = "/admin/my-notifications/"


def test_it_lists_what_only_this_person_was_told(desk, editor):
    make_letter(editor, "Examplazole: sent back", text="Somebody wrote: <b>no</b>.")
    make_letter(make_reader(), "Samplidone: sent back")

    page = desk.get(URL).content.decode()

    assert "Examplazole: sent back" in page
    assert "&lt;b&gt;no&lt;/b&gt;" in page
    assert "Samplidone" not in page


def test_the_choices_are_shown_as_they_are_and_stored(desk, editor):
    editor.mail_not_about = ["signed"]
    editor.save()
    response = desk.get(URL)
    assert typed_on(response, "mail-form")["choice"] == "at_once"
    assert response.context["form"].initial["about"] == [
        kind for kind in Notification.Kind if kind != "signed"
    ]

    response = desk.post(URL, {"choice": "digest", "about": ["withdrawn", "due"]})

    assert response.status_code == 302
    editor.refresh_from_db()
    assert editor.mail_choice == User.MailChoice.DIGEST
    off = set(Notification.Kind) - {"withdrawn", "due"}
    assert set(editor.mail_not_about) == {str(kind) for kind in off}


def test_what_is_no_choice_is_refused_and_changes_nothing(desk, editor):
    response = desk.post(URL, {"choice": "by pigeon", "about": ["gossip"]})

    assert response.status_code == 422
    editor.refresh_from_db()
    assert editor.mail_choice == User.MailChoice.AT_ONCE


def test_switching_a_kind_off_takes_back_what_waits_of_it(desk, editor):
    waiting = make_letter(editor, kind=Notification.Kind.SIGNED)

    desk.post(URL, {"choice": "at_once", "about": ["withdrawn"]})

    waiting.refresh_from_db()
    assert not waiting.is_mailed


def test_nobody_comes_in_without_a_login(db):
    response = Client().get(URL)

    assert response.status_code == 302
    assert "/login/" in response["Location"]


def test_a_form_from_elsewhere_is_refused(editor):
    editor.is_staff = True
    editor.save()
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)

    assert client.post(URL, {"choice": "nothing"}).status_code == 403


def test_the_desk_leads_to_it_from_everywhere(desk):
    assert f'href="{URL}"' in desk.get("/admin/monographs/drug/").content.decode()


def test_many_letters_take_the_queries_of_few(desk, editor):
    counts = []
    for more in (1, 30):
        for _ in range(more):
            make_letter(editor)
        with CaptureQueriesContext(connection) as counted:
            assert desk.get(URL).status_code == 200
        counts.append(len(counted))

    assert counts[0] == counts[1]
