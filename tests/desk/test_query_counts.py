"""A page with 400 side effects asks the database as often as one with 10."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from monographs.models import Comparison, Drug
from tests.desk.pages import change_url, save, typed_on
from tests.factories import (
    make_drug,
    make_full_comparison,
    make_full_drug,
    make_reviewer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _known_content_types(db):
    """Django asks for a model's type once in each process, the admin on each page."""
    ContentType.objects.get_for_models(Drug, Comparison, for_concrete_models=False)


def count(act):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = act()
    assert response.status_code in (200, 302)
    return len(queries), response


def change_rows(data, rows):
    return data | {f"side_effects-{n}-wording": "Changed" for n in range(rows)}


def change_all(data):
    rows = int(data["side_effects-INITIAL_FORMS"])
    typed = change_rows(data, rows)
    return typed | {f"side_effects-{n}-figure": f"{n + 1} of 1000" for n in range(rows)}


def refer_elsewhere(data):
    """Each row names the effect of another row, so all names are looked up."""
    rows = int(data["side_effects-INITIAL_FORMS"])
    effects = [data[f"side_effects-{n}-effect"] for n in range(rows)]
    return data | {
        f"side_effects-{n}-effect": effects[(n + 1) % rows] for n in range(rows)
    }


def delete_all(data):
    rows = int(data["side_effects-INITIAL_FORMS"])
    return data | {f"side_effects-{n}-DELETE": "on" for n in range(rows)}


@pytest.fixture
def drugs(editor):
    return [make_full_drug(side_effects=rows, by=editor) for rows in (10, 400)]


def test_opening(desk, drugs):
    few, many = (
        count(lambda drug=drug: desk.get(change_url(drug)))[0] for drug in drugs
    )

    assert few == many
    assert many <= 40


@pytest.mark.parametrize(
    "change",
    [dict, lambda data: change_rows(data, 1), change_all, refer_elsewhere, delete_all],
    ids=["nothing", "one row", "all rows", "all effects", "delete all"],
)
def test_saving(desk, drugs, change):
    counts = []
    for drug in drugs:
        url = change_url(drug)
        data = change(typed_on(desk.get(url)))
        number, response = count(lambda url=url, data=data: save(desk, url, data))
        assert response.status_code == 302, response.context["errors"]
        counts.append(number)

    assert counts[0] == counts[1]
    # A save also checks what was saved: it reads the working copy once more.
    assert counts[1] <= 55


def test_what_was_sent_is_gone_through_as_often_for_many_rows(desk, drugs, monkeypatch):
    """Else each of 400 rows would look at all the fields of all the others."""
    rounds = []

    def noted(sent):
        rounds.append(sent)
        return dict.__iter__(sent)

    counts = []
    for drug in drugs:
        url = change_url(drug)
        data = typed_on(desk.get(url))
        with monkeypatch.context() as patch:
            patch.setattr(QueryDict, "__iter__", noted, raising=False)
            save(desk, url, data)
        counts.append(len(rounds))
        rounds.clear()

    assert counts[0] == counts[1] > 0


def test_a_refused_save(desk, drugs):
    counts = []
    for drug in drugs:
        url = change_url(drug)
        data = change_all(typed_on(desk.get(url))) | {"side_effects-0-figure": "often"}
        counts.append(count(lambda url=url, data=data: save(desk, url, data))[0])

    assert counts[0] == counts[1]


def test_reading_without_the_right_to_change(log_in, drugs):
    reader = log_in(make_reviewer())

    few, many = (
        count(lambda drug=drug: reader.get(change_url(drug)))[0] for drug in drugs
    )

    assert few == many


@pytest.mark.parametrize("kind", ["drug", "comparison"])
def test_the_list(desk, editor, kind):
    url = reverse(f"admin:monographs_{kind}_changelist")
    make = make_drug if kind == "drug" else make_full_comparison
    counts = []
    for more in (3, 30):
        for _ in range(more):
            make(by=editor)
        counts.append(count(lambda: desk.get(url, {"q": "exam"}))[0])

    assert counts[0] == counts[1]


def test_the_table_of_a_comparison(desk, editor):
    counts = []
    for rows in (1, 30):
        comparison = make_full_comparison(by=editor)
        for number in range(rows):
            comparison.comparison_rows.create(feature=f"Feature {number}")
        url = change_url(comparison)
        opened, response = count(lambda url=url: desk.get(url))
        data = typed_on(response)
        data |= {name: "x" for name in data if "-cell_" in name}
        saved, _ = count(lambda url=url, data=data: save(desk, url, data))
        counts.append((opened, saved))

    assert counts[0] == counts[1]
