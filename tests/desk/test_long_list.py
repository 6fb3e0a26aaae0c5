"""A list too long for one page is opened and saved in parts."""

import pytest

from monographs.desk import long_list
from monographs.models import SideEffect
from monographs.workflow import touch
from tests.desk.pages import change_url, save, typed_on
from tests.factories import make_drug, make_editor, make_side_effect

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def three_a_part(monkeypatch):
    monkeypatch.setattr(long_list, "ROWS_A_PART", 3)


@pytest.fixture
def drug(editor):
    drug = make_drug(by=editor)
    for place in range(8):
        make_side_effect(drug, position=place, wording=f"Row {place}")
    return drug


def part(drug, number):
    return f"{change_url(drug)}?rows=side_effects:{number}"


def state_of(drug):
    return list(SideEffect.objects.filter(monograph=drug).order_by("pk").values())


def wordings_on(response):
    typed = typed_on(response).items()
    return [v for k, v in typed if k.endswith("-wording") and v]


@pytest.mark.parametrize(
    ("number", "shown"),
    [(1, [0, 1, 2]), (2, [3, 4, 5]), (3, [6, 7]), (99, [6, 7]), ("x", [0, 1, 2])],
)
def test_a_part_holds_its_rows_and_no_others(desk, drug, number, shown):
    response = desk.get(part(drug, number))

    assert wordings_on(response) == [f"Row {place}" for place in shown]
    assert "of 8." in response.content.decode()


def test_saving_a_part_leaves_rows_outside_as_they_are(desk, drug):
    before = state_of(drug)
    data = typed_on(desk.get(part(drug, 2)))
    data |= {"side_effects-1-wording": "Changed", "side_effects-0-DELETE": "on"}

    response = save(desk, part(drug, 2), data)

    assert response.status_code == 302, response.context["errors"]
    expected = [row for row in before if row["wording"] != "Row 3"]
    expected[3] |= {"wording": "Changed"}
    assert state_of(drug) == expected


def test_going_on_stays_in_the_part(desk, drug):
    data = typed_on(desk.get(part(drug, 2))) | {"side_effects-1-wording": "Changed"}

    response = save(desk, part(drug, 2), data)

    assert response["Location"] == part(drug, 2).replace(":", "%3A")


def test_a_row_added_in_a_part_goes_behind_all(desk, drug):
    name = drug.side_effects.first().effect.name
    data = typed_on(desk.get(part(drug, 1))) | {"side_effects-3-effect": name}

    save(desk, part(drug, 1), data)

    assert drug.side_effects.count() == 9
    assert drug.side_effects.last().effect.name == name
    assert drug.side_effects.last().position == 8


def test_a_stale_save_of_a_part_names_only_what_others_did(desk, drug):
    data = typed_on(desk.get(part(drug, 1))) | {"side_effects-0-wording": "Mine"}
    touch(drug, by=make_editor())
    make_side_effect(drug, wording="Added by others")

    response = save(desk, part(drug, 1), data)
    conflict = response.context["conflict"]

    outcomes = [row.outcome for row in conflict.differences]
    assert outcomes.count("Somebody added it; it stays.") == 1
    assert typed_on(response)["side_effects-0-wording"] == "Mine"
    again = typed_on(response) | {"overwrite": str(conflict.version)}
    assert save(desk, part(drug, 1), again).status_code == 302
    assert drug.side_effects.count() == 9


def test_sending_a_part_to_the_address_of_another_saves_what_it_showed(desk, drug):
    """What is saved is known by its keys, not by the address."""
    data = typed_on(desk.get(part(drug, 1))) | {"side_effects-0-wording": "Mine"}

    save(desk, part(drug, 3), data)

    wordings = list(drug.side_effects.values_list("wording", flat=True))
    assert wordings == ["Mine", *(f"Row {place}" for place in range(1, 8))]


def test_a_list_that_fits_has_no_parts(desk, editor):
    drug = make_drug(by=editor)
    for _ in range(3):
        make_side_effect(drug)

    page = desk.get(change_url(drug)).content.decode()

    assert "desk-parts" not in page
