"""The page that merges two effects: it asks, foretells, refuses, and does it."""

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from monographs.models import Effect, EffectSynonym
from monographs.workflow import merge_effects, withdraw
from tests.desk.pages import change_url, save, typed_on
from tests.factories import (
    make_drug,
    make_editor,
    make_effect,
    make_publisher,
    make_reviewer,
    make_side_effect,
    make_steward,
    publish_now,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def headache():
    return make_effect("Headache", body_system="nerves")


@pytest.fixture
def head_pain():
    return make_effect("Head pain")


def merge_url(effect):
    return reverse("admin:monographs_effect_merge", args=[effect.pk])


def page_url(effect):
    return reverse("admin:monographs_effect_change", args=[effect.pk])


def text_of(response):
    return " ".join(response.content.decode().split())


def naming(*effects, title=""):
    drug = make_drug(title=title)
    for place, effect in enumerate(effects):
        make_side_effect(drug, effect, position=place)
    return drug


def confirm(client, former, kept):
    """As somebody does it without a script: typed, read, confirmed."""
    asked = client.get(merge_url(former))
    assert "into" in typed_on(asked)
    foretold = client.get(merge_url(former), {"into": kept.name})
    return client.post(merge_url(former), typed_on(foretold), follow=True)


class TestMerging:
    def test_the_page_of_an_effect_leads_there(self, desk, head_pain):
        assert merge_url(head_pain) in desk.get(page_url(head_pain)).content.decode()

    def test_it_is_typed_read_and_confirmed(self, desk, editor, head_pain, headache):
        drug = naming(head_pain)

        response = confirm(desk, head_pain, headache)

        assert response.redirect_chain == [(page_url(headache), 302)]
        page = text_of(response)
        assert "“Head pain” was merged into “Headache”." in page
        assert "Merged into it: “Head pain” by Edith Or" in page
        assert drug.side_effects.get().effect == headache
        assert drug.contributors.filter(person=editor).exists()
        assert "Head pain" in LogEntry.objects.get().change_message

    def test_looking_changes_nothing(self, desk, head_pain, headache):
        desk.get(merge_url(head_pain), {"into": "Headache"})

        assert Effect.objects.filter(pk=head_pain.pk).exists()

    def test_what_would_happen_is_said_before(self, log_in, head_pain, headache):
        both = [naming(head_pain, headache, title=f"Bothazole {n}") for n in range(12)]
        publish_now(naming(head_pain))
        for effect, text in ((head_pain, "cephalgia"), (headache, "sore head")):
            EffectSynonym.objects.create(effect=effect, text=text)
        client = log_in(make_publisher())

        page = text_of(client.get(merge_url(head_pain), {"into": "headache"}))

        assert "body system, Brain and nerves. That of “Head pain”, Other, is" in page
        assert "Its own stay: sore head. Added: Head pain, cephalgia." in page
        assert "Drafts: 13" in page
        assert "Live pages: 1" in page
        assert "Drafts that name both: 12" in page
        assert change_url(both[0]) in page
        assert "and 2 more" in page
        assert "an author of 13 monographs" in page
        assert "This cannot be undone." in page

    def test_foretelling_costs_the_same_for_many(self, desk, headache):
        def queries(former):
            with CaptureQueriesContext(connection) as captured:
                desk.get(merge_url(former), {"into": "Headache"})
            return len(captured)

        few, many = make_effect(), make_effect()
        naming(few, headache)
        for _ in range(8):
            naming(many, headache)
        queries(few)

        assert queries(many) == queries(few)


class TestRefusals:
    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ("", "Type the name of the effect that stays."),
            ("Headach", "Did you mean “Headache”?"),
            ("Purple", "The vocabulary has no effect “Purple”. Choose one from"),
            ("head PAIN", "“head PAIN” is “Head pain” itself."),
            ("sore head", "“sore head” is “Head pain” itself."),
            ("\0", "Null characters are not allowed."),
            ("x" * 301, "at most 300 characters"),
        ],
    )
    def test_what_was_typed_wrongly_is_said(
        self, desk, head_pain, headache, typed, sentence
    ):
        EffectSynonym.objects.create(effect=head_pain, text="Sore head")

        response = desk.get(merge_url(head_pain), {"into": typed})

        assert response.status_code == 200
        assert sentence in text_of(response)
        assert "cannot be undone" not in text_of(response)

    @pytest.mark.parametrize("posted", [{}, {"kept": "x"}, {"kept": "\0"}])
    def test_a_post_that_names_none_asks_again(self, desk, head_pain, posted):
        response = desk.post(merge_url(head_pain), posted)

        assert response.status_code == 422
        assert 'role="alert"' in text_of(response)

    def test_into_itself(self, desk, head_pain):
        response = desk.post(merge_url(head_pain), {"kept": head_pain.key})

        assert response.status_code == 422
        assert "cannot be merged into itself" in text_of(response)

    def test_the_one_that_stays_was_merged_meanwhile(self, desk, head_pain, headache):
        foretold = typed_on(desk.get(merge_url(head_pain), {"into": "Headache"}))
        other = make_effect("Sore head")
        merge_effects(headache, other, by=make_editor(printed_name="Ada Editor"))

        response = desk.post(merge_url(head_pain), foretold)

        assert response.status_code == 422
        assert "Ada Editor merged “Headache” into “Sore head”" in text_of(response)
        assert Effect.objects.filter(pk=head_pain.pk).exists()

    def test_what_would_happen_has_changed_meanwhile(self, desk, head_pain, headache):
        foretold = typed_on(desk.get(merge_url(head_pain), {"into": "Headache"}))
        Effect.objects.filter(pk=headache.pk).update(name="Ache")

        response = desk.post(merge_url(head_pain), foretold)

        assert response.status_code == 422
        assert "has changed since you looked" in text_of(response)
        assert "“Head pain” goes and “Ache” stays" in text_of(response)
        assert Effect.objects.filter(pk=head_pain.pk).exists()
        again = desk.post(merge_url(head_pain), typed_on(response))
        assert again.status_code == 302

    def test_what_was_typed_about_one_that_was_merged_is_told(
        self, desk, head_pain, headache
    ):
        typed = typed_on(desk.get(page_url(head_pain)), "effect_form")
        merge_effects(head_pain, headache, by=make_editor())

        sent = {**typed, "name": "Sore brow", "synonyms-0-text": "Brow ache"}
        response = desk.post(page_url(head_pain), sent, follow=True)

        assert "You had typed: Sore brow, Brow ache." in text_of(response)

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_the_one_that_goes_was_merged_meanwhile(
        self, desk, head_pain, headache, method
    ):
        other = make_effect("Sore head")
        merge_effects(head_pain, other, by=make_editor(printed_name="Ada Editor"))

        act = getattr(desk, method)
        response = act(merge_url(head_pain), {"kept": headache.key}, follow=True)

        assert response.redirect_chain == [(page_url(other), 302)]
        assert "“Head pain” was merged into “Sore head” by Ada" in text_of(response)
        assert ("Nothing was saved." in text_of(response)) == (method == "post")

    @pytest.mark.parametrize("listed", ["former", "kept"])
    def test_what_readers_see_is_merged_by_who_may_publish(
        self, desk, log_in, head_pain, headache, listed
    ):
        drug = naming(head_pain if listed == "former" else headache)
        publish_now(drug)

        looked = desk.get(merge_url(head_pain), {"into": "Headache"})
        refused = desk.post(merge_url(head_pain), {"kept": headache.key})

        assert "cannot be undone" not in text_of(looked)
        assert refused.status_code == (403 if listed == "former" else 422)
        if listed == "kept":
            assert "ask a publisher" in text_of(looked)
            assert "ask a publisher" in text_of(refused)
        assert Effect.objects.filter(pk=head_pain.pk).exists()

        withdraw(drug, by=make_publisher(), reason="Wrong.")
        assert confirm(desk, head_pain, headache).status_code == 200
        assert not Effect.objects.filter(pk=head_pain.pk).exists()

    def test_who_may_not_change_effects_merges_none(self, log_in, head_pain, headache):
        for person in (make_reviewer(), make_steward()):
            client = log_in(person)
            assert client.get(merge_url(head_pain)).status_code == 403
            posted = client.post(merge_url(head_pain), {"kept": headache.key})
            assert posted.status_code == 403
            page = client.get(page_url(head_pain)).content.decode()
            assert merge_url(head_pain) not in page


class TestAfterwards:
    @pytest.mark.parametrize("below", ["change", "history"])
    def test_addresses_of_the_former_one_lead_to_the_one_that_stayed(
        self, desk, head_pain, headache, below
    ):
        address = reverse(f"admin:monographs_effect_{below}", args=[head_pain.pk])
        merge_effects(head_pain, headache, by=make_editor())

        response = desk.get(address, follow=True)

        assert response.redirect_chain == [(page_url(headache), 302)]
        assert "was merged into “Headache”" in text_of(response)

    def test_the_list_finds_it_by_its_former_name(self, desk, head_pain, headache):
        merge_effects(head_pain, headache, by=make_editor())
        address = reverse("admin:monographs_effect_changelist")

        page = desk.get(address, {"q": "head pain"})

        assert page_url(headache) in page.content.decode()

    def test_a_change_form_that_was_open_saves_nothing(self, desk, head_pain, headache):
        typed = typed_on(desk.get(page_url(head_pain)), "effect_form")
        merge_effects(head_pain, headache, by=make_editor())

        response = desk.post(
            page_url(head_pain), typed | {"name": "Sore head"}, follow=True
        )

        assert "Nothing was saved." in text_of(response)
        assert not Effect.objects.filter(name="Sore head").exists()

    def test_its_address_is_not_given_to_another(self, desk, head_pain, headache):
        merge_effects(head_pain, headache, by=make_editor())
        typed = typed_on(desk.get(page_url(headache)), "effect_form")

        response = desk.post(page_url(headache), typed | {"slug": head_pain.slug})

        assert "leads from “Head pain”, which was merged, to “Head" in text_of(response)

    def test_a_row_that_adds_the_name_anew_is_the_one_that_stayed(
        self, desk, head_pain, headache
    ):
        drug = naming(head_pain)
        typed = typed_on(desk.get(change_url(drug)), f"{drug.kind}_form")
        merge_effects(head_pain, headache, by=make_editor())
        merged = typed_on(desk.get(change_url(drug)), f"{drug.kind}_form")

        assert typed["side_effects-0-effect"] == "Head pain"
        save(desk, change_url(drug), merged | {"side_effects-0-effect": "head pain"})

        assert drug.side_effects.get().effect == headache
