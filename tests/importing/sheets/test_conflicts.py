"""Nothing is overwritten that somebody changed or has open, and nothing is claimed."""

import pytest
from django.utils import timezone

from monographs.importing.advance import advance, run
from monographs.importing.decisions import cancel, load
from monographs.importing.lease import claim
from monographs.importing.sheets.decisions import take_anyway
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
