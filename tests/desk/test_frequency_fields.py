"""How often: from the list, or typed."""

from fractions import Fraction

import pytest

from monographs.frequency import BAND_INTERVALS, Band, Frequency, Interval
from tests.desk.pages import change_url, save, typed_on
from tests.factories import make_drug, make_side_effect

pytestmark = pytest.mark.django_db
COMMON = BAND_INTERVALS[Band.COMMON]


@pytest.fixture
def drug(editor):
    return make_drug(by=editor)


def saved(desk, drug, **typed):
    url = change_url(drug)
    data = typed_on(desk.get(url))
    data |= {f"side_effects-0-{name}": text for name, text in typed.items()}
    response = save(desk, url, data)
    assert response.status_code == 302, response.context["errors"]
    return drug.side_effects.get().frequency


def test_a_band_sets_exactly_its_interval(desk, drug):
    make_side_effect(drug)

    assert saved(desk, drug, band="common").interval == COMMON


@pytest.mark.parametrize("text", ["2–10 %", "1/50 to 1/10"])
def test_a_typed_interval(desk, drug, text):
    make_side_effect(drug)

    assert saved(desk, drug, figure=text).interval == Interval(
        Fraction(1, 50), True, Fraction(1, 10), True
    )


def test_counts_are_kept(desk, drug):
    make_side_effect(drug)

    frequency = saved(desk, drug, figure="3 of 47")

    assert (frequency.affected, frequency.total) == (3, 47)


def test_another_band_replaces_the_old_figure(desk, drug):
    make_side_effect(drug, frequency=Frequency(interval=COMMON, phrase="1-10 %"))

    frequency = saved(desk, drug, band="rare")

    assert frequency.interval == BAND_INTERVALS[Band.RARE]
    assert frequency.phrase == "1-10 %"


def test_a_typed_figure_replaces_the_old_band(desk, drug):
    make_side_effect(drug, frequency=Frequency(interval=COMMON))

    assert saved(desk, drug, figure="5 %").interval.low == Fraction(1, 20)


def test_an_emptied_figure_leaves_none(desk, drug):
    make_side_effect(drug, frequency=Frequency(interval=COMMON))

    assert saved(desk, drug, figure="").interval is None


def test_not_known_drops_the_figure(desk, drug):
    make_side_effect(drug, frequency=Frequency(interval=COMMON))

    frequency = saved(desk, drug, band="not_known")

    assert frequency.is_not_known
    assert frequency.interval is None


def test_a_word_brings_no_number(desk, drug):
    make_side_effect(drug)

    frequency = saved(desk, drug, frequency_word="Common")

    assert (frequency.word, frequency.interval) == ("common", None)


def test_another_change_leaves_the_frequency_alone(desk, drug):
    kept = Frequency(
        interval=Interval(Fraction(1, 3), True, Fraction(1, 3), True),
        phrase="about 1 in 3",
        word="very common",
        comparator=Fraction(1, 4),
    )
    make_side_effect(drug, frequency=kept)

    assert saved(desk, drug, wording="Head hurts") == kept


def test_readers_words_stand_in_the_row(desk, drug):
    make_side_effect(drug, frequency=Frequency(interval=COMMON))

    page = desk.get(change_url(drug)).content.decode()

    assert "between 1 in 100 and 1 in 10 people" in page


def test_a_figure_that_contradicts_the_quoted_source_is_saved_and_named(desk, drug):
    make_side_effect(drug, frequency=Frequency(interval=COMMON, phrase="1-10 %"))
    url = change_url(drug)
    data = typed_on(desk.get(url)) | {"side_effects-0-band": "rare"}

    response = desk.post(url, {**data, "_continue": "1"}, follow=True)

    warnings = [str(message) for message in response.context["messages"]]
    assert any("the phrase as written says" in text for text in warnings)
    assert drug.side_effects.get().frequency.band is Band.RARE
