from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from monographs.models import Event, Monograph
from monographs.workflow import StaleEdit, touch, touch_all
from tests.factories import make_drug, make_editor, make_user

pytestmark = pytest.mark.django_db


def test_touching_counts_up_and_remembers_who():
    monograph = make_drug()
    editor = make_editor()

    touched = touch(monograph, by=editor)

    assert touched.edit_version == 2
    assert monograph.contributors.get(person=editor).last_edit_version == 2


def test_the_first_touch_is_the_creation():
    monograph = make_drug()

    assert [event.kind for event in monograph.events.all()] == [Event.Kind.CREATED]


def test_a_stale_edit_names_who_was_faster():
    monograph = make_drug()
    faster = make_editor(printed_name="Ada Quick")
    touch(monograph, by=faster, seen=1)

    with pytest.raises(StaleEdit, match="Ada Quick changed"):
        touch(monograph, by=make_editor(), seen=1)

    monograph.refresh_from_db()
    assert monograph.edit_version == 2


def test_touching_needs_the_right():
    with pytest.raises(PermissionDenied):
        touch(make_drug(), by=make_user("Reviewer"))


def test_a_change_of_something_shared_touches_every_page_that_shows_it():
    make_drug()
    make_drug()
    editor = make_editor()

    assert touch_all(Monograph.objects.all(), shared=uuid4(), by=editor) == 2

    assert editor.contributions.filter(last_edit_version=2).count() == 2
    assert editor.events.filter(kind=Event.Kind.EDITED).count() == 2


def test_a_shared_change_takes_the_same_queries_for_few_and_many_pages(
    django_assert_num_queries,
):
    editor = make_editor()
    editor.has_perm("monographs.change_monograph")
    for _ in range(2):
        make_drug()
        make_drug()
        with django_assert_num_queries(10):
            touch_all(Monograph.objects.all(), shared=uuid4(), by=editor)
