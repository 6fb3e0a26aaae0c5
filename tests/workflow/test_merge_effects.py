"""Two entries of the vocabulary become one: in drafts, lists, words and keys."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monographs import workflow
from monographs.checks import NOTHING_ELSE, find_all
from monographs.content import effects_by_key, loads, read_working_copy
from monographs.frequency import Frequency, read
from monographs.models import (
    Batch,
    Effect,
    EffectSynonym,
    EffectTally,
    FormerEffect,
    Monograph,
    PublishedFacet,
    PublishedSideEffect,
    SearchEffect,
)
from monographs.workflow import TransitionRefused, merge_effects
from monographs.workflow.projection_check import differences, rebuild_all
from tests.factories import (
    make_drug,
    make_editor,
    make_effect,
    make_full_drug,
    make_publisher,
    make_side_effect,
    make_steward,
    make_user,
    publish_now,
    submit_as,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def headache():
    return make_effect("Headache", body_system="nerves")


@pytest.fixture
def head_pain():
    return make_effect("Head pain", body_system="other")


def published(*effects, **fields):
    drug = make_drug()
    for place, effect in enumerate(effects):
        make_side_effect(drug, effect, position=place, **fields)
    publish_now(drug)
    return drug


def effects_of(drug):
    return [row.effect for row in read_working_copy(drug).side_effects]


class TestDrafts:
    def test_they_name_the_one_that_stays(self, head_pain, headache):
        drug = make_drug()
        row = make_side_effect(drug, head_pain, wording="Pain in the head.")

        merge_effects(head_pain, headache, by=make_editor())

        row.refresh_from_db()
        assert row.effect == headache
        assert row.wording == "Pain in the head."
        assert not Effect.objects.filter(pk=head_pain.pk).exists()

    def test_whoever_merges_is_their_author_and_of_no_others(self, head_pain, headache):
        person = make_editor()
        naming, other = make_drug(), make_drug()
        make_side_effect(naming, head_pain)
        make_side_effect(other, headache)

        merge_effects(head_pain, headache, by=person)

        assert naming.contributors.filter(person=person).exists()
        assert naming.events.last().kind == "edited"
        assert not other.contributors.filter(person=person).exists()

    def test_one_that_named_both_names_it_twice_and_is_told(self, head_pain, headache):
        drug = make_drug()
        make_side_effect(drug, head_pain)
        make_side_effect(drug, headache, position=1)

        merge_effects(head_pain, headache, by=make_editor())

        assert effects_of(drug) == ["Headache", "Headache"]
        found = find_all(read_working_copy(drug), NOTHING_ELSE)
        assert "effect_twice" in {one.code for one in found}

    def test_one_that_starts_from_a_sealed_version_has_todays_words(
        self, head_pain, headache
    ):
        person = make_publisher()
        drug = published(head_pain)
        drug = workflow.touch(drug, by=make_editor())
        drug.side_effects.all().delete()

        merge_effects(head_pain, headache, by=person)
        workflow.reset_draft(drug, by=make_editor())

        assert effects_of(drug) == ["Headache"]
        assert drug.contributors.filter(person=person).exists()

    def test_a_later_rename_reaches_versions_with_the_former_key(
        self, head_pain, headache
    ):
        renamer = make_editor()
        drug = published(head_pain)
        drug = workflow.touch(drug, by=make_editor())
        drug.side_effects.all().delete()
        merge_effects(head_pain, headache, by=make_publisher())

        workflow.touch_all(Monograph.objects.none(), shared=headache.key, by=renamer)
        Effect.objects.filter(pk=headache.pk).update(name="Sore head")
        workflow.reset_draft(drug, by=make_editor())

        assert effects_of(drug) == ["Sore head"]
        assert drug.contributors.filter(person=renamer).exists()

    def test_a_parked_one_comes_back_with_the_one_that_stays(self, head_pain, headache):
        person = make_publisher()
        drug = published()
        drug = workflow.touch(drug, by=make_editor())
        make_side_effect(drug, head_pain)
        workflow.park(drug, by=make_editor())

        merge_effects(head_pain, headache, by=person)
        workflow.merge(drug, by=make_editor())

        assert effects_of(drug) == ["Headache"]
        assert drug.contributors.filter(person=person).exists()

    def test_a_withdrawn_page_that_named_it_counts_too(self, head_pain, headache):
        person = make_publisher()
        drug = published(head_pain)
        drug.side_effects.all().delete()
        workflow.withdraw(drug, by=make_publisher(), reason="Wrong.")

        merge_effects(head_pain, headache, by=person)
        workflow.reinstate(drug, by=make_publisher(), reason="Right after all.")

        assert drug.contributors.filter(person=person).exists()
        assert PublishedSideEffect.objects.get().effect == headache


class TestLists:
    def test_they_follow_at_once_and_agree_with_what_was_signed(
        self, head_pain, headache
    ):
        published(head_pain, frequency=read("5%").frequency, serious="yes")
        published(headache, frequency=read("5%").frequency)
        published(head_pain, headache, frequency=read("5%").frequency)
        published(head_pain, headache)
        published(head_pain, frequency=Frequency(word="rare", phrase="rare"))
        EffectSynonym.objects.create(effect=head_pain, text="cephalgia")

        merge_effects(head_pain, headache, by=make_publisher())

        assert list(differences()) == []
        before = everything_derived()
        rebuild_all()
        assert everything_derived() == before
        tallies = EffectTally.objects.exclude(number=0)
        assert dict(tallies.values_list("kind", "number")) == {
            "pages": 5,
            "serious": 1,
            "common": 3,
            "not_stated": 1,
            "word": 1,
        }
        words = SearchEffect.objects.values_list("text", flat=True)
        assert set(words) == {"Headache", "Head pain", "cephalgia"}

    def test_sealed_versions_keep_their_words(self, head_pain, headache):
        drug = published(head_pain)
        sealed = drug.publication.revision.content

        merge_effects(head_pain, headache, by=make_publisher())

        drug.publication.revision.refresh_from_db()
        assert drug.publication.revision.content == sealed
        assert loads(sealed).side_effects[0].effect == "Head pain"

    def test_a_version_that_was_under_review_is_published_under_the_one_that_stays(
        self, head_pain, headache
    ):
        drug = make_full_drug(side_effects=0)
        make_side_effect(drug, head_pain)
        waiting = submit_as(drug)

        merge_effects(head_pain, headache, by=make_editor())
        workflow.bypass(waiting, by=make_publisher(), reason="Urgent.")

        assert PublishedSideEffect.objects.get().effect == headache
        assert list(differences()) == []

    def test_many_uses_cost_as_many_queries_as_few(self):
        few, many = make_effect(), make_effect()
        kept = make_effect()
        for _ in range(2):
            published(few, kept)
        for _ in range(6):
            published(many, kept)
        publisher = make_publisher()
        publisher.has_perm("monographs.change_effect")

        with CaptureQueriesContext(connection) as with_few:
            merge_effects(few, kept, by=publisher)
        with CaptureQueriesContext(connection) as with_many:
            merge_effects(many, kept, by=publisher)

        assert len(with_many) == len(with_few)


def everything_derived():
    columns = ("effect", "kind", "number")
    return [
        sorted(EffectTally.objects.exclude(number=0).values_list(*columns)),
        sorted(SearchEffect.objects.values_list("effect", "text")),
        sorted(PublishedSideEffect.objects.values_list("publication", "effect")),
        sorted(PublishedFacet.objects.values_list("publication", "facet")),
    ]


class TestWords:
    def test_name_and_synonyms_lead_to_the_one_that_stays(self, head_pain, headache):
        for text in ("cephalgia", "HEADACHE"):
            EffectSynonym.objects.create(effect=head_pain, text=text)
        EffectSynonym.objects.create(effect=headache, text="head PAIN")

        merge_effects(head_pain, headache, by=make_editor())

        found = headache.synonyms.values_list("text", flat=True)
        assert sorted(found) == ["cephalgia", "head PAIN"]

    def test_a_name_that_is_a_third_ones_synonym_is_refused(self, head_pain, headache):
        migraine = make_effect("Migraine")
        EffectSynonym.objects.create(effect=migraine, text="head pain")

        with pytest.raises(TransitionRefused, match="synonym of “Migraine”"):
            merge_effects(head_pain, headache, by=make_editor())

    def test_a_chain_ends_at_its_end(self, head_pain, headache):
        migraine = make_effect("Migraine")

        merge_effects(head_pain, headache, by=make_editor())
        merge_effects(headache, migraine, by=make_editor())

        keys = [head_pain.key, headache.key, migraine.key]
        assert effects_by_key(keys) == dict.fromkeys(keys, migraine)
        assert set(migraine.former.values_list("name", flat=True)) == {
            "Head pain",
            "Headache",
        }

    def test_one_that_was_new_is_confirmed(self, head_pain):
        batch = Batch.objects.create(kind="documents", name="heap", by=make_steward())
        new = make_effect("Sore head", proposed_in=batch)

        merge_effects(head_pain, new, by=make_editor())

        new.refresh_from_db()
        assert new.proposed_in is None


class TestRefusals:
    def test_not_into_itself(self, headache):
        with pytest.raises(TransitionRefused, match="into itself"):
            merge_effects(headache, headache, by=make_editor())

    @pytest.mark.parametrize("gone", ["former", "kept"])
    def test_not_what_somebody_merged_meanwhile(self, head_pain, headache, gone):
        other = make_effect("Sore head")
        merge_effects(head_pain, other, by=make_editor(printed_name="Ada Editor"))
        pair = (head_pain, headache) if gone == "former" else (headache, head_pain)

        with pytest.raises(TransitionRefused, match="Ada Editor .* “Sore head”"):
            merge_effects(*pair, by=make_editor())

        assert FormerEffect.objects.count() == 1

    @pytest.mark.parametrize("listed", ["former", "kept"])
    def test_what_live_pages_name_needs_the_right_to_publish(
        self, head_pain, headache, listed
    ):
        published(head_pain if listed == "former" else headache)

        with pytest.raises(PermissionDenied):
            merge_effects(head_pain, headache, by=make_editor())

        merge_effects(head_pain, headache, by=make_publisher())

    def test_not_by_others(self, head_pain, headache):
        for person in (make_steward(), make_user("Reviewer")):
            with pytest.raises(PermissionDenied):
                merge_effects(head_pain, headache, by=person)
