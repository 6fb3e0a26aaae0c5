"""A name that the vocabulary lacks: near ones are offered, a tick adds it."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monographs.models import DrugClass, Effect
from tests.desk.pages import change_url, save, typed_on
from tests.factories import make_drug_class, make_effect, make_full_drug, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def drug(editor):
    return make_full_drug(by=editor)


def type_effect(client, drug, name, row=0, **typed):
    url = change_url(drug)
    data = typed_on(client.get(url)) | {f"side_effects-{row}-effect": name}
    return save(client, url, data | typed)


def test_a_typo_gets_near_names_and_adds_nothing(desk, drug):
    make_effect("headache")

    response = type_effect(desk, drug, "hedache")

    page = response.content.decode()
    assert "Did you mean &quot;headache&quot;?" in page
    assert "Add as a new effect" in page
    assert not Effect.objects.filter(name="hedache").exists()


def test_a_ticked_name_joins_the_vocabulary_with_its_row(desk, drug):
    response = type_effect(
        desk,
        drug,
        "Purple examples",
        **{"side_effects-0-effect_is_new": "on", "side_effects-0-body_system": "skin"},
    )

    assert response.status_code == 302, response.context["errors"]
    effect = drug.side_effects.first().effect
    assert (effect.name, effect.slug) == ("Purple examples", "purple-examples")
    assert (effect.body_system, effect.proposed_in) == ("skin", None)


def test_a_tick_beside_a_known_name_adds_nothing(desk, drug):
    effect = make_effect("headache")
    effect.synonyms.create(text="Cephalgia")
    count = Effect.objects.count()

    type_effect(desk, drug, "cephalgia", **{"side_effects-0-effect_is_new": "on"})

    assert drug.side_effects.first().effect == effect
    assert Effect.objects.count() == count


def test_two_rows_share_one_new_name(desk, drug):
    ticks = {f"side_effects-{n}-effect_is_new": "on" for n in (0, 3)}

    response = type_effect(
        desk, drug, "purple", **ticks, **{"side_effects-3-effect": "Purple"}
    )

    assert response.status_code == 302, response.context["errors"]
    effect = Effect.objects.get(name__iexact="purple")
    assert effect.side_effects.filter(monograph=drug).count() == 2


def test_a_deleted_row_adds_no_name(desk, drug):
    ticks = {"side_effects-0-effect_is_new": "on", "side_effects-0-DELETE": "on"}

    type_effect(desk, drug, "purple", **ticks)

    assert drug.side_effects.count() == 2
    assert not Effect.objects.filter(name="purple").exists()


def test_a_refused_save_adds_no_name(desk, drug):
    response = type_effect(
        desk, drug, "purple", **{"side_effects-0-effect_is_new": "on", "title": ""}
    )

    assert response.status_code == 200
    assert not Effect.objects.filter(name="purple").exists()
    assert typed_on(response)["side_effects-0-effect_is_new"] == "on"


def test_a_taken_address_of_an_effect_gets_another(desk, drug):
    Effect.objects.create(name="Purple, old", slug="purple")

    type_effect(desk, drug, "purple", **{"side_effects-0-effect_is_new": "on"})

    assert Effect.objects.get(name="purple").slug.startswith("purple-")


def test_without_the_right_nothing_is_added(log_in, drug):
    person = make_user()
    person.user_permissions.set(
        Permission.objects.filter(codename__in=["change_monograph", "view_monograph"])
    )

    response = type_effect(
        log_in(person), drug, "purple", **{"side_effects-0-effect_is_new": "on"}
    )

    assert "may not add to the vocabulary" in response.content.decode()
    assert not Effect.objects.filter(name="purple").exists()


def test_a_class_is_added_in_the_same_way(desk, drug):
    make_drug_class("Sample blockers")
    url = change_url(drug)
    data = typed_on(desk.get(url)) | {
        "class_memberships-1-drug_class": "Sampel blocker"
    }

    refused = save(desk, url, data)
    ticked = data | {"class_memberships-1-drug_class_is_new": "on"}
    response = save(desk, url, ticked)

    assert "Did you mean &quot;Sample blockers&quot;?" in refused.content.decode()
    assert response.status_code == 302, response.context["errors"]
    new = DrugClass.objects.get(name="Sampel blocker")
    assert drug.class_memberships.last().drug_class == new


def test_a_name_longer_than_a_class_may_have_is_refused(desk, drug):
    url = change_url(drug)
    data = typed_on(desk.get(url)) | {
        "class_memberships-1-drug_class": "x" * 250,
        "class_memberships-1-drug_class_is_new": "on",
    }

    response = save(desk, url, data)

    assert "at most 200 characters" in response.content.decode()


def test_many_new_names_take_as_many_queries_as_one(desk, editor):
    counts = []
    for many in (1, 30):
        drug = make_full_drug(side_effects=40, by=editor)
        url = change_url(drug)
        data = typed_on(desk.get(url))
        for n in range(many):
            data[f"side_effects-{n}-effect"] = f"purple {many} {n}"
            data[f"side_effects-{n}-effect_is_new"] = "on"
        with CaptureQueriesContext(connection) as queries:
            response = save(desk, url, data)
        assert response.status_code == 302, response.context["errors"]
        counts.append(len(queries))

    assert counts[0] == counts[1]
