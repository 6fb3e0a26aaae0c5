"""The other words for an effect, as somebody types them."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_effect, make_user

pytestmark = [pytest.mark.any_database, pytest.mark.django_db(transaction=True)]


def test_a_synonym_is_added_below_and_an_old_one_ticked_away(open_page, live_server):
    effect = make_effect("headache")
    effect.synonyms.create(text="sore head")
    client = Client()
    client.force_login(make_user(is_superuser=True, is_staff=True))
    page = open_page()
    cookie = client.cookies["sessionid"]
    page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
    )
    page.goto(reverse("admin:monographs_effect_change", args=[effect.pk]))

    page.get_by_text("Add another Synonym").click()
    page.get_by_label("Synonym", exact=True).nth(2).fill("cephalgia")
    # Only a row that was never saved can be taken out of the page.
    assert page.locator("#synonyms-group .inline-deletelink").count() == 2
    page.get_by_label("Delete the synonym sore head").check()
    page.get_by_role("button", name="Save", exact=True).click()

    page.get_by_text("was changed successfully").wait_for()
    assert [synonym.text for synonym in effect.synonyms.all()] == ["cephalgia"]
