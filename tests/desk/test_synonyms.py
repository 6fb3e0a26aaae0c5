"""The other words for an effect, on the page of the effect."""

import pytest
from django.urls import reverse

from tests.desk.pages import typed_on
from tests.factories import make_effect, make_user


@pytest.fixture
def effect(db):
    effect = make_effect("headache")
    for text in ("head pain", "sore head"):
        effect.synonyms.create(text=text)
    return effect


def url_of(effect):
    return reverse("admin:monographs_effect_change", args=[effect.pk])


def test_synonyms_are_changed_deleted_and_added(log_in, effect):
    client = log_in(make_user(is_superuser=True))
    typed = typed_on(client.get(url_of(effect))) | {
        "synonyms-0-DELETE": "on",
        "synonyms-1-text": "aching head",
        "synonyms-2-text": "cephalgia",
    }

    assert client.post(url_of(effect), typed).status_code == 302

    words = effect.synonyms.values_list("text", flat=True)
    assert list(words) == ["aching head", "cephalgia"]


def test_readers_read_them(log_in, effect):
    page = log_in(make_user("Reviewer")).get(url_of(effect)).content.decode()

    assert "sore head" in page
    assert 'name="synonyms-0-text"' not in page
