"""Which medicines list a side effect."""

import pytest

from monographs import workflow
from monographs.frequency import Frequency, read
from monographs.public import effects
from tests.factories import (
    make_drug,
    make_effect,
    make_publisher,
    make_side_effect,
    publish_now,
)
from tests.public.markup import assert_well_made

pytestmark = pytest.mark.django_db


def publish(title, effect, **fields):
    drug = make_drug(title=title, slug=title.casefold())
    make_side_effect(drug, effect, **fields)
    publish_now(drug)
    return drug


def figure(text):
    return read(text).frequency


def test_known_figures_come_first_then_words_then_the_rest(
    client, django_assert_num_queries
):
    effect = make_effect("Headache")
    publish("Unclearzole", effect)
    publish("Wordzole", effect, frequency=Frequency(word="common", phrase="common"))
    publish("Rarezole", effect, frequency=figure("0.05%"), serious="yes")
    publish("Oftenzole", effect, frequency=figure("5%"))

    with django_assert_num_queries(1):
        response = client.get(f"/side-effects/{effect.slug}/")

    page = assert_well_made(response.content.decode())
    listed = [a.removeprefix("/drugs/") for a in hrefs(page) if "zole" in a]
    assert listed == ["oftenzole/", "rarezole/", "wordzole/", "unclearzole/"]
    assert "between 1 in 100 and 1 in 10 people" in page.text
    assert "its source calls this common" in page.text
    assert "(serious)" in page.text
    assert not response.cookies


def test_drafts_and_withdrawn_pages_list_nothing(client):
    effect = make_effect("Headache")
    make_side_effect(make_drug(), effect)
    gone = publish("Gonezole", effect)
    workflow.withdraw(gone, by=make_publisher(), reason="Wrong.")

    assert client.get(f"/side-effects/{effect.slug}/").status_code == 404


def test_a_long_list_has_pages(client, monkeypatch):
    monkeypatch.setattr(effects, "PAGE_SIZE", 1)
    effect = make_effect("Headache")
    publish("Onezole", effect)
    publish("Twozole", effect)

    first = client.get(f"/side-effects/{effect.slug}/").content.decode()
    second = client.get(f"/side-effects/{effect.slug}/?after=1").content.decode()

    assert "Onezole" in first
    assert "Twozole" not in first
    assert 'href="?after=1"' in first
    assert "Twozole" in second
    assert 'href="?after=' not in second


@pytest.mark.parametrize("after", ["x", "-1", "9" * 30, "٣"])
def test_an_odd_place_is_the_beginning(client, after):
    effect = make_effect("Headache")
    publish("Onezole", effect)

    response = client.get(f"/side-effects/{effect.slug}/", {"after": after})

    assert "Onezole" in response.content.decode()


def hrefs(page):
    return [link["href"] for link in page.all("a")]
