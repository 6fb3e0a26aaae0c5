import pytest

from monographs.importing.documents.blocks import read_lines
from monographs.importing.documents.front_matter import FrontMatter
from monographs.importing.documents.titles import components, read_title


def titled(text, title="", path="e/examplazole.md"):
    front_matter = FrontMatter({"title": title} if title else {})
    return read_title(front_matter, read_lines(text.split("\n"), first=1), path)


def codes(found):
    return [issue.code for issue in found.issues]


def left(found):
    return [line.text for line in found.lines if line.text]


def test_the_front_matters_title_counts_and_the_heading_goes():
    found = titled("# Examplazole\n\n### Usage", title="Examplazole")

    assert found.title == "Examplazole"
    assert left(found) == ["### Usage"]
    assert not found.issues


@pytest.mark.parametrize(
    "again", ["## Examplazole", "**Examplazole**", "Examplazole", "* Examplazole"]
)
def test_the_title_said_again_goes(again):
    found = titled(f"# Examplazole\n\n{again}\n\n### Usage", title="Examplazole")

    assert left(found) == ["### Usage"]


def test_the_heading_is_the_title_where_there_is_no_front_matter():
    assert titled("# Examplazole\n\n### Usage").title == "Examplazole"


def test_a_section_is_no_title():
    found = titled("# Usage\ntext")

    assert left(found) == ["# Usage", "text"]
    assert codes(found) == ["title_from_file_name"]


def test_without_any_title_the_file_name_stands_in():
    found = titled("### Usage", path="f/foo-and_bar.md")

    assert found.title == "Foo and bar"
    assert codes(found) == ["title_from_file_name"]


def test_a_heading_that_differs_is_quoted():
    found = titled("# Examplazole Forte\n\n### Usage", title="Examplazole")

    assert [(i.code, i.found) for i in found.issues] == [
        ("two_titles", "Examplazole Forte")
    ]


def test_a_heading_too_long_to_be_quoted_stays_in_the_text():
    heading = "# " + "foo " * 60

    assert left(titled(heading, title="Examplazole")) == [heading]


@pytest.mark.parametrize(
    "title",
    ["[Drug Name]", "<generic name>", "Generic Name", "Unknown", "Omega-", "Foo +"],
)
def test_a_placeholder_is_no_name(title):
    assert "placeholder_name" in codes(titled("text", title=title, path="-.md"))


@pytest.mark.parametrize("title", ["Drug", "Foo (Human)", "Omega-3", "Nonexistol"])
def test_a_name_is_no_placeholder(title):
    assert "placeholder_name" not in codes(titled("text", title=title, path="-.md"))


@pytest.mark.parametrize(
    ("path", "differs"),
    [
        ("e/examplazole-forte.md", False),
        ("e/examplazole-forte_trunc.md", False),
        ("e/examplazole.md", False),
        ("000_3d6a.txt", False),
        ("f/foozole.md", True),
        ("f/foozole-barzole-forte.md", True),
    ],
)
def test_a_file_name_that_names_another_medicine_is_hinted_at(path, differs):
    found = titled("text", title="Examplazole Forte", path=path)

    assert (codes(found) == ["file_name_differs"]) is differs


def test_a_title_may_be_so_long_and_no_longer():
    assert codes(titled("text", title="a" * 300, path="-.md")) == []
    assert codes(titled("text", title="a" * 301, path="-.md")) == ["title_too_long"]


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("Foozole", []),
        ("Foozole + Barzole 5mg", ["Foozole", "Barzole 5mg"]),
        ("Foozole +  Barzole", ["Foozole", "Barzole"]),
        ("Foozole + Barzole +", ["Foozole", "Barzole"]),
        ("Foozole/Barzole", []),
        ("Foo+Bar", []),
    ],
)
def test_a_combinations_components_stand_between_plus_signs(title, parts):
    assert [part.name for part in components(title, 1)] == parts
