"""What was found in a row, beside its source."""

import re

import pytest
from django.utils import timezone

from monographs.content import read_working_copy
from monographs.frequency import read
from monographs.workflow.acknowledge import acknowledge
from monographs.workflow.findings import store_findings
from tests.desk.test_source_view import find_at_line, import_side_effects, verify_url
from tests.factories import make_editor, make_imported_section, make_sound_drug

pytestmark = pytest.mark.django_db


def found_at(response, row):
    """What stands beside this row, in words."""
    html = response.content.decode()
    item = html.split(f'id="row-{row.key}"')[1].split("reading-row__foot")[0]
    _, is_there, found = item.partition('<ul class="reading-findings">')
    text = re.sub(r"<[^>]+>", "", found.split("</ul>")[0])
    return " ".join(text.split()) if is_there else ""


def check_now(monograph):
    store_findings({monograph.pk: read_working_copy(monograph)})


def test_what_checks_find_in_a_row_stands_beside_it(desk):
    drug = make_sound_drug()
    sound = drug.sections.get(kind="dosage")
    cut = make_imported_section(
        drug, kind="note", body="Whoever wrote this page was about to explain that the"
    )
    check_now(drug)

    response = desk.get(verify_url(drug))

    assert found_at(response, cut).startswith(
        "error Truncated: The text stops in mid-sentence: “Whoever"
    )
    assert found_at(response, cut).endswith("take the unfinished sentence out.")
    assert found_at(response, sound) == ""


def test_a_warning_that_may_stand_says_who_said_so_and_why(desk):
    drug = make_sound_drug()
    row = make_imported_section(drug, kind="note", body="It is completely safe.")
    check_now(drug)
    editor = make_editor(printed_name="Edith Editor")
    acknowledge(drug, reason="A quotation.", codes=["absolute_claim"], by=editor)

    found = found_at(desk.get(verify_url(drug)), row)

    assert found.startswith("warning Absolute claim: ")
    assert found.endswith("It may stand, says Edith Editor: A quotation.")


def test_what_an_import_found_stands_beside_the_row_of_its_line(desk):
    drug = make_sound_drug()
    first, second, third = import_side_effects(drug, count=3)
    find_at_line(drug, second, second.line_from)
    find_at_line(drug, second, 999)

    response = desk.get(verify_url(drug))

    assert found_at(response, second) == (
        "hint A figure is mixed with single reports: "
        "No figure is stored; look each effect up."
    )
    assert found_at(response, first) == found_at(response, third) == ""


def test_what_an_import_found_is_not_said_of_a_row_that_was_edited(desk, editor):
    drug = make_sound_drug()
    [row] = import_side_effects(
        drug, count=1, edited_by=editor, edited_at=timezone.now()
    )
    find_at_line(drug, row, row.line_from)

    assert found_at(desk.get(verify_url(drug)), row) == ""


def test_a_word_and_a_number_that_differ_are_told_once(desk):
    drug = make_sound_drug()
    [row] = import_side_effects(
        drug, count=1, phrase="Rare (5%)", frequency=read("Rare (5%)").frequency
    )
    check_now(drug)
    find_at_line(drug, row, row.line_from, code="word_and_number_differ")

    response = desk.get(verify_url(drug))

    found = found_at(response, row)
    assert found.startswith(f"warning Word and number differ: {row.effect}: called")
    assert response.content.decode().count("change the one that is wrong") == 1
