"""What people said, attacked with raw SQL."""

import pytest
from django.db import connection
from django.utils import timezone

from monographs.models import Comment
from monographs.workflow import answer, comment, resolve_comment
from tests.factories import make_drug, make_editor
from tests.guards.raw import delete, insert, refused, replace, run, update

pytestmark = pytest.mark.django_db


@pytest.fixture
def said():
    return comment(make_drug(), text="Is this right?", by=make_editor())


@pytest.mark.parametrize(
    "columns", [{"text": "Never mind."}, {"quote": "x"}, {"place": "x"}]
)
def test_a_comment_stays_as_it_was_said(said, columns):
    with refused("as they said it"):
        update(said, **columns)


def test_nobody_is_made_to_have_said_it(said):
    with refused("as they said it"):
        update(said, by_id=make_editor().pk)


def test_a_comment_is_never_deleted(said):
    with refused("as they said it"):
        delete(said)


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="only PostgreSQL knows TRUNCATE"
)
def test_comments_are_never_emptied(said):
    connection.check_constraints()  # else PostgreSQL has another reason to refuse

    with refused("as they said it"):
        run("TRUNCATE monographs_comment CASCADE")


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="only SQLite knows INSERT OR REPLACE"
)
def test_a_comment_is_never_replaced(said):
    with refused("as they said it"):
        replace(said)


def test_it_may_be_resolved_by_somebody_at_a_time_only(said):
    with refused("comment_resolved_by_and_at"):
        update(said, resolved_at=timezone.now())


def test_an_empty_comment_is_refused(said):
    empty = Comment(monograph=said.monograph, text=" ", by=said.by, at=timezone.now())

    with refused("comment_has_a_text"):
        insert(empty)


def test_an_answer_belongs_to_a_comment_on_the_same_page(said):
    elsewhere = Comment(
        monograph=make_drug(), parent=said, text="No.", by=said.by, at=timezone.now()
    )

    with refused("on the same page"):
        insert(elsewhere)


def test_an_answer_to_an_answer_is_refused(said):
    first = answer(said, text="Yes.", by=said.by)
    second = Comment(
        monograph=said.monograph,
        parent=first,
        text="No.",
        by=said.by,
        at=timezone.now(),
    )

    with refused("belongs to a comment"):
        insert(second)


def test_an_answer_is_not_resolved(said):
    said_back = answer(said, text="Yes.", by=said.by)

    with refused("comment_resolved_by_and_at"):
        update(said_back, resolved_by_id=said.by_id, resolved_at=timezone.now())


def test_resolving_and_opening_again_pass_the_guards(said):
    resolve_comment(said, by=said.by)
    answer(said, text="Not quite.", by=said.by)

    said.refresh_from_db()
    assert said.is_open
