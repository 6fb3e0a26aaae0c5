"""Documents as people read them. The golden files are read as every file was written:

if one of them has to change, so has the number of the format.
"""

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from monographs.exporting.documents import to_markdown
from monographs.exporting.notation import FORMAT, NAME_LABELS
from monographs.importing.documents.exported import is_exported, read_exported
from monographs.models import Name
from tests.exporting import samples
from tests.exporting.drafts import document_of

GOLDEN = Path(__file__).parent / "golden"
SAMPLES = {
    "drug": samples.drug,
    "comparison": samples.comparison,
    "disagreements": samples.disagreements,
}


def html_of(document):
    """As any program that knows Markdown and tables shows it."""
    text = to_markdown(document).split("\n---\n", 1)[1]
    return MarkdownIt("commonmark").enable("table").render(text)


def visible(html):
    """What is left when a browser has dropped the comments."""
    return re.sub(r"<!--(?!>|->).*?-->", "", html, flags=re.DOTALL)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_whole_monograph_is_written_as_its_golden_file(name):
    document = SAMPLES[name]()

    assert to_markdown(document) == (GOLDEN / f"format-{FORMAT}-{name}.md").read_text()


@pytest.mark.parametrize(
    "path", sorted(GOLDEN.glob("*.md")), ids=lambda path: path.stem
)
def test_golden_files_of_every_format_are_read(path):
    text = path.read_text()

    draft, issues = read_exported(text)

    assert is_exported(text)
    assert not issues
    assert document_of(draft) == SAMPLES[path.stem.rpartition("-")[2]]()


@pytest.mark.parametrize("name", SAMPLES)
def test_other_programs_show_no_comment(name):
    html = visible(html_of(SAMPLES[name]()))

    assert "medsite" not in html.replace("&lt;!-- medsite section --&gt;", "")
    assert "&quot;key&quot;" not in html
    assert "<!--" not in html


def test_other_programs_show_headings_lists_and_tables():
    html = visible(html_of(samples.drug())) + visible(html_of(samples.comparison()))

    assert "<h1>Examplazole + Samplidone</h1>" in html
    assert "<h3>What it is for</h3>" in html
    assert "Nausea <em>(Common; between 1 in 100 and 1 in 10 people)</em>" in html
    assert "<strong>Q: May I drive?</strong>" in html
    assert "<td>a | b | c</td>" in html
    assert html.count("<ol") == 0


def test_the_rows_of_a_list_are_one_list():
    text = to_markdown(samples.drug())

    tokens = MarkdownIt("commonmark").parse(text.split("\n---\n", 1)[1])

    lists = [part for part in tokens if part.type == "bullet_list_open"]
    in_usage = 1
    assert sum(part.level == 0 for part in lists) == in_usage + text.count(
        "<!-- medsite list -->"
    )


def test_serious_and_scope_are_shown():
    text = to_markdown(samples.drug())

    assert "component Samplidone; serious; 3 of 47 people" in text
    assert "*(rash; not serious; the source says" in text


def test_further_lines_of_front_matter_are_passed_over_in_reading():
    document = samples.drug()
    about = {"review": "whole page", "reviewed_on": "2024-01-31", "version": 3}

    text = to_markdown(document, front_matter=about)

    head = text.split("---\n")[1]
    assert 'review: "whole page"\nreviewed_on: "2024-01-31"\nversion: 3\n' in head
    draft, issues = read_exported(text)
    assert document_of(draft) == document
    assert not issues


def test_each_kind_of_name_has_a_label():
    assert NAME_LABELS.keys() == set(Name.Kind.values)
