import pytest

from monographs.importing.documents.front_matter import (
    LARGEST_FRONT_MATTER,
    read_front_matter,
)


def read(*lines):
    return read_front_matter(["---", *lines, "---", "text"])


def codes(front_matter):
    return [issue.code for issue in front_matter.issues]


def test_known_keys_are_read():
    found = read("layout: page", "title: Examplazole", "nav_exclude: true")

    assert (found.title, found.title_line, found.end) == ("Examplazole", 3, 5)
    assert not found.is_listed
    assert not found.issues


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("'It''s one'", "It's one"),
        (r'"A \"B\""', 'A "B"'),
        ("Foo: 5 mg", "Foo: 5 mg"),
        ("Foo + Bar #2", "Foo + Bar #2"),
        ("", ""),
    ],
)
def test_titles_are_read_as_written_but_for_quotes(written, meant):
    assert read(f"title: {written}").title == meant


def test_an_unknown_key_is_named_in_a_hint():
    found = read("title: Examplazole", "parent: Drugs")

    assert codes(found) == ["front_matter_unknown"]
    assert (found.issues[0].line, found.issues[0].found) == (3, "parent: Drugs")
    assert found.issues[0].severity == "hint"


@pytest.mark.parametrize(
    "line",
    ["title: !!python/object:x", "title: &a b", "title: *a", "title: [a]", "  a: b"],
    ids=["tag", "anchor", "alias", "list", "nesting"],
)
def test_what_yaml_would_build_objects_from_is_refused(line):
    found = read(line)

    assert codes(found) == ["front_matter_unreadable"]
    assert found.title == ""


def test_the_first_of_a_repeated_key_counts():
    found = read("title: One", "title: Two")

    assert found.title == "One"
    assert codes(found) == ["front_matter_repeats"]


def test_a_value_that_is_neither_yes_nor_no_is_named():
    found = read("nav_exclude: perhaps")

    assert found.is_listed
    assert codes(found) == ["front_matter_value"]


def test_its_absence_is_fine():
    found = read_front_matter(["# Examplazole", "---", "text"])

    assert found.end == 0
    assert not found.issues


def test_it_stays_text_where_it_is_never_closed():
    found = read_front_matter(["---", "title: Examplazole", "### Usage"])

    assert found.end == 0
    assert codes(found) == ["front_matter_unclosed"]


@pytest.mark.parametrize(("surplus", "is_read"), [(0, True), (1, False)])
def test_it_may_be_so_long_and_no_longer(surplus, is_read):
    key = "a: "
    value = "b" * (LARGEST_FRONT_MATTER - len(key) - 1 + surplus)

    found = read(key + value)

    assert bool(found.end) is is_read
    assert ("front_matter_too_large" in codes(found)) is not is_read
