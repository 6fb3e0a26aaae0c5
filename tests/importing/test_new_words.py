"""Words that the vocabulary lacks are proposed, confirmed, or go again."""

import pytest

from monographs.models import Effect
from tests.factories import submit_as
from tests.importing.batches import (
    drug,
    files_about,
    loaded,
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
