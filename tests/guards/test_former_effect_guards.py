"""What was merged into another effect stays on record, attacked with raw SQL."""

import uuid
from copy import copy

import pytest
from django.db import connection
from django.utils import timezone

from monographs.models import Effect, FormerEffect
from monographs.workflow import merge_effects
from tests.factories import make_drug, make_editor, make_effect, make_side_effect
from tests.guards.raw import delete, insert, refused, replace, run, update

pytestmark = pytest.mark.django_db


@pytest.fixture
def former():
    return merge_effects(make_effect("Head pain"), make_effect(), by=make_editor())


def remembered(of, kept, **fields):
    """Of an effect, as the verb would write it."""
    known = {"key": of.key, "name": of.name, "slug": of.slug, "number": of.pk}
    made = {"effect": kept, "by": make_editor(), "at": timezone.now()}
    return FormerEffect(**(known | made | fields))


def as_stored(key):
    return key if connection.vendor == "postgresql" else key.hex


@pytest.mark.parametrize("column", ["key", "slug"])
def test_no_new_effect_takes_its_key_or_address(former, column):
    new = Effect(name="Other", slug="other")
    setattr(new, column, getattr(former, column))

    with refused("was merged into another"):
        insert(new)


def test_no_other_effect_moves_to_its_address(former):
    with refused("was merged into another"):
        update(make_effect(), slug=former.slug)


@pytest.mark.parametrize("column", ["key", "slug"])
def test_no_effect_is_remembered_under_the_key_or_address_of_another(column):
    one, other, kept = make_effect(), make_effect(), make_effect()

    with refused("Another effect has this"):
        insert(remembered(one, kept, **{column: getattr(other, column)}))
    with refused("Another effect has this"):
        insert(remembered(one, kept, number=other.pk))
    with refused("Another effect has this"):
        insert(remembered(one, kept, number=None))


def test_what_is_remembered_is_no_longer_in_the_vocabulary():
    one, kept = make_effect(), make_effect()

    insert(remembered(one, kept))

    assert not Effect.objects.filter(key=one.key).exists()


def test_an_effect_that_a_draft_names_does_not_go():
    effect = make_effect()
    make_side_effect(make_drug(), effect)

    with refused():
        insert(remembered(effect, make_effect()))
    with refused():
        insert(remembered(effect, effect))


def test_it_stays_what_it_was(former):
    changes = {
        "key": as_stored(uuid.uuid4()),
        "slug": "elsewhere",
        "name": "Something else",
        "number": 99999,
        "by_id": make_editor().pk,
        "at": "2020-01-01 00:00:00+00:00",
        "effect_id": make_effect().pk,
    }
    for column, value in changes.items():
        with refused("stays on record"):
            update(former, **{column: value})
    with refused("stays on record"):
        delete(former)


def test_it_moves_on_only_with_the_effect_that_it_leads_to(former):
    end = make_effect()

    merge_effects(former.effect, end, by=make_editor())

    former.refresh_from_db()
    assert former.effect == end
    with refused():
        delete(end)


@pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="only SQLite knows INSERT OR REPLACE"
)
def test_it_is_never_replaced(former):
    with refused("stays on record"):
        replace(former)
    for column in ("key", "slug", "number"):
        other = copy(former)
        other.pk, other.key, other.slug, other.number = None, uuid.uuid4(), "x", 99999
        setattr(other, column, getattr(former, column))
        with refused():
            insert(other)


@pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="only PostgreSQL knows TRUNCATE"
)
def test_they_are_never_emptied(former):
    connection.check_constraints()

    with refused("stays on record"):
        run("TRUNCATE monographs_formereffect CASCADE")
