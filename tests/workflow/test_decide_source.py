"""What is taken from a competing source, by whom, and what is left of it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monographs.content import loads, read_working_copy
from monographs.content.competing import Choice, Kind, side_by_side
from monographs.models import BatchRow, Effect, Event, Finding, SourceDecision
from monographs.workflow import Note, TransitionRefused, decide_source
from monographs.workflow.decide_source import there_of
from tests.competing_imports import imported_twice
from tests.factories import (
    edit,
    make_editor,
    make_effect,
    make_reviewer,
    make_steward,
)
from tests.importing.batches import loaded, undo_now, verify_all

pytestmark = pytest.mark.django_db

THEIRS, OURS, BOTH, NEITHER = Choice.THEIRS, Choice.OURS, Choice.BOTH, Choice.NEITHER


@pytest.fixture
def twice():
    return imported_twice()


def differences(page, row):
    return side_by_side(read_working_copy(page), there_of(row)).differences


def about(page, row, word):
    """The difference whose rows hold this word."""
    [found] = [
        difference
        for difference in differences(page, row)
        if word in f"{difference.here}{difference.there}"
    ]
    return found


def kept(page, row):
    """Ours, wherever something has to be chosen."""
    return {one.id: OURS for one in differences(page, row) if one.is_always_chosen}


def decide(page, row, chosen=(), *, by=None, reason="Ours is newer.", **fields):
    """`chosen` is by a word of each difference; what else must be chosen is ours."""
    page.refresh_from_db()
    choices = kept(page, row) | {
        about(page, row, word).id: choice for word, choice in dict(chosen).items()
    }
    fields = {"seen": page.edit_version} | fields
    return decide_source(
        row, choices=choices, reason=reason, by=by or make_editor(), **fields
    )


def test_the_example_differs_in_every_kind(twice):
    kinds = {kind for difference in differences(*twice) for kind in difference.kinds}

    assert kinds >= {Kind.YES_NO, Kind.DOSE, Kind.ONLY_HERE, Kind.ONLY_THERE}


def test_keeping_ours_changes_nothing_but_the_record(twice):
    page, row = twice
    before, version = read_working_copy(page), page.edit_version
    person = make_editor()

    decision = decide(page, row, by=person)

    page.refresh_from_db()
    assert read_working_copy(page) == before
    assert page.edit_version == version
    assert not page.contributors.filter(person=person).exists()
    assert (decision.by, decision.reason) == (person, "Ours is newer.")
    [event] = page.events.all()
    assert event.kind == Event.Kind.SOURCE_DECIDED
    assert event.reason == "Ours is newer."
    assert event.detail["path"] == "theirs/examplazole.md"


def test_a_taken_row_keeps_our_key_and_names_its_source(twice):
    page, row = twice
    dose = page.sections.get(kind="dosage")
    person = make_editor()

    decide(page, row, {"50 mg": THEIRS}, by=person)

    taken = page.sections.get(kind="dosage")
    assert taken.key == dose.key
    assert "50 mg" in taken.body
    assert taken.origin == "import"
    assert taken.source == row.source
    line = bytes(row.source.content).decode().split("\n")[taken.line_to - 1]
    assert "50 mg" in line
    assert [event.kind for event in page.events.all()] == [Event.Kind.SOURCE_DECIDED]


def test_who_takes_a_row_has_verified_it_and_contributed(twice):
    page, row = twice
    person = make_editor()

    decide(page, row, {"50 mg": THEIRS}, by=person)

    taken = page.sections.get(kind="dosage")
    assert taken.verified_by == person
    untouched = page.sections.get(kind="usage")
    assert untouched.is_unverified
    writers = set(page.contributors.values_list("person", flat=True))
    assert {person.pk, row.batch.by_id} <= writers


def test_who_may_not_verify_leaves_it_unverified(twice):
    page, row = twice

    decide(page, row, {"50 mg": THEIRS}, by=make_steward())

    assert page.sections.get(kind="dosage").is_unverified


def test_what_was_verified_stays_so_unless_it_is_replaced(twice):
    page, row = twice
    reader = make_reviewer()
    verify_all(page, by=reader)

    decide(page, row, {"50 mg": THEIRS}, by=make_steward())

    assert page.sections.get(kind="usage").verified_by == reader
    assert page.sections.get(kind="dosage").is_unverified


def test_an_effect_that_is_new_comes_into_the_vocabulary(twice):
    page, row = twice
    assert not Effect.objects.filter(name="Purple toes").exists()

    decide(page, row, {"Purple toes": THEIRS})

    effect = Effect.objects.get(name="Purple toes")
    assert effect.slug == "purple-toes"
    assert effect.proposed_in == row.batch
    assert page.side_effects.filter(effect=effect).exists()


def test_an_effect_that_somebody_added_since_is_used(twice):
    page, row = twice
    known = Effect.objects.create(name="purple toes", slug="toes")

    decide(page, row, {"Purple toes": THEIRS})

    assert page.side_effects.filter(effect=known).exists()


def test_both_are_kept_with_a_finding():
    page, row = imported_twice(common="Headache (>10%)")
    [headache] = [
        difference
        for difference in differences(page, row)
        if "Headache" in str(difference.here) and difference.there
    ]

    decide_source(
        row,
        choices=kept(page, row) | {headache.id: BOTH},
        reason="Two studies.",
        by=make_editor(),
        seen=page.edit_version,
    )

    rows = page.side_effects.filter(effect__name="Headache")
    assert rows.count() == 2
    finding = Finding.objects.get(monograph=page, code="effect_twice")
    assert finding.row_key in set(rows.values_list("key", flat=True))
    assert finding.origin == Finding.Origin.CHECK


def test_neither_and_dropping_take_rows_out(twice):
    page, row = twice

    decide(page, row, {"50 mg": NEITHER, "Headache": NEITHER, "alcohol": NEITHER})

    assert not page.sections.filter(kind="dosage").exists()
    assert not page.side_effects.filter(effect__name="Headache").exists()
    assert [faq.question for faq in page.faqs.all()] == ["May I drive?"]


def test_the_record_says_what_was_taken_kept_and_dropped(twice):
    page, row = twice
    ours = about(page, row, "50 mg").here

    decision = decide(page, row, {"50 mg": THEIRS, "Headache": NEITHER})

    by_choice = {
        entry["about"]: entry["choice"]
        for entry in decision.choices
        if entry["choice"] != "ours"
    }
    assert by_choice == {"Dosage": "theirs", "Headache": "neither"}
    [dose] = [entry for entry in decision.choices if entry["about"] == "Dosage"]
    assert dose["here"] == dose["taken_as"] == str(ours.key)
    assert dose["kinds"] == ["dose"]


def test_a_note_for_readers_is_written_with_the_decision(twice):
    page, row = twice
    note = Note(
        question="May I drink alcohol?",
        positions="* One: yes.\n* Another: no.",
        shown="Do not drink.",
        reason="The cautious advice counts.",
        is_settled=True,
    )

    decide(page, row, note=note)

    written = page.disagreements.get()
    assert written.question == "May I drink alcohol?"
    assert written.is_settled
    assert written.origin == "person"
    assert page.events.count() == 1


@pytest.mark.parametrize(
    "note", [Note(question=" "), Note(question="May I?", is_settled=True)]
)
def test_a_note_that_says_nothing_is_refused(twice, note):
    page, row = twice

    with pytest.raises(TransitionRefused, match="says what"):
        decide(page, row, note=note)

    assert not SourceDecision.objects.exists()


def test_a_decided_source_competes_no_longer_and_its_finding_goes(twice):
    page, row = twice
    assert Finding.objects.filter(monograph=page, code="competing_source").exists()
    assert list(BatchRow.objects.competing_undecided()) == [row]

    decide(page, row)

    assert not BatchRow.objects.competing_undecided().exists()
    assert list(BatchRow.objects.competing()) == [row]
    assert not Finding.objects.filter(code="competing_source").exists()
    row.refresh_from_db()
    assert loads(row.after).title == "Examplazole"


# --- Refusals -------------------------------------------------------------------------


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_decision_needs_a_reason(twice, reason):
    with pytest.raises(TransitionRefused, match="needs a reason"):
        decide(*twice, reason=reason)


def test_yes_against_no_is_chosen_by_a_person(twice):
    page, row = twice

    with pytest.raises(TransitionRefused, match=r"May I drink alcohol\?"):
        decide_source(
            row, choices={}, reason="x", by=make_editor(), seen=page.edit_version
        )


@pytest.mark.parametrize("kind", [Kind.DOSE, Kind.FREQUENCY])
def test_differing_figures_are_chosen_by_a_person(kind):
    page, row = imported_twice(common="Headache (>10%)")
    choices = kept(page, row)
    [open_one] = [one for one in differences(page, row) if kind in one.kinds]
    del choices[open_one.id]

    with pytest.raises(TransitionRefused, match="differ in dose figures, seriousness"):
        decide_source(
            row, choices=choices, reason="x", by=make_editor(), seen=page.edit_version
        )


def test_a_stale_page_decides_nothing(twice):
    page, row = twice
    seen = page.edit_version
    edit(page, by=make_editor())

    with pytest.raises(TransitionRefused, match="changed after you opened it"):
        decide(page, row, seen=seen)


def test_it_is_decided_once(twice):
    decide(*twice, by=make_editor(printed_name="Anna"))

    with pytest.raises(TransitionRefused, match="Anna decided about this source"):
        decide(*twice)


@pytest.mark.parametrize(
    "choices", [{"nothing": OURS}, {"Purple toes": BOTH}, {"Headache": THEIRS}]
)
def test_choices_that_fit_nothing_are_refused(twice, choices):
    page, row = twice
    ids = {
        word if word == "nothing" else about(page, row, word).id: choice
        for word, choice in choices.items()
    }

    with pytest.raises(TransitionRefused, match="fits none of the differences"):
        decide_source(
            row, choices=ids, reason="x", by=make_editor(), seen=page.edit_version
        )


def test_a_file_that_became_the_working_copy_competes_with_nothing(twice):
    page, _ = twice

    with pytest.raises(TransitionRefused, match="no competing source"):
        decide_source(
            page.batch_rows.get(outcome="new"),
            choices={},
            reason="x",
            by=make_editor(),
            seen=page.edit_version,
        )


def test_a_source_that_was_taken_back_is_not_decided_about(twice):
    page, row = twice
    undo_now(row.batch)

    with pytest.raises(TransitionRefused, match="no competing source"):
        decide_source(
            row, choices={}, reason="x", by=make_editor(), seen=page.edit_version
        )


def test_reviewers_do_not_decide_what_is_written(twice):
    with pytest.raises(PermissionDenied):
        decide(*twice, by=make_reviewer())


# --- Undoing its import ---------------------------------------------------------------


@pytest.mark.parametrize("chosen", [{}, {"50 mg": THEIRS, "Purple toes": THEIRS}])
def test_undoing_the_import_keeps_what_was_decided_about(twice, chosen):
    page, row = twice
    decide(page, row, chosen, by=make_editor(printed_name="Anna"))
    before = read_working_copy(page)

    batch = undo_now(row.batch)

    row.refresh_from_db()
    assert batch.state == "undone"
    assert row.state == "kept"
    assert row.message == "Kept: Anna has decided about it as a competing source."
    assert row.source is not None
    assert read_working_copy(page) == before
    assert Effect.objects.filter(name="Purple toes").exists() == bool(chosen)


def test_undoing_the_first_import_keeps_the_page_that_was_decided_about(twice):
    page, row = twice
    decide(page, row)

    undo_now(page.batch_rows.get(outcome="new").batch)

    page.refresh_from_db()
    assert SourceDecision.objects.get().monograph == page


def test_the_same_file_again_does_not_compete_again(twice):
    page, row = twice
    decide(page, row)

    again = loaded({"again/examplazole.md": bytes(row.source.content)})

    assert again.rows.get().outcome == "unchanged"
    assert not BatchRow.objects.competing_undecided().exists()


def test_the_number_of_queries_does_not_grow_with_what_is_taken():
    counts = []
    for title, many in [("Examplazole", 2), ("Samplidone", 40)]:
        names = "\n* ".join(f"Green toe {many} {n}" for n in range(many))
        page, row = imported_twice(title, common=names)
        green = {
            difference.id: THEIRS
            for difference in differences(page, row)
            if "Green" in str(difference.there)
        }
        assert len(green) == many
        chosen = kept(page, row) | green
        with CaptureQueriesContext(connection) as queries:
            decide_source(
                row,
                choices=chosen,
                reason="All of them.",
                by=make_editor(),
                seen=page.edit_version,
            )
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_what_is_taken_is_shown_in_todays_words(twice):
    page, row = twice
    [proposed] = [
        one for one in loads(row.after).side_effects if one.effect == "Purple toes"
    ]
    effect = make_effect("Violet toes", key=proposed.effect_key)

    shown = about(page, row, "Violet toes")
    decide(page, row, {"Violet toes": THEIRS})

    assert "Purple" not in shown.there.effect
    assert page.side_effects.filter(effect=effect).exists()
