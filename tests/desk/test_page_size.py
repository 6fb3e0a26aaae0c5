"""A page stays light, however long its lists are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monographs.frequency import BAND_INTERVALS, Band, Frequency
from monographs.models import Effect, SideEffect
from tests.desk.pages import change_url, save, typed_on
from tests.factories import make_drug

pytestmark = pytest.mark.django_db
BYTES_A_ROW = 2_500
BYTES_AROUND = 60_000


def make_long_drug(rows, **fields):
    drug = make_drug(**fields)
    effects = Effect.objects.bulk_create(
        Effect(name=f"effect {drug.pk} {n}", slug=f"effect-{drug.pk}-{n}")
        for n in range(rows)
    )
    side_effects = [
        SideEffect(
            monograph=drug,
            effect=effect,
            position=position,
            wording=f"Effect {position} as it was written",
            group="Common side effects of the nervous system",
        )
        for position, effect in enumerate(effects, 1)
    ]
    for row in side_effects:
        row.frequency = Frequency(
            interval=BAND_INTERVALS[Band.COMMON], phrase="1-10 % of patients"
        )
    SideEffect.objects.bulk_create(side_effects)
    return drug


def opened(desk, drug):
    with CaptureQueriesContext(connection) as queries:
        response = desk.get(change_url(drug))
    return response, len(queries)


def test_four_hundred_rows_take_a_few_kilobytes_each(desk, editor):
    drug = make_long_drug(400, by=editor)

    response, _ = opened(desk, drug)

    assert len(response.content) < BYTES_AROUND + 400 * BYTES_A_ROW


def test_five_thousand_rows_open_and_save_as_one_part_of_them(desk, editor):
    middling, long = (make_long_drug(rows, by=editor) for rows in (501, 5_000))
    untouched = list(long.side_effects.filter(position__gt=500).order_by("pk").values())

    (_, few), (response, many) = (opened(desk, drug) for drug in (middling, long))
    data = typed_on(response) | {"side_effects-0-wording": "Changed"}
    saved = save(desk, change_url(long), data)

    assert few == many
    assert len(response.content) < BYTES_AROUND + 500 * BYTES_A_ROW
    assert saved.status_code == 302, saved.context["errors"]
    assert long.side_effects.first().wording == "Changed"
    assert untouched == list(
        long.side_effects.filter(position__gt=500).order_by("pk").values()
    )
