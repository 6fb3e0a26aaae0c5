"""A name that a line adds to a vocabulary may be a slip: the preview says so, once."""

import pytest

from monographs.importing.sheets import new_names
from monographs.importing.sheets.annotate import NothingToMend, errors_only
from monographs.importing.sheets.new_names import NewNames
from monographs.models import BatchIssue, DrugClass, Effect
from tests.factories import (
    make_drug,
    make_drug_class,
    make_effect,
    make_side_effect,
)
from tests.importing.batches import drug
from tests.importing.sheets.loads import issues, lines, load_now, outcomes, previewed

HEADER = "drug,effect"


@pytest.fixture
def page(db):
    return make_drug(title="Examplazole", slug="examplazole")


def hints(batch):
    found = BatchIssue.objects.filter(row__batch=batch, severity="hint")
    return [(i.place, i.code, i.message) for i in found.order_by("id")]


def test_a_slip_in_an_effect_is_told_the_near_name(page):
    make_effect("Purple toes")

    batch = previewed(side_effects=(HEADER, "examplazole,Purple teos"))

    assert hints(batch) == [
        (
            "side_effects!B2",
            "new_effect",
            'The vocabulary does not have "Purple teos", so it becomes a new effect. '
            'Did you mean "Purple toes"?',
        )
    ]


def test_a_hint_keeps_no_line_out_and_is_nothing_to_mend(page):
    batch = previewed(side_effects=(HEADER, "examplazole,Purple teos"))

    assert outcomes(batch) == {"examplazole": "changed"}
    assert lines(batch, "side_effects") == {"new": 1}
    with pytest.raises(NothingToMend):
        errors_only(batch, "csv")
    load_now(batch)
    assert drug("examplazole").side_effects.get().effect.proposed_in == batch


def test_a_name_with_nothing_near_is_said_to_be_new_and_no_more(page):
    batch = previewed(side_effects=(HEADER, "examplazole,Zyxwv"))

    ((_, _, message),) = hints(batch)
    assert message.endswith('"Zyxwv", so it becomes a new effect.')


def test_a_word_of_the_table_is_near_before_any_page_has_it(page):
    batch = previewed(side_effects=(HEADER, "examplazole,Headahce"))

    ((_, _, message),) = hints(batch)
    assert message.endswith('Did you mean "Headache"?')
    assert not Effect.objects.exists()


def test_each_new_effect_is_told_once(page):
    make_drug(title="Samplidone", slug="samplidone")

    batch = previewed(
        side_effects=(
            HEADER,
            "examplazole,Purple teos",
            "samplidone,purple teos",
            "samplidone,Blue ears",
        )
    )

    assert [place for place, _, _ in hints(batch)] == [
        "side_effects!B2",
        "side_effects!B4",
    ]


def test_names_synonyms_and_words_of_the_table_are_no_slip(page):
    make_effect("Purple toes").synonyms.create(text="Violet toes")
    text = (HEADER, *(f"examplazole,{n}" for n in ("purple toes", "Fever", "pyrexia")))

    batch = previewed(side_effects=(*text, "examplazole,Violet toes"))

    assert hints(batch) == []


def test_a_line_that_names_no_effect_gets_no_hint(page):
    row = make_side_effect(page, effect=make_effect("Purple toes"))

    batch = previewed(
        side_effects=("drug,key,wording", f"examplazole,{row.key},On both feet")
    )

    assert lines(batch, "side_effects") == {"changed": 1}
    assert issues(batch) == []


def test_a_new_class_is_told_the_near_name_and_a_known_one_is_not(page):
    make_drug_class("Sample blockers")

    batch = previewed(
        classes=(
            "drug,drug_class",
            "examplazole,Sample blockers",
            "examplazole,sample blockers",
        )
    )

    assert hints(batch) == [
        (
            "classes!B3",
            "new_class",
            'There is no class "sample blockers" yet, so it becomes a new one. Did you '
            'mean "Sample blockers"?',
        )
    ]
    load_now(batch)
    assert DrugClass.objects.count() == 2


def test_the_names_are_read_once_and_compared_with_the_first_slips_only(monkeypatch):
    monkeypatch.setattr(new_names, "MOST_GUESSES", 2)
    reads = []

    def names():
        reads.append(1)
        return ["Headache"]

    new = NewNames(names, "New: {}.")
    assert reads == []

    said = [new.hint(name) for name in ("Headahce", "Hedache", "Headaceh", "Hedache")]

    assert said == [
        'New: Headahce. Did you mean "Headache"?',
        'New: Hedache. Did you mean "Headache"?',
        "New: Headaceh.",
        "",
    ]
    assert reads == [1]


def test_long_names_leave_room_for_the_near_one():
    longest = "x" * 300

    said = NewNames(lambda: [f"{longest}y"], 'No "{}".').hint(longest)

    assert "Did you mean" in said
    assert len(said) < 200
