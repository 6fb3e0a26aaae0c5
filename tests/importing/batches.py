"""Imports for tests: files by their paths go in as far as a test wants them."""

from monographs.content import dumps, read_working_copy, unverified_rows
from monographs.importing.advance import run
from monographs.importing.decisions import load, undo
from monographs.importing.intake import Incoming
from monographs.importing.take_in import take_in
from monographs.models import Monograph
from monographs.workflow import verify
from tests.factories import make_reviewer, make_steward
from tests.importing.documents_about import document_about

PATH = "heap/examplazole.md"


def files_about(*titles, folder="heap", **fields):
    """One document a title, each by its path: "heap/examplazole.md"."""
    return {
        f"{folder}/{title.casefold().replace(' ', '-')}.md": document_about(
            title, **fields
        )
        for title in titles
    }


def take_in_files(files, *, by=None, **fields):
    incoming = [
        Incoming(path, path.partition("/")[2], content)
        for path, content in files.items()
    ]
    return take_in(incoming, name="heap", by=by or make_steward(), **fields)


def previewed(files, **fields):
    return run(take_in_files(files, **fields))


def loaded(files, **fields):
    batch = previewed(files, **fields)
    return load_now(batch)


def load_now(batch, **fields):
    return run(load(batch, by=batch.by, **fields))


def undo_now(batch, *, by=None):
    return run(undo(batch, by=by or batch.by))


def outcomes(batch):
    """What became of each path."""
    return dict(batch.rows.values_list("path", "outcome"))


def states(batch):
    return dict(batch.rows.values_list("path", "state"))


def drug(slug):
    return Monograph.objects.get(slug=slug)


def row_of(batch, path=PATH):
    return batch.rows.get(path=path)


def text_of(slug):
    """The working copy as it would be sealed: with its rows' keys and sources."""
    return dumps(read_working_copy(drug(slug)))


def verify_all(monograph, *, by=None):
    keys = [row.key for row in unverified_rows(monograph)]
    verify(monograph, keys=keys, by=by or make_reviewer())
