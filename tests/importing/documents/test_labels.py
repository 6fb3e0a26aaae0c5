import pytest

from monographs.importing.documents.blocks import read_lines
from monographs.importing.documents.labels import (
    bold_label,
    heading_label,
    italic_label,
    plain_label,
    whole_heading,
)


def line(text):
    return read_lines([text], first=1)[0]


def read(label):
    return (label.text, label.rest.strip(), label.has_colon)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**Usage:** text", ("Usage", "text", True)),
        ("**Usage**: text", ("Usage", "text", True)),
        ("**Usage: text**", ("Usage", "text", True)),
        ("**Usage: text** and more", ("Usage", "text and more", True)),
        ("***Usage:*** text", ("Usage", "text", True)),
        ("__Usage:__ text", ("Usage", "text", True)),
        ("**Usage**", ("Usage", "", False)),
        ("**Usage: text that goes on", ("Usage", "text that goes on", True)),
        ("> **Usage:** text", ("Usage", "text", True)),
        ("\N{NO-BREAK SPACE}**Usage:** text", ("Usage", "text", True)),
        ("* **Usage:** text", ("Usage", "text", True)),
        ("1. **Usage:** text", ("Usage", "text", True)),
        ("**FAQs (*not* all: some):** text", ("FAQs (not all: some)", "text", True)),
    ],
)
def test_a_bold_label_is_read_in_all_its_forms(text, expected):
    assert read(bold_label(line(text))) == expected


@pytest.mark.parametrize("text", ["**Nausea** may occur", "Usage: text", "", "**"])
def test_other_text_is_no_bold_label(text):
    assert bold_label(line(text)) is None


@pytest.mark.parametrize("text", ["*Note: text*", "_Note:_ text", "_**Note:** text_"])
def test_an_italic_label_is_read(text):
    assert read(italic_label(line(text))) == ("Note", "text", True)


def test_a_plain_label_is_read():
    assert read(plain_label(line("Side Effects: few"))) == ("Side Effects", "few", True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("### Usage: text", ("Usage", "text", True)),
        ("### **Usage:** text", ("Usage", "text", True)),
        ("### Usage:  **Bold** text", ("Usage", "**Bold** text", True)),
    ],
)
def test_the_text_behind_a_headings_colon_is_apart(text, expected):
    assert read(heading_label(line(text))) == expected


@pytest.mark.parametrize("text", ["### Usage", "### **Usage**", "## Usage ##"])
def test_a_heading_is_without_its_marks(text):
    assert whole_heading(line(text)) == "Usage"


@pytest.mark.parametrize("words", ["HLA-B*57:01 carriers", "one**two", "a_b"])
def test_what_looks_like_a_mark_inside_a_word_is_none(words):
    assert whole_heading(line(f"### *{words}*")) == words
