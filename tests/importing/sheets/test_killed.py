"""A worker is killed with SIGKILL while it works on spreadsheets, another goes on."""

import signal

import pytest

from monographs.importing.advance import run
from monographs.importing.decisions import load, undo
from tests.factories import make_drug, make_editor, make_name, make_steward
from tests.importing.everything import everything
from tests.importing.killed_worker import CHUNKS, FILES_A_CHUNK
from tests.importing.sheets.loads import loaded, taken_in
from tests.importing.test_killed import end, go_on, start, undisturbed

pytestmark = pytest.mark.django_db(transaction=True)


def begin_reading():
    """New, changed, unchanged, conflicting and bad drugs, several chunks long."""
    editor = make_editor(printed_name="Editor")
    steward = make_steward(printed_name="Steward")
    for slug in ("changed", "twisted", "unchanged"):
        make_name(make_drug(slug=slug, title=slug, by=editor), "Here", position=1)
    loaded(names=("drug,kind,name", "changed,brand,Loaded"), by=steward)
    return taken_in(
        by=steward,
        skip_bad=True,
        drugs=(
            "kind,address,title,edit_version",
            "drug,new,New,",
            "drug,twisted,Twisted,0",
            "comparison,table,Table,",
        ),
        names=(
            "drug,kind,name,position",
            "bad,brand,A,",
            "changed,synonym,Loaded,1",
            "changed,brand,Other,",
            "new,brand,Exemplo,",
            "new,brandy,Exempla,",
            "unchanged,brand,Here,",
        ),
        comparisons=(
            "comparison,feature,subject,text",
            "table,Taken,A,by mouth",
            "table,Taken,B,by hand",
        ),
        side_effects=("drug,effect,frequency", "new,Purple toes,5%"),
    )


def begin_applying():
    batch = run(begin_reading())
    return load(batch, by=batch.by)


def begin_undoing():
    batch = run(begin_applying())
    return undo(batch, by=batch.by)


def begin_to_look_again():
    """What the first chunk loads is taken back, because of a drug in the second."""
    batch = begin_applying()
    make_drug(title="Table", slug="table", by=make_editor(printed_name="Another"))
    return batch


STAGES = {
    "reading": (begin_reading, "preview"),
    "applying": (begin_applying, "done"),
    "undoing": (begin_undoing, "undone"),
    "looking again": (begin_to_look_again, "preview"),
}


@pytest.mark.parametrize(
    ("stage", "moment", "number", "killed_while"),
    [
        ("reading", "chunk", 2, "reading"),
        ("reading", "write", 4, "reading"),
        ("reading", "chunk", 8, "planning"),
        ("reading", "write", 22, "planning"),
        ("applying", "chunk", 1, "applying"),
        ("applying", "write", 8, "applying"),
        ("applying", "write", 30, "applying"),
        ("undoing", "chunk", 1, "undoing"),
        ("undoing", "write", 8, "undoing"),
        ("undoing", "write", 25, "undoing"),
        ("looking again", "chunk", 2, "undoing"),
        ("looking again", "chunk", 4, "planning"),
    ],
)
def test_another_goes_on_where_a_worker_was_killed(
    stage, moment, number, killed_while, monkeypatch
):
    for module in CHUNKS:
        monkeypatch.setattr(module, "CHUNK", FILES_A_CHUNK)
    begin, last_state = STAGES[stage]
    expected = undisturbed(begin)
    batch = begin()

    worker = start("-m", "tests.importing.killed_worker", moment, str(number))
    code, _, err = end(worker)
    assert code == -signal.SIGKILL, err
    batch.refresh_from_db()
    assert batch.state == killed_while

    assert go_on(batch).state == last_state
    assert everything() == expected


def test_two_workers_never_do_one_batch_twice():
    expected = undisturbed(begin_applying)
    batch = begin_applying()

    workers = [start("manage.py", "run_worker", "--once") for _ in range(2)]
    ends = [end(worker) for worker in workers]

    batch.refresh_from_db()
    assert [(code, err) for code, _, err in ends] == [(0, ""), (0, "")]
    assert batch.state == "done"
    assert everything() == expected
