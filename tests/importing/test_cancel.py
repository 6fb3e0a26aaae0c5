"""Stopping an import, whatever it is doing."""

import pytest

from monographs.importing.advance import advance, run
from monographs.importing.decisions import cancel, load, undo
from monographs.importing.lease import claim
from monographs.models import Effect, Monograph, SourceDocument
from monographs.workflow import TransitionRefused
from tests.factories import make_drug
from tests.importing.batches import (
    files_about,
    loaded,
    previewed,
    states,
    take_in_files,
)

pytestmark = pytest.mark.django_db


def test_cancel_while_reading():
    batch = take_in_files(files_about("Examplazole"))

    batch = run(cancel(batch, by=batch.by))

    assert batch.state == "cancelled"
    assert not Monograph.objects.exists()


def test_cancel_at_the_preview():
    batch = previewed(files_about("Examplazole"))

    assert cancel(batch, by=batch.by).state == "cancelled"


def test_cancel_while_loading_takes_back_what_was_loaded(small_chunks):
    batch = previewed(files_about("Examplazole", "Samplidone"))
    batch = claim(load(batch, by=batch.by))
    advance(batch)
    assert Monograph.objects.count() == 1

    cancel(batch, by=batch.by)
    while batch.is_working:
        advance(batch)

    assert batch.state == "cancelled"
    assert set(states(batch).values()) == {"planned", "reverted"}
    for model in (Monograph, Effect, SourceDocument):
        assert not model.objects.exists()


def test_cancel_while_an_outdated_load_is_taken_back(small_chunks):
    batch = previewed(files_about("Examplazole", "Stubomycin"))
    make_drug(title="Stubomycin", slug="stubomycin")
    batch = claim(load(batch, by=batch.by))
    while batch.state != "undoing":
        advance(batch)

    cancel(batch, by=batch.by)
    while batch.is_working:
        advance(batch)

    assert batch.state == "cancelled"
    assert not Monograph.objects.filter(slug="examplazole").exists()


@pytest.mark.parametrize("end", ["done", "undoing", "undone", "cancelled"])
def test_cancel_where_there_is_nothing_to_cancel(end):
    batch = loaded(files_about("Examplazole"))
    if end in ("undoing", "undone"):
        batch = undo(batch, by=batch.by)
    if end == "undone":
        batch = run(batch)
    if end == "cancelled":
        batch = previewed(files_about("Samplidone"))
        batch = cancel(batch, by=batch.by)
    assert batch.state == end

    with pytest.raises(TransitionRefused, match="nothing to cancel"):
        cancel(batch, by=batch.by)
