"""Effects and classes are shared: renaming one changes every page that names it."""

import pytest
from django.urls import reverse

from monographs.desk.drug_class import DrugClassAdmin
from monographs.models import Effect, Monograph
from monographs.workflow import withdraw
from tests.desk.pages import typed_on
from tests.factories import (
    make_effect,
    make_full_drug,
    make_publisher,
    make_side_effect,
    publish_now,
)

pytestmark = pytest.mark.django_db


def url_of(effect):
    return reverse("admin:monographs_effect_change", args=[effect.pk])


def rename(client, effect, **typed):
    page = client.get(url_of(effect))
    return client.post(url_of(effect), typed_on(page, "effect_form") | typed)


def test_who_renames_an_effect_contributes_to_its_pages(desk, editor):
    drug = make_full_drug()
    effect = make_effect("dizziness")
    make_side_effect(drug, effect)

    response = rename(desk, effect, name="feeling dizzy")

    assert response.status_code == 302
    assert Effect.objects.get(pk=effect.pk).name == "feeling dizzy"
    assert drug.contributors.filter(person=editor).exists()


def test_words_that_readers_see_at_once_are_changed_by_who_may_publish(desk, editor):
    drug = make_full_drug()
    row = drug.side_effects.first()
    member = drug.class_memberships.first()
    publish_now(drug)

    for entry in (row.effect, member.drug_class):
        kind = entry._meta.model_name
        address = reverse(f"admin:monographs_{kind}_change", args=[entry.pk])
        page = desk.get(address)
        assert "ask a publisher" in page.content.decode()

        typed = {"name": "Nonsense", "slug": entry.slug, "body_system": "other"}
        synonyms = {"synonyms-TOTAL_FORMS": 1, "synonyms-INITIAL_FORMS": 0}
        refused = desk.post(address, typed | synonyms | {"synonyms-0-text": "Rot"})

        assert refused.status_code == 403
        entry.refresh_from_db()
        assert entry.name != "Nonsense"
    assert not row.effect.synonyms.exists()

    withdraw(drug, by=make_publisher(), reason="Wrong.")
    assert rename(desk, row.effect, name="feeling dizzy").status_code == 302


def test_a_publisher_changes_words_that_readers_see(log_in):
    drug = make_full_drug()
    effect = drug.side_effects.first().effect
    publish_now(drug)

    response = rename(log_in(make_publisher()), effect, name="feeling dizzy")

    assert response.status_code == 302
    assert Effect.objects.get(pk=effect.pk).name == "feeling dizzy"


def test_a_page_whose_live_text_alone_names_the_effect_counts_too(log_in):
    publisher = make_publisher()
    drug = make_full_drug(side_effects=0)
    effect = make_effect("dizziness")
    row = make_side_effect(drug, effect)
    publish_now(drug)
    row.delete()

    rename(log_in(publisher), effect, name="feeling dizzy")

    assert drug.contributors.filter(person=publisher).exists()


def test_saving_an_effect_unchanged_touches_nothing(desk, editor):
    drug = make_full_drug()
    effect = drug.side_effects.first().effect

    rename(desk, effect)

    assert not drug.contributors.filter(person=editor).exists()


def test_a_stale_change_of_an_effect_is_refused_with_what_is_saved(desk):
    effect = make_effect("dizziness")
    stale = typed_on(desk.get(url_of(effect)), "effect_form")
    Effect.objects.filter(pk=effect.pk).update(name="vertigo")

    response = desk.post(url_of(effect), stale | {"body_system": "ears"})

    effect.refresh_from_db()
    assert response.status_code == 200
    assert "vertigo" in response.content.decode()
    assert (effect.name, effect.body_system) == ("vertigo", "other")


@pytest.mark.parametrize(
    "address",
    [
        "/admin/monographs/event/?at__year=999999",
        "/admin/monographs/drug/?title__contains=%00",
        "/admin/monographs/drug/?slug=%00",
        "/admin/monographs/effect/?id__exact=1e999",
    ],
)
def test_a_list_address_that_means_nothing_is_no_error(desk, address):
    response = desk.get(address, follow=True)

    assert response.status_code == 200


def test_a_class_of_the_live_text_alone_counts_too(db):
    drug = make_full_drug()
    drug_class = drug.class_memberships.get().drug_class
    publish_now(drug)
    drug.class_memberships.all().delete()

    found = DrugClassAdmin.monographs_with(None, drug_class)

    assert list(found) == [Monograph.objects.get(pk=drug.pk)]


def test_a_withdrawn_page_counts_too(desk, editor):
    drug = make_full_drug(side_effects=0)
    effect = make_effect("dizziness")
    row = make_side_effect(drug, effect)
    publish_now(drug)
    withdraw(drug, by=make_publisher(), reason="Wrong dose.")
    row.delete()

    rename(desk, effect, name="feeling dizzy")

    assert drug.contributors.filter(person=editor).exists()


@pytest.mark.parametrize("kind", ["effect", "drugclass"])
def test_an_address_that_readers_have_stays(log_in, kind):
    drug = make_full_drug()
    entries = {
        "effect": drug.side_effects.first().effect,
        "drugclass": drug.class_memberships.first().drug_class,
    }
    entry = entries[kind]
    publisher = log_in(make_publisher())
    address = reverse(f"admin:monographs_{kind}_change", args=[entry.pk])
    before = publisher.get(address).content.decode()
    publish_now(drug)
    page = publisher.get(address)

    saved = publisher.post(
        address, typed_on(page, f"{kind}_form") | {"slug": "other", "name": "Other"}
    )

    assert 'name="slug"' in before
    assert 'name="slug"' not in page.content.decode()
    assert saved.status_code == 302
    slug = entry.slug
    entry.refresh_from_db()
    assert (entry.name, entry.slug) == ("Other", slug)
