"""What a working copy said at each of its last edit versions."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from monographs.content import read_working_copy
from monographs.models import DraftSnapshot, Monograph
from monographs.workflow import (
    StaleEdit,
    merge,
    park,
    reset_draft,
    touch,
    touch_all,
    touch_imported,
)
from monographs.workflow.snapshot import MOST_KEPT, text_at
from tests.factories import (
    edit,
    make_drug,
    make_editor,
    make_full_comparison,
    make_full_drug,
    make_published_drug,
    make_steward,
)

pytestmark = pytest.mark.django_db


def now(monograph):
    """As it is in the database."""
    return Monograph.objects.get(pk=monograph.pk)


def body_at(monograph, edit_version):
    document = text_at(monograph, edit_version)
    return document and document.sections[0].body


@pytest.fixture
def editor():
    return make_editor()


@pytest.mark.parametrize("make", [make_full_drug, make_full_comparison])
def test_the_text_before_a_change_is_kept_whole(make, editor):
    monograph = now(make(by=editor))
    before = read_working_copy(monograph)

    edit(monograph, by=editor, body="New.")

    assert text_at(monograph, monograph.edit_version) == before
    assert now(monograph).sections.first().body == "New."


def test_a_new_working_copy_has_no_earlier_text(editor):
    drug = make_drug(by=editor)

    assert not drug.snapshots.exists()


def test_each_version_has_its_own_text(editor):
    drug = make_drug(by=editor)
    for number in range(2, 5):
        edit(drug, by=editor, body=f"Text {number}.")

    texts = [body_at(drug, version) for version in range(1, 5)]

    assert texts == ["For examples that hurt.", "Text 2.", "Text 3.", None]


def test_the_newest_are_kept_for_each_monograph(editor):
    drug, other = make_drug(by=editor), make_drug(by=editor)
    edit(other, by=editor)
    for _ in range(MOST_KEPT + 3):
        edit(drug, by=editor)

    versions = list(drug.snapshots.values_list("edit_version", flat=True))

    last = now(drug).edit_version
    assert versions == list(range(last - 1, last - 1 - MOST_KEPT, -1))
    assert body_at(other, 1) == "For examples that hurt."


def test_a_refused_change_keeps_nothing(editor):
    drug = make_drug(by=editor)
    touch(drug, by=editor)

    with pytest.raises(StaleEdit):
        touch(drug, by=editor, seen=1)

    assert drug.snapshots.count() == 1


def test_resetting_parking_and_merging_keep_what_they_replace(editor):
    drug = make_published_drug(by=editor)
    steps = {
        "A draft that is reset.": reset_draft,
        "A draft that is parked.": park,
        "What is there when the draft comes back.": lambda drug, by: merge(
            drug, by=by, prefer="draft"
        ),
    }
    for body, step in steps.items():
        edit(drug, by=editor, body=body)
        version = now(drug).edit_version

        step(drug, by=editor)

        assert body_at(drug, version) == body
        assert now(drug).edit_version > version


def test_imports_and_shared_changes_keep_none(editor):
    drug = make_drug(by=editor)
    touch_imported([drug], by=make_steward())
    touch_all(Monograph.objects.filter(pk=drug.pk), shared=uuid4(), by=editor)
    edit(drug, by=editor)

    assert text_at(drug, 1) is None
    assert text_at(drug, 2) is None
    assert body_at(drug, 3) == "For examples that hurt."


def test_a_text_that_is_not_kept_is_none(editor):
    assert text_at(make_drug(by=editor), 99) is None


def test_snapshots_may_be_thrown_away(editor):
    drug = make_published_drug(by=editor)
    edit(drug, by=editor)

    DraftSnapshot.objects.all().delete()

    assert text_at(drug, 1) is None


def test_a_version_has_one_text(editor):
    drug = make_drug(by=editor)
    edit(drug, by=editor)

    with pytest.raises(IntegrityError):
        DraftSnapshot.objects.create(monograph=drug, edit_version=1, content="{}")


def test_keeping_a_text_takes_the_same_queries_for_few_and_many_rows(editor):
    counts = []
    for rows in (2, 300):
        drug = make_full_drug(side_effects=rows, by=editor)
        for _ in range(2):
            with CaptureQueriesContext(connection) as queries:
                touch(drug, by=editor)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_a_record_that_was_read_earlier_takes_no_number_back(editor):
    drug = make_drug(by=editor)
    edit(drug, by=editor, body="First.")

    with pytest.raises(IntegrityError), transaction.atomic():
        drug.save()

    assert now(drug).edit_version == 2
