"""The progress of the collection: counted by the worker, drawn on the front page."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from monographs.desk.progress_picture import (
    MOST_POINTS,
    Moment,
    bars,
    columns,
    lines,
    thinned,
)
from monographs.models import Monograph, ProgressDay
from monographs.workflow import discard
from monographs.workflow.progress import record_old_progress, record_progress
from monographs.workflow.triage import refresh
from tests.factories import (
    edit,
    make_drug,
    make_editor,
    make_imported_section,
    make_published_drug,
    submit_as,
)
from tests.importing.command_run import Run

pytestmark = pytest.mark.django_db
INDEX = reverse("admin:index")


@pytest.fixture
def collection():
    """One of each, under two letters."""
    make_imported_section(make_drug(title="Examplazole"))
    make_drug(title="Examplidone")
    submit_as(make_drug(title="Samplidone"))
    again = make_published_drug(title="Samplozole", review_period_months=1)
    edit(again, by=make_editor())
    submit_as(again)
    discard([make_drug(title="No medicine")], by=make_editor(), reason="A refusal.")
    refresh(Monograph.objects.values_list("pk", flat=True))


def test_each_monograph_is_counted_where_it_stands(collection, later):
    with later(days=40):
        day = record_progress()

    counts = {name: day.counts[name] for name in day.counts if name != "codes"}
    assert counts == {
        "all": 4,
        "verified": 3,
        "in_review": 2,
        "published": 1,
        "overdue": 1,
        "stage_published": 1,
        "stage_in_review": 1,
        "stage_verified": 1,
        "stage_unverified": 1,
    }
    assert {letter: one["all"] for letter, one in day.letters.items()} == {
        "e": 2,
        "s": 2,
    }


def test_a_day_has_one_count_which_is_renewed_after_some_minutes(collection, later):
    assert record_old_progress()
    assert not record_old_progress()

    with later(minutes=11):
        assert record_old_progress()
    assert ProgressDay.objects.count() == 1
    with later(days=1):
        assert record_old_progress()
    assert ProgressDay.objects.count() == 2


def test_a_command_and_the_clock_count(collection):
    run = Run("record_progress")
    ProgressDay.objects.all().delete()
    call_command("run_due")

    assert run.out == (
        "4 monographs: 3 verified, 2 in review, 1 published, 0 overdue.\n"
    )
    assert ProgressDay.objects.exists()


def test_a_command_looks_at_all_again(collection):
    first, second = Run("refresh_triage"), Run("refresh_triage", "--all")

    assert first.out == "Looked again at 0 monographs.\n"
    assert second.out == "Looked again at 4 monographs.\n"


def test_the_page_draws_what_was_counted_and_counts_nothing(collection, desk):
    assert "Nobody has counted yet" in desk.get(INDEX).content.decode()
    assert not ProgressDay.objects.exists()

    day = record_progress()
    ProgressDay.objects.create(
        date=day.date - timedelta(days=1),
        counts=day.counts,
        letters={},
        counted_at=timezone.now(),
    )
    page = desk.get(INDEX)

    progress = page.context["progress"]
    assert [bar.count for bar in progress.bars] == [4, 3, 2, 1, 0]
    assert [column.letter for column in progress.columns] == ["E", "S"]
    assert [moment.counts for moment in progress.moments] == [(4, 3, 2, 1, 0)] * 2
    assert page.content.decode().count("<svg") > 8


# The shapes.


def counts(**fields):
    stages = dict.fromkeys(
        ("stage_published", "stage_in_review", "stage_verified", "stage_unverified"), 0
    )
    names = dict.fromkeys(("all", "verified", "in_review", "published", "overdue"), 0)
    return {**names, **stages, **fields}


def test_bars_are_shares_of_the_collection():
    drawn = bars(counts(all=200, published=50))

    assert [(bar.name, bar.percent) for bar in drawn][:1] == [("all", 100)]
    assert next(bar.width for bar in drawn if bar.name == "published") == 25.0
    assert all(bar.width == 0 for bar in bars(counts()))


def test_columns_stand_on_the_floor_and_the_tallest_fills_the_picture():
    drawn = columns(
        {
            "#": counts(all=1, stage_unverified=1),
            "a": counts(all=4, stage_published=1, stage_unverified=3),
        }
    )

    assert [column.letter for column in drawn] == ["A", "#"]
    published, unverified = drawn[0].parts
    assert published.y + published.height == 150
    assert (unverified.y, unverified.height) == (0, 112.5)


def moments(number):
    return [
        Moment(date(2026, 1, 1) + timedelta(days=day), (10, day % 10, 0, 0, 0))
        for day in range(number)
    ]


def test_lines_need_two_days():
    assert lines(moments(1)) == []
    first = lines(moments(2))[0]
    assert first.points == "0.0,0.0 560.0,0.0"


@pytest.mark.parametrize("number", [0, 1, 59, 60, 61, 730])
def test_a_long_time_is_thinned_and_keeps_its_last_day(number):
    days = moments(number)

    kept = thinned(days)

    assert len(kept) <= MOST_POINTS
    assert kept[-1:] == days[-1:]
