"""Every code that a spreadsheet's import writes says what it means and what to do."""

import ast
from pathlib import Path

import pytest

from monographs.importing.issue_meanings import (
    MEANINGS,
    advice_on_issue,
    meaning_of_issue,
)
from monographs.importing.sheets.issue_meanings import SHEET_MEANINGS

ROOT = Path(__file__).resolve().parents[3]
SHEETS = ROOT / "monographs" / "importing" / "sheets"
# What writes an issue down, and which of its arguments is the code. Those that only
# pass a code on have it in a variable, and give nothing here.
WRITERS = {
    "BadLine": (0,),
    "Remark": (1,),
    "SheetIssue": (0,),
    "UnreadableFile": (0,),
    "_hint": (1,),
    "_issue": (0, 1),
    "_refuse": (1,),
    "issue_at": (1,),
    "refuse": (1,),
    "refuse_all": (1,),
}


def codes_in(module):
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        for place in WRITERS.get(name, ()):
            code = node.args[place] if place < len(node.args) else None
            if isinstance(code, ast.Constant) and code.value.isidentifier():
                yield code.value


def written():
    return {code for path in SHEETS.rglob("*.py") for code in codes_in(path)}


def test_every_code_has_a_meaning_and_no_meaning_is_left_over():
    assert written() == set(SHEET_MEANINGS)


def test_no_code_means_one_thing_in_documents_and_another_in_spreadsheets():
    assert not set(SHEET_MEANINGS) & set(MEANINGS)


@pytest.mark.parametrize("code", SHEET_MEANINGS)
def test_a_code_says_what_it_means_and_what_to_do(code):
    means, do = meaning_of_issue(code), advice_on_issue(code)

    assert means.endswith(".")
    assert means.count(". ") == 0
    assert len(means) <= 70
    assert do.endswith(".")
    assert len(do) <= 90
    assert means != do


def test_the_codes_are_in_the_order_in_which_people_look_them_up():
    assert list(SHEET_MEANINGS) == sorted(SHEET_MEANINGS)


def test_the_documentation_lists_every_code():
    listed = (ROOT / "docs" / "CHECKS.md").read_text(encoding="utf-8")
    _, _, table = listed.partition("## What an import finds in spreadsheets")
    table, _, _ = table.partition("\n## ")

    for code, (means, do) in SHEET_MEANINGS.items():
        assert f"| `{code}` | {means} | {do} |" in table
    assert table.count("| `") == len(SHEET_MEANINGS)
