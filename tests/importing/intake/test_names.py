from unicodedata import is_normalized

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monographs.importing.intake.names import (
    is_document,
    is_hidden,
    quoted,
    written,
)

ANY_NAME = st.text(st.characters(codec=None))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("examplazole.md", "examplazole.md"),
        ("cafe\u0301.md", "caf\u00e9.md"),
        (b"caf\xe9.md".decode("utf-8", "surrogateescape"), r"caf\xe9.md"),
        ("a\nb.md", r"a\u000ab.md"),
        ("harmless\u202edm.exe", r"harmless\u202edm.exe"),
    ],
)
def test_names_are_written_composed_and_with_escapes(name, expected):
    assert written(name) == expected


@given(ANY_NAME)
def test_whatever_a_file_is_called_its_written_name_can_be_stored(name):
    text = written(name)

    assert text.encode().decode() == text
    assert "\0" not in text
    assert "\n" not in text


@given(st.text(st.characters(codec="utf-8")))
def test_a_written_name_is_normal_and_written_the_same_again(name):
    text = written(name)

    assert is_normalized("NFC", text)
    assert written(text) == text


@given(ANY_NAME)
def test_a_quoted_name_is_cut(name):
    assert len(quoted(name * 50)) <= 123


@pytest.mark.parametrize("name", ["a.md", "a.MD", "a.markdown", "a.b.txt"])
def test_documents_are_known_by_their_ending(name):
    assert is_document(name)


@pytest.mark.parametrize("name", ["a", "md", "a.md.bak", "a.csv", "a.mdx"])
def test_other_endings_are_no_documents(name):
    assert not is_document(name)


@pytest.mark.parametrize("name", [".git", ".a.md", "._a.md", "__MACOSX"])
def test_hidden_names_are_known(name):
    assert is_hidden(name)
