"""Text that a spreadsheet would run is shown instead, and comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monographs.exporting.tables import guarded, unguarded

DANGEROUS = [
    *("=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1+1"),
    *("\ufeff=1", "\u200b=1", "＝1+1", "＋1", "－1", "＠A1", "\u00a0\u2060@A1"),
    *("\u202e=1", "\x01=1", "\tplain", "\u22121"),
]
HARMLESS = [
    "",
    "Nausea",
    "'s Morgens",
    "''",
    "1+1",
    "* a list",
    "“=”",
    " Nausea",
    "a\n=1",
]
starts = st.sampled_from([*"'=+-@\t\n \ufeff\u200b＝", "a", ""])
texts = st.tuples(st.lists(starts, max_size=5).map("".join), st.text()).map("".join)


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_may_be_run_is_guarded(text):
    assert guarded(text) == f"'{text}"
    assert unguarded(f"'{text}") == text


@pytest.mark.parametrize("text", HARMLESS)
def test_other_text_stays_as_it_is(text):
    assert guarded(text) == text
    assert unguarded(text) == text


@pytest.mark.parametrize("text", ["'=1", "''-1", "'\t"])
def test_text_that_looks_guarded_comes_back_as_it_was(text):
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@given(texts)
def test_every_text_comes_back(text):
    assert unguarded(guarded(text)) == text


@given(texts)
def test_nothing_guarded_begins_with_a_sign(text):
    assert guarded(text).lstrip()[:1] not in ("=", "+", "-", "@")


def test_a_very_long_start_costs_no_time():
    assert guarded(" " * 200_000 + "a").startswith(" ")
    assert guarded("'" * 200_000 + "a").endswith("a")
