"""Every code that a document's import writes has its sentence, also in the docs."""

import ast
from pathlib import Path

import pytest

from monographs.importing.issue_meanings import MEANINGS, meaning_of_issue

ROOT = Path(__file__).resolve().parents[2]
IMPORTING = ROOT / "monographs" / "importing"
# How the modules write an issue down, and which of the arguments is its code.
WRITERS = {"Issue": 0, "_problem": 0, "add": 0}


def codes_in(module):
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name == "refuse" and module.name == "plan.py":
            yield from _texts(node.args[1])
        elif name in WRITERS and node.args:
            yield from _texts(node.args[0])
        yield from (
            text
            for keyword in node.keywords
            if keyword.arg == "code"
            for text in _texts(keyword.value)
        )


def _texts(node):
    if isinstance(node, ast.IfExp):
        yield from [*_texts(node.body), *_texts(node.orelse)]
    elif isinstance(node, ast.JoinedStr):
        yield node.values[0].value.rstrip(":")
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def written():
    # The empty text is added to a set, which is no issue.
    return {code for path in IMPORTING.rglob("*.py") for code in codes_in(path)} - {""}


def test_every_code_has_a_meaning_and_no_meaning_is_left_over():
    # What competes is found by the loading itself, and named by the deciding.
    assert written() | {"competing_source"} == set(MEANINGS)


@pytest.mark.parametrize("code", MEANINGS)
def test_a_meaning_is_one_short_sentence(code):
    sentence = MEANINGS[code]

    assert sentence.endswith(".")
    assert sentence.count(". ") == 0
    assert len(sentence) <= 70


def test_a_code_names_its_subject():
    assert meaning_of_issue("missing_section:generic_name") == (
        "A usual section is missing: generic name."
    )


def test_what_no_import_writes_means_nothing():
    assert meaning_of_issue("no_such_code") == ""


def test_the_documentation_lists_every_code():
    listed = (ROOT / "docs" / "CHECKS.md").read_text(encoding="utf-8")
    _, _, imports = listed.partition("## What an import finds\n")
    imports, _, _ = imports.partition("## What an import finds in spreadsheets")

    for code, meaning in MEANINGS.items():
        assert f"| `{code}` | {meaning} |" in imports
    assert imports.count("| `") == len(MEANINGS)
