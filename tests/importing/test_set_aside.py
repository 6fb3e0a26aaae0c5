"""Files that hold no monograph wait for a person; unreadable ones stop all."""

import pytest

from monographs.importing.decisions import discard, load, make_drug
from monographs.models import Monograph
from monographs.workflow import TransitionRefused
from tests.factories import make_drug as make_typed_drug
from tests.importing.batches import (
    PATH,
    files_about,
    load_now,
    loaded,
    outcomes,
    previewed,
    row_of,
    states,
    undo_now,
)
from tests.importing.documents_about import UNREADABLE, refusal_about

pytestmark = pytest.mark.django_db


def test_a_refusal_waits_with_its_text_and_is_no_drug():
    batch = loaded({"heap/n.md": refusal_about("Nothingol")})

    row = row_of(batch, "heap/n.md")
    assert (row.outcome, row.state) == ("set_aside", "applied")
    assert "says nothing of a medicine" in row.message
    assert "I need more information" in row.after
    assert row.source
    assert not Monograph.objects.exists()


def test_a_refusal_that_was_discarded_does_not_come_back():
    batch = loaded({"heap/n.md": refusal_about("Nothingol")})

    row = discard(row_of(batch, "heap/n.md"), by=batch.by, reason="A refusal.")

    assert (row.decision, row.decided_by) == ("discarded", batch.by)
    again = loaded({"heap/n.md": refusal_about("Nothingol")})
    assert outcomes(again) == {"heap/n.md": "unchanged"}
    assert "discarded: A refusal." in row_of(again, "heap/n.md").message


def test_discarding_needs_a_reason_and_happens_once():
    batch = loaded({"heap/n.md": refusal_about("Nothingol")})
    row = row_of(batch, "heap/n.md")

    with pytest.raises(TransitionRefused, match="Write why"):
        discard(row, by=batch.by, reason=" ")
    discard(row, by=batch.by, reason="A refusal.")
    with pytest.raises(TransitionRefused, match="decided about this file already"):
        make_drug(row, by=batch.by)


def test_a_person_makes_a_drug_of_what_was_set_aside():
    batch = loaded({"heap/n.md": refusal_about("Nothingol")})
    row = row_of(batch, "heap/n.md")

    monograph = make_drug(row, by=batch.by, title="Examplazole")

    row.refresh_from_db()
    assert (row.decision, row.monograph) == ("made_a_drug", monograph)
    assert (monograph.title, monograph.slug) == ("Examplazole", "examplazole")
    [section] = monograph.sections.all()
    assert section.source == row.source
    assert section.verified_at is None


def test_no_drug_is_made_where_there_is_one():
    make_typed_drug(title="Nothingol", slug="nothingol")
    batch = loaded({"heap/n.md": refusal_about("Nothingol")})

    with pytest.raises(TransitionRefused, match="another title, or discard it"):
        make_drug(row_of(batch, "heap/n.md"), by=batch.by)


def test_a_drug_that_a_person_made_goes_with_its_import():
    batch = loaded({"heap/n.md": refusal_about("Nothingol")})
    make_drug(row_of(batch, "heap/n.md"), by=batch.by)

    batch = undo_now(batch)

    assert states(batch) == {"heap/n.md": "reverted"}
    assert not Monograph.objects.exists()


def test_nothing_is_decided_about_a_file_before_it_is_loaded():
    batch = previewed({"heap/n.md": refusal_about("Nothingol")})

    with pytest.raises(TransitionRefused, match="does not wait for a decision"):
        make_drug(row_of(batch, "heap/n.md"), by=batch.by)


def test_one_bad_file_stops_all_until_somebody_says_skip():
    batch = previewed(files_about("Examplazole") | {"heap/u.md": UNREADABLE})

    with pytest.raises(TransitionRefused, match="1 file of this import cannot be read"):
        load(batch, by=batch.by)
    batch = load_now(batch, skip_bad=True)

    assert states(batch) == {PATH: "applied", "heap/u.md": "skipped"}
    assert batch.counts["outcomes"] == {"new": 1, "error": 1}
