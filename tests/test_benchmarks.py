"""The generated formulary: always the same, and such as the guards accept."""

from itertools import islice
from random import Random

import pytest

from benchmarks.formulary import RICH, monographs
from benchmarks.html_form import fields_of
from benchmarks.population import populate
from benchmarks.titles import titles
from monographs.content import dumps, loads
from monographs.models import Publication, PublishedSideEffect, Revision
from monographs.workflow.projection_check import differences


def test_the_same_seed_gives_the_same_text():
    first, again = ([one.content for one in monographs(20)] for _ in range(2))
    other = [one.content for one in monographs(20, seed=3)]

    assert first == again
    assert first != other


def test_a_small_formulary_is_the_beginning_of_a_large_one():
    few = [one.content for one in monographs(20)]
    many = [one.content for one in monographs(40)]

    assert many[:20] == few


def test_a_rich_formulary_has_the_same_drugs_with_more_side_effects():
    usual, rich = list(monographs(300)), list(monographs(300, side_effects=RICH))

    assert [one.slug for one in usual] == [one.slug for one in rich]
    assert sum(len(one.text.document.side_effects) for one in rich) >= 30 * 300


def test_content_is_canonical_and_about_its_own_monograph():
    for one in monographs(20):
        document = loads(one.content)

        assert dumps(document) == one.content
        assert (document.key, document.title, document.slug) == (
            one.key,
            one.title,
            one.slug,
        )


def test_no_two_rows_share_a_key():
    keys = [row.key for one in monographs(400) for row in loads(one.content).rows()]

    assert len(keys) == len(set(keys))


def test_titles_differ_and_spread_over_the_alphabet():
    names = list(islice(titles(Random(1)), 2000))

    assert len(set(names)) == 2000
    assert len({name[0] for name in names}) > 22


@pytest.mark.django_db
def test_the_population_passes_the_guards_and_agrees_with_its_projections():
    populate(12)

    assert Publication.objects.live().count() == 12
    assert Revision.objects.approved().filter(published_at=None).count() == 0
    assert PublishedSideEffect.objects.count() > 40
    assert list(differences()) == []


def test_a_form_is_read_as_a_browser_would_send_it():
    page = """
    <form id="other"><input name="no" value="1"></form>
    <form id="this">
      <input name="title" value="A &amp; B"><input type="submit" name="save">
      <input type="checkbox" name="on" checked><input type="checkbox" name="off">
      <select name="kind"><option value="a">A<option value="b" selected>B</select>
      <textarea name="body">\nTwo
lines</textarea>
    </form>
    """

    assert fields_of(page, "this") == {
        "title": ["A & B"],
        "on": ["on"],
        "kind": ["b"],
        "body": ["Two\nlines"],
    }
