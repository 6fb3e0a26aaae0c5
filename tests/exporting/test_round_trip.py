"""What medsite writes, it reads back without a difference, whatever the text."""

from dataclasses import fields, is_dataclass, replace

from hypothesis import given
from hypothesis import strategies as st

from monographs.content import dumps, loads
from monographs.exporting.documents import to_markdown
from monographs.importing.documents.exported import read_exported
from tests.content.documents import documents
from tests.exporting.drafts import document_of

# Marks of the notation, and what Markdown, HTML and JSON make of text.
marks = st.sampled_from(
    [
        *("<!-- medsite section {} -->", "* <!-- medsite faq {} -->", "<!--", "-->"),
        *("### Usage", "# ", "---", "* ", "  ", "\n", "\n\n", "\t", " ", "\u00a0"),
        *("A: ", "**Q: ", "**", "*(", ")*", ":**", "[1]", "<", ">", " <x>", "|", "\\|"),
        *("\\", "&#x202e;", "&#x26;", "&amp;", "&", "#x41;", "```", "--", "}", '"'),
        *("\x0b", "\x85", "\u2028", "\u202e", "\ufeff", "\u0338", "word", "😀"),
    ]
)
hard_text = st.lists(marks, min_size=1, max_size=8).map("".join)
maybe_hard_text = st.just("") | hard_text
NEVER_EMPTY = {"title", "question", "shown", "reason"}


@st.composite
def hard_documents(draw):
    """Documents whose free text is made of marks."""
    document = draw(documents())
    return loads(dumps(with_hard_text(document, draw)))


def with_hard_text(value, draw):
    if isinstance(value, tuple):
        return tuple(with_hard_text(part, draw) for part in value)
    if not is_dataclass(value):
        return value
    changes = {
        field.name: draw(hard_text if field.name in NEVER_EMPTY else maybe_hard_text)
        if field.name in FREE_TEXT
        else with_hard_text(getattr(value, field.name), draw)
        for field in fields(value)
        if field.init
    }
    return replace(value, **changes)


FREE_TEXT = {
    *("title", "body", "heading", "wording", "question", "answer", "text", "url"),
    *("effect", "group", "scope_name", "phrase", "name", "feature"),
    *("positions", "shown", "reason"),
}


def read_back(document):
    draft, issues = read_exported(to_markdown(document))
    return document_of(draft), issues


@given(documents())
def test_any_content_is_read_back(document):
    again, issues = read_back(document)

    assert again == document
    assert not issues


@given(hard_documents())
def test_text_that_looks_like_marks_is_read_back(document):
    again, issues = read_back(document)

    assert again == document
    assert not issues
