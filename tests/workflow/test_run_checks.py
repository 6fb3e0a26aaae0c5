"""manage.py run_checks: all working copies, or those that are named."""

import io

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monographs.management import checks_run
from monographs.models import Finding
from tests.factories import make_comparison, make_drug, make_section
from tests.importing.command_run import Run

pytestmark = pytest.mark.django_db

PROMISE = "It is completely safe."
PASSAGE = "Take it before the example and not after it, unless it was eaten. " * 4


def test_all_are_checked_and_counted_by_code():
    for drug in (make_drug(), make_drug()):
        make_section(drug, body=PROMISE)
    make_section(make_comparison(), body="I cannot provide information on this.")

    run = Run("run_checks")

    rows = [line.split() for line in run.out.splitlines()]
    assert run.code == 0
    assert rows[0] == ["Severity", "Code", "Findings", "Monographs"]
    assert rows[1] == ["error", "refusal", "1", "1"]
    assert ["warning", "absolute_claim", "2", "2"] in rows
    assert "Checked 3 monographs." in run.out
    assert Finding.objects.filter(code="absolute_claim").count() == 2


def test_only_those_that_are_named():
    named, other = make_drug(), make_drug()

    run = Run("run_checks", named.slug)

    assert "Checked 1 monograph." in run.out
    assert named.findings.exists()
    assert not other.findings.exists()


def test_an_unknown_page_is_said_in_a_sentence():
    run = Run("run_checks", make_drug().slug, "nowhere")

    assert run.code == 2
    assert run.err.strip() == "There is no monograph nowhere."
    assert not Finding.objects.exists()


def test_both_pages_are_told_of_a_passage_that_they_share(monkeypatch):
    monkeypatch.setattr(checks_run, "CHUNK", 1)
    one, other = make_drug(), make_drug(title="Samplidone", slug="samplidone")
    for drug in (one, other):
        make_section(drug, body=PASSAGE)

    Run("run_checks")

    assert one.findings.filter(code="shared_text").exists()
    assert other.findings.filter(code="shared_text").exists()


def test_each_chunk_costs_the_same(monkeypatch):
    monkeypatch.setattr(checks_run, "CHUNK", 4)
    counts = []
    for _ in range(3):
        for _ in range(4):
            make_section(make_drug(), body=PROMISE)
        Run("run_checks")  # only the next four are new then
        with CaptureQueriesContext(connection) as queries:
            Run("run_checks")
        counts.append(len(queries))

    assert counts[2] - counts[1] == counts[1] - counts[0]


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_terminal_shows_how_far_it_is():
    make_drug()
    err = Terminal()

    call_command("run_checks", stdout=io.StringIO(), stderr=err)

    assert "Checking" in err.getvalue()
    assert "1 of 1" in err.getvalue()
