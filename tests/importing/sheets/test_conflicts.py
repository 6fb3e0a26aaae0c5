"""Nothing is overwritten that somebody changed or has open, and nothing is claimed."""

import pytest
from django.utils import timezone

from monographs.importing.advance import advance, run
from monographs.importing.decisions import cancel, load
from monographs.importing.lease import claim
from monographs.importing.sheets.decisions import take_anyway, use_mapping
from monographs.importing.sheets.mapping import Mapping
from monographs.models import Monograph, Presence
from monographs.workflow import TransitionRefused
from tests.factories import edit, make_drug, make_editor, make_name, make_steward
from tests.importing.batches import drug
from tests.importing.sheets.exports import exported
from tests.importing.sheets.loads import (
    load_now,
    loaded,
    outcomes,
    previewed,
    states,
    undo_now,
)

pytestmark = pytest.mark.django_db

NAMES = ("drug,kind,name", "examplazole,brand,A")
TWO = (
    "drug,kind,name",
    "examplazole,brand,A",
    "samplidone,brand,B",
)


def opened_by(person, monograph):
    now = timezone.now()
    return Presence.objects.create(
        monograph=monograph, person=person, opened_at=now, seen_at=now
    )


# --- Seen by the preview --------------------------------------------------------------


def test_a_page_that_somebody_has_open_is_a_conflict():
    monograph = make_drug(slug="examplazole")
    opened_by(make_editor(printed_name="Edith"), monograph)

    batch = loaded(names=NAMES)

    assert outcomes(batch) == {"examplazole": "conflict"}
    assert "Edith" in batch.rows.get().message
    assert not monograph.names.exists()


def test_whoever_loads_may_have_it_open():
    steward = make_steward()
    opened_by(steward, make_drug(slug="examplazole"))

    batch = loaded(names=NAMES, by=steward)

    assert outcomes(batch) == {"examplazole": "changed"}


def test_lines_exported_before_the_desk_changed_the_page_are_a_conflict():
    monograph = make_drug(slug="examplazole")
    make_name(monograph, "A")
    sheets = exported(monograph)
    sheets["names"][0]["name"] = "B"
    edit(monograph, by=make_editor())

    batch = loaded(*sheets.files())

    assert outcomes(batch) == {"examplazole": "conflict"}
    assert drug("examplazole").names.get().text == "A"


def test_where_nothing_differs_there_is_no_conflict():
    monograph = make_drug(slug="examplazole")
    sheets = exported(monograph)
    sheets.pop("sections")
    edit(monograph, by=make_editor())

    batch = loaded(*sheets.files())

    assert outcomes(batch) == {}


def test_what_the_same_person_loaded_in_between_is_no_conflict():
    steward = make_steward()
    monograph = make_drug(slug="examplazole")
    make_name(monograph, "A")
    sheets = exported(monograph)
    for text in ("B", "C"):
        sheets["names"][0]["name"] = text
        batch = loaded(*sheets.files(), by=steward)

    assert outcomes(batch) == {"examplazole": "changed"}
    assert drug("examplazole").names.get().text == "C"


def test_what_another_person_loaded_in_between_is_one():
    monograph = make_drug(slug="examplazole")
    make_name(monograph, "A")
    sheets = exported(monograph)
    for text in ("B", "C"):
        sheets["names"][0]["name"] = text
        batch = loaded(*sheets.files(), by=make_steward())

    assert outcomes(batch) == {"examplazole": "conflict"}


def test_a_conflict_is_loaded_where_a_person_says_so():
    steward = make_steward()
    monograph = make_drug(slug="examplazole")
    opened_by(make_editor(), monograph)
    batch = previewed(names=NAMES, by=steward)

    row = take_anyway(batch.rows.get(), by=steward)
    load_now(batch)

    row.refresh_from_db()
    assert (row.outcome, row.decision, row.decided_by) == ("changed", "taken", steward)
    assert row.state == "applied"
    assert monograph.names.get().text == "A"


def outdated_by_one_change(page, text):
    """An export of the page, with another name, that the desk has overtaken."""
    make_name(page, "A")
    sheets = exported(page)
    sheets["names"][0]["name"] = text
    edit(page, by=make_editor())
    return sheets


@pytest.fixture
def taken(one_drug_a_chunk):
    """A conflict that a person took, in a batch that is thrown back to its preview."""
    first, second = two_drugs()
    sheets = outdated_by_one_change(first, "B")
    make_name(second, "A")
    sheets["names"].append({**sheets["names"][0], "key": "", "drug": "samplidone"})
    steward = make_steward()
    batch = previewed(*sheets.files(), by=steward)
    take_anyway(batch.rows.get(path="examplazole"), by=steward)
    return batch


def test_a_conflict_taken_stays_taken_when_another_page_changed(taken):
    edit(drug("samplidone"), by=make_editor())

    again = load_now(taken)
    row = again.rows.get(path="examplazole")
    done = load_now(again)

    assert "was changed since the preview" in again.message
    assert (row.outcome, row.decision) == ("changed", "taken")
    assert (row.decided_by, row.state) == (taken.by, "planned")
    assert done.state == "done"
    assert drug("examplazole").names.get().text == "B"


def test_it_stays_taken_through_several_plans(taken):
    for _ in range(3):
        edit(drug("samplidone"), by=make_editor())
        taken = load_now(taken)
        assert taken.state == "preview"

    assert taken.rows.get(path="examplazole").decision == "taken"


def test_a_conflict_taken_is_one_again_when_its_page_changed(taken):
    edit(drug("examplazole"), by=make_editor())

    again = load_now(taken)

    row = again.rows.get(path="examplazole")
    assert (row.outcome, row.decision, row.decided_by) == ("conflict", "", None)
    assert load_now(again).state == "done"
    assert drug("examplazole").names.get().text == "A"


def test_a_change_between_two_plans_is_not_taken_for_the_import_s_own(taken):
    edit(drug("samplidone"), by=make_editor())
    again = load_now(taken)
    edit(drug("examplazole"), by=make_editor())
    edit(drug("samplidone"), by=make_editor())

    again = load_now(again)

    assert outcomes(again)["examplazole"] == "conflict"


def test_a_conflict_taken_is_one_again_under_other_columns(taken):
    mapping = Mapping.from_json({**taken.mapping, "blank": "clear"})

    again = run(use_mapping(taken, mapping, by=taken.by))

    assert outcomes(again)["examplazole"] == "conflict"


def test_the_same_columns_once_more_leave_it_taken(taken):
    again = run(use_mapping(taken, Mapping.from_json(taken.mapping), by=taken.by))

    assert outcomes(again)["examplazole"] == "changed"


def test_what_was_loaded_and_taken_back_is_no_conflict(one_drug_a_chunk):
    """Of the same export, whether it is loaded again or only compared anew."""
    first, second = two_drugs()
    make_name(first, "A")
    make_name(second, "A")
    sheets = exported(first, second)
    for row in sheets["names"]:
        row["name"] = "B"
    del sheets["drugs"][1]
    steward = make_steward()
    batch = previewed(*sheets.files(), by=steward)
    edit(second, by=make_editor())

    batch = load_now(batch)
    compared_anew = outcomes(batch)
    undo_now(load_now(batch))
    loaded_again = outcomes(previewed(*sheets.files(), by=steward))

    assert compared_anew == {"examplazole": "changed", "samplidone": "changed"}
    assert loaded_again == compared_anew


def test_only_conflicts_of_a_preview_are_decided():
    make_drug(slug="examplazole")
    batch = previewed(names=NAMES)

    with pytest.raises(TransitionRefused, match="no conflict"):
        take_anyway(batch.rows.get(), by=batch.by)


# --- Seen while loading ---------------------------------------------------------------


@pytest.fixture
def one_drug_a_chunk(monkeypatch):
    for module in ("apply", "undo"):
        monkeypatch.setattr(f"monographs.importing.sheets.{module}.CHUNK", 1)


def two_drugs():
    return make_drug(slug="examplazole"), make_drug(slug="samplidone")


def test_a_page_changed_after_the_preview_brings_all_back_to_it(one_drug_a_chunk):
    first, second = two_drugs()
    batch = previewed(names=TWO)
    edit(second, by=make_editor())

    batch = load_now(batch)

    assert batch.state == "preview"
    assert "was changed since the preview" in batch.message
    assert "Nothing was loaded. Look at the preview again." in batch.message
    assert batch.applied_at is None
    assert not first.names.exists()
    assert "loaded" not in batch.counts
    assert outcomes(batch) == {"examplazole": "changed", "samplidone": "changed"}
    assert load_now(batch).state == "done"


def test_a_row_made_invalid_after_the_preview_is_told(one_drug_a_chunk):
    first, second = two_drugs()
    row = make_name(second, "old")
    batch = previewed(
        names=(
            "key,drug,kind,name",
            ",examplazole,brand,A",
            f"{row.key},samplidone,brand,B",
        )
    )
    edit(second, by=make_editor())
    make_name(second, "B")

    batch = load_now(batch)

    assert batch.state == "preview"
    assert outcomes(batch) == {"examplazole": "changed", "samplidone": "error"}
    assert not first.names.exists()


def test_a_drug_that_was_added_after_the_preview(one_drug_a_chunk):
    batch = previewed(drugs=("kind,address,title", "drug,examplazole,Examplazole"))
    make_drug(slug="examplazole", title="Examplazole")

    batch = load_now(batch)

    assert batch.state == "preview"
    assert "was added since the preview" in batch.message


def test_a_drug_that_was_removed_after_the_preview():
    first, _ = two_drugs()
    batch = previewed(names=TWO)
    Monograph.objects.filter(pk=first.pk).update(slug="elsewhere")

    batch = load_now(batch)

    assert batch.state == "preview"
    assert outcomes(batch) == {"examplazole": "error", "samplidone": "changed"}


def test_a_page_opened_after_the_preview(one_drug_a_chunk):
    first, second = two_drugs()
    batch = previewed(names=TWO)
    opened_by(make_editor(printed_name="Edith"), second)

    batch = load_now(batch)

    assert batch.state == "preview"
    assert batch.message.startswith("Edith has")
    assert outcomes(batch) == {"examplazole": "changed", "samplidone": "conflict"}
    assert not first.names.exists()


def test_rights_that_are_gone_after_the_preview():
    two_drugs()
    batch = previewed(names=TWO)
    load(batch, by=batch.by)
    batch.by.groups.clear()

    batch = run(batch)

    assert batch.state == "preview"
    assert "lacks the right" in batch.message


def test_cancelling_takes_back_what_was_loaded(one_drug_a_chunk):
    first, _ = two_drugs()
    batch = load(previewed(names=TWO), by=make_steward())
    batch = claim(batch)
    advance(batch)
    assert first.names.exists()
    cancel(batch, by=batch.by)

    while batch.is_working:
        advance(batch)

    assert batch.state == "cancelled"
    assert not first.names.exists()
    assert states(batch) == {"examplazole": "reverted", "samplidone": "planned"}
    assert not batch.lines.exists()
