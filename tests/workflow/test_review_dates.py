"""Pages that are published on one day are not due on one day, and never too late."""

import random
from collections import Counter
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monographs.models import Publication
from monographs.workflow import confirm_unchanged
from monographs.workflow.months import months_after
from monographs.workflow.review_dates import due_on
from tests.factories import (
    approve,
    edit,
    make_editor,
    make_published_drug,
    publish_now,
)

DAY = date(2026, 3, 2)
PERIODS = st.integers(min_value=1, max_value=120)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), PERIODS, st.uuids())
def test_a_review_is_due_within_the_last_tenth_of_its_period(day, months, key):
    due, latest = due_on(day, months=months, key=key), months_after(day, months)

    assert due <= latest
    assert (latest - due).days <= (latest - day).days / 10
    assert due > day


@given(PERIODS, st.uuids())
def test_the_same_page_gives_up_the_same_days_each_time(months, key):
    assert due_on(DAY, months=months, key=key) == due_on(DAY, months=months, key=key)


@pytest.mark.parametrize(
    ("months", "days", "most_a_day"), [(24, 74, 32), (12, 37, 54), (1, 4, 300)]
)
def test_a_thousand_pages_of_one_day_are_due_on_many_days(months, days, most_a_day):
    chance = random.Random(7)
    keys = [UUID(int=chance.getrandbits(128), version=4) for _ in range(1_000)]

    due = Counter(due_on(DAY, months=months, key=key) for key in keys)

    assert len(due) == days
    assert max(due.values()) <= most_a_day


@pytest.mark.django_db
def test_published_pages_are_spread_by_the_verbs_too():
    pages = [make_published_drug() for _ in range(12)]

    due = {page.publication.review_due_on for page in pages}

    assert len(due) > 6


@pytest.mark.django_db
def test_a_date_that_was_set_stays_until_the_next_review_of_the_whole_page(later):
    monograph = make_published_drug()
    publications = Publication.objects.filter(monograph=monograph)
    before = publications.get().review_due_on
    edit(monograph, by=make_editor())

    with later(days=20):
        publish_now(monograph)
    assert publications.get().review_due_on == before

    with later(days=40):
        approve(confirm_unchanged(monograph, by=make_editor()))
    after = publications.get()
    assert after.review_due_on == due_on(
        after.reviewed_on, months=24, key=monograph.key
    )
    assert after.review_due_on - before >= timedelta(days=30)
