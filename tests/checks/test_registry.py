from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given

from monographs.checks import CHECKS, REGISTERED, Severity, find_all
from monographs.checks.registry import register
from monographs.checks.run import ORDER
from tests.checks.documents import drug, found_by, section
from tests.content.documents import documents

DOCS = Path(__file__).resolve().parents[2] / "docs" / "CHECKS.md"


def test_every_registered_check_runs():
    assert {check.code for check in CHECKS} == set(REGISTERED)
    assert len(CHECKS) == len(REGISTERED)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_every_check_says_in_words_what_it_is_for(check):
    assert check.about.endswith(".")
    assert check.reason.endswith(".")
    assert len(check.code) <= 60


def test_a_code_is_taken_once():
    with pytest.raises(ValueError, match="Two checks"):
        register(code="refusal", severity=Severity.ERROR, about="Again.")(iter)


def test_the_gravest_come_first():
    document = drug(section("I cannot provide information on it. ABC [1]."))

    severities = [one.severity for one in find_all(document)]

    assert severities == sorted(severities, key=ORDER.index)
    assert set(severities) == {"error", "warning", "hint"}


def test_a_finding_stays_the_same_until_the_text_of_its_row_changes():
    row = section("It is completely safe.")
    moved = replace(row, source="a" * 64, line_from=1, line_to=2)
    before, after, changed, another = (
        found_by("absolute_claim", drug(one))[0].digest
        for one in (
            row,
            moved,
            replace(row, body="It is completely safe. Really."),
            replace(row, key=uuid4()),
        )
    )

    assert after == before
    assert len({before, changed, another}) == 3


def test_findings_about_the_whole_page_stay_the_same_when_rows_change():
    before, after = (
        found_by("disclaimer_missing", drug(section(body)))[0].digest
        for body in ("For examples.", "For more examples.")
    )

    assert after == before


@given(documents())
def test_any_content_at_all_can_be_checked(document):
    for found in find_all(document):
        assert found.message.endswith(".")
        assert len(found.place) <= 300
        assert len(found.digest) == 64


def test_the_documentation_lists_every_check():
    listed = DOCS.read_text(encoding="utf-8")

    for check in CHECKS:
        line = f"| `{check.code}` | {check.severity.label} | {check.about} |"
        assert line in listed
    checks, _, _ = listed.partition("## What an import finds")
    assert checks.count("| `") == len(CHECKS)
