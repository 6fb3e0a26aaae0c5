"""How many pages list a side effect, whatever is published and withdrawn."""

import pytest

from monographs import workflow
from monographs.frequency import Frequency, read
from monographs.models import EffectTally
from monographs.workflow.effect_tallies import rebuild_effect_tallies
from monographs.workflow.projection_check import differences
from tests.factories import (
    make_drug,
    make_editor,
    make_effect,
    make_publisher,
    make_side_effect,
    publish_now,
)

pytestmark = pytest.mark.django_db


def tallies(effect):
    rows = EffectTally.objects.filter(effect=effect).exclude(number=0)
    return dict(rows.values_list("kind", "number"))


def publish(effect, **fields):
    drug = make_drug()
    make_side_effect(drug, effect, **fields)
    publish_now(drug)
    return drug


def test_every_way_of_listing_an_effect_is_counted():
    effect = make_effect()
    publish(effect, frequency=read("5%").frequency, serious="yes")
    publish(effect, frequency=read(">1%").frequency)
    publish(effect, frequency=Frequency(word="rare", phrase="rare"))
    publish(effect, frequency=Frequency(is_not_known=True, phrase="not known"))
    publish(effect)

    assert tallies(effect) == {
        "pages": 5,
        "serious": 1,
        "common": 1,
        "figure": 1,
        "word": 1,
        "not_known": 1,
        "not_stated": 1,
    }


def test_a_page_that_lists_an_effect_twice_is_one_page():
    effect = make_effect()
    drug = make_drug()
    make_side_effect(drug, effect, frequency=read("5%").frequency)
    make_side_effect(drug, effect, position=1)
    publish_now(drug)

    assert tallies(effect) == {"pages": 1, "common": 1, "not_stated": 1}


def test_a_new_version_changes_only_what_differs():
    kept, lost, added = make_effect(), make_effect(), make_effect()
    drug = make_drug()
    make_side_effect(drug, kept)
    make_side_effect(drug, lost, position=1)
    publish_now(drug)
    drug = workflow.touch(drug, by=make_editor())
    drug.side_effects.filter(effect=lost).delete()
    make_side_effect(drug, added, position=2)
    publish_now(drug)

    assert [tallies(one).get("pages") for one in (kept, lost, added)] == [1, None, 1]


def test_a_withdrawn_page_counts_no_more_until_it_is_back():
    effect = make_effect()
    drug = publish(effect)
    publish(effect)
    publisher = make_publisher()

    workflow.withdraw(drug, by=publisher, reason="Wrong.")
    assert tallies(effect)["pages"] == 1
    workflow.reinstate(drug, by=publisher, reason="Right after all.")
    assert tallies(effect)["pages"] == 2


def test_wrong_numbers_are_noticed_and_counted_anew():
    effect = make_effect()
    publish(effect)
    EffectTally.objects.filter(kind="pages").update(number=7)
    assert any("counted wrongly" in sentence for sentence in differences())

    rebuild_effect_tallies()

    assert tallies(effect)["pages"] == 1
    assert list(differences()) == []
