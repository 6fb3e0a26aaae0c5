"""Which names are near to a mistyped one."""

import pytest

from monographs.near_names import NearNames


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("hedache", "headache"), ("Diziness", "dizziness"), ("dry mouht", "dry mouth")],
)
def test_a_slip_of_the_keyboard_is_near(typed, meant):
    near = NearNames(["dizziness", "headache", "dry mouth", "rash", "dry eyes"])

    assert near.to(typed)[0] == meant


def test_nothing_is_near_to_another_word():
    assert NearNames(["headache", "rash"]).to("photosensitivity") == []


def test_the_nearest_come_first_and_a_name_is_not_near_to_itself():
    near = NearNames(["headaches", "headache", "Headache", "rash"])

    assert near.to("headache") == ["Headache", "headaches"]
    assert near.to("") == []
