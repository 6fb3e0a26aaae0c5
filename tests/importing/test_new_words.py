"""Words that the vocabulary lacks are proposed, confirmed, or go again."""

import pytest

from monographs.content import read_working_copy
from monographs.models import Effect, Monograph
from monographs.workflow import merge_effects
from tests.factories import make_editor, make_effect, submit_as
from tests.importing.batches import (
    drug,
    files_about,
    load_now,
    loaded,
    previewed,
    states,
    undo_now,
    verify_all,
)

pytestmark = pytest.mark.django_db


def test_an_unknown_word_is_proposed_and_a_known_one_is_found():
    loaded(files_about("Examplazole", effects=["Purple toes", "Nausea"]))
    first = dict(Effect.objects.values_list("name", "pk"))

    batch = loaded(files_about("Samplidone", effects=["purple toes", "nausea"]))

    assert dict(Effect.objects.values_list("name", "pk")) == first
    assert not batch.proposed_effects.exists()
    assert set(first) == {"Purple toes", "Nausea"}


def test_a_proposed_word_is_confirmed_by_submitting_a_page_that_uses_it():
    batch = loaded(files_about("Examplazole", effects=["Purple toes"]))
    verify_all(drug("examplazole"))

    submit_as(drug("examplazole"))

    assert Effect.objects.get(name="Purple toes").proposed_in is None
    undo_now(batch)
    assert Effect.objects.filter(name="Purple toes").exists()


def test_proposed_words_go_with_their_import_unless_a_page_uses_them():
    first = loaded(files_about("Examplazole", effects=["Purple toes", "Green ears"]))
    loaded(files_about("Samplidone", effects=["Purple toes"]))

    undo_now(first)

    assert set(Effect.objects.values_list("name", flat=True)) == {"Purple toes"}


def test_a_word_of_an_effect_that_was_merged_means_the_one_that_stayed():
    loaded(files_about("Examplazole", effects=["Purple toes", "Violet toes"]))
    purple, violet = Effect.objects.order_by("name")
    merge_effects(purple, violet, by=make_editor())

    batch = loaded(files_about("Samplidone", effects=["Purple toes"]))

    assert effects_of(drug("samplidone")) == ["Violet toes"]
    assert not batch.proposed_effects.exists()
    # Its key alone leads there as well.
    violet.synonyms.all().delete()
    loaded(files_about("Otherazole", effects=["purple toes"]))
    assert effects_of(drug("otherazole")) == ["Violet toes"]


def test_a_preview_made_before_a_merge_is_loaded_with_the_one_that_stayed():
    loaded(files_about("Samplidone", effects=["Purple toes", "Violet toes"]))
    purple, violet = Effect.objects.order_by("name")
    batch = previewed(files_about("Examplazole", effects=["Purple toes"]))
    merge_effects(purple, violet, by=make_editor())

    load_now(batch)

    assert effects_of(drug("examplazole")) == ["Violet toes"]
    assert list(Effect.objects.all()) == [violet]


@pytest.mark.parametrize("into", ["one of its own", "one of ours"])
def test_undoing_an_import_leaves_what_its_word_was_merged_into(into):
    ours = make_effect("Violet toes")
    batch = loaded(files_about("Examplazole", effects=["Purple toes", "Green ears"]))
    green, purple = batch.proposed_effects.order_by("name")
    kept = green if into == "one of its own" else ours
    merge_effects(purple, kept, by=make_editor())

    undone = undo_now(batch)

    assert undone.state == "undone"
    assert states(batch) == {"heap/examplazole.md": "kept"}
    assert kept.name in effects_of(drug("examplazole"))
    assert kept.former.get().name == "Purple toes"


def test_an_unused_word_that_took_over_another_stays_when_its_import_goes():
    batch = loaded(files_about("Examplazole", effects=["Purple toes"]))
    purple = batch.proposed_effects.get()
    merge_effects(make_effect("Violet toes"), purple, by=make_editor())

    undo_now(batch)

    assert not Monograph.objects.exists()
    assert list(Effect.objects.all()) == [purple]


def test_an_undone_change_comes_back_with_the_effect_that_stayed():
    files = files_about("Examplazole", effects=["Purple toes"])
    loaded(files)
    purple = Effect.objects.get()
    batch = loaded(files_about("Examplazole", effects=["Green ears"]))
    violet = make_effect("Violet toes")
    merge_effects(purple, violet, by=make_editor())

    undo_now(batch)

    assert effects_of(drug("examplazole")) == ["Violet toes"]


def effects_of(monograph):
    return [row.effect for row in read_working_copy(monograph).side_effects]
