"""What the working list knows of a monograph, and when it looks again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monographs.models import BatchRow, Finding, Section, Triage
from monographs.workflow import acknowledge, reset_draft, verify
from monographs.workflow.triage import letter_of, mark_stale, refresh, refresh_stale
from monographs.workflow.triage_rows import write_refreshed
from tests.factories import (
    edit,
    make_comparison,
    make_drug,
    make_editor,
    make_imported_section,
    make_published_drug,
    make_section,
    make_sound_drug,
    make_source,
    publish_now,
    submit_as,
)
from tests.importing.batches import drug, loaded, undo_now
from tests.importing.documents_about import document_about

pytestmark = pytest.mark.django_db
Rank = Triage.Rank


def looked_at(monograph):
    refresh([monograph.pk])
    return Triage.objects.get(monograph=monograph)


def find(monograph, code="doubtful_dose", severity="warning", **fields):
    return Finding.objects.create(
        monograph=monograph,
        code=code,
        severity=severity,
        place="Dosage",
        message="Look at it.",
        **fields,
    )


def test_every_step_marks_the_monograph_and_looking_again_clears_it():
    monograph = make_drug()

    assert Triage.objects.get(monograph=monograph).is_stale

    row = looked_at(monograph)
    assert not row.is_stale
    assert row.letter == "e"

    edit(monograph, by=make_editor())
    row.refresh_from_db()
    assert row.is_stale


def test_a_change_during_a_refresh_is_not_overlooked():
    monograph = make_drug()
    looked_at(monograph)
    as_read_before = list(Triage.objects.filter(monograph=monograph))
    edit(monograph, by=make_editor())

    write_refreshed(as_read_before)

    assert Triage.objects.get(monograph=monograph).is_stale


@pytest.mark.parametrize(
    ("code", "severity", "rank"),
    [
        ("doubtful_dose", "error", Rank.ERRORS),
        ("not_monograph", "warning", Rank.ERRORS),
        ("truncated", "warning", Rank.ERRORS),
        ("contradiction_driving", "warning", Rank.CONTRADICTIONS),
        ("doubtful_dose", "warning", Rank.REST),
        ("basis_mixed", "hint", Rank.REST),
    ],
)
def test_what_was_found_decides_the_rank(code, severity, rank):
    monograph = make_drug()
    find(monograph, code, severity)

    assert looked_at(monograph).rank == rank


def test_clinical_rows_that_nobody_verified_come_before_the_rest():
    clinical, other = make_drug(), make_drug()
    dosage = make_imported_section(clinical, kind=Section.Kind.DOSAGE)
    make_imported_section(other, kind=Section.Kind.USAGE)

    first, second = looked_at(clinical), looked_at(other)

    assert (first.rank, first.unverified_clinical) == (Rank.CLINICAL, 1)
    assert (second.rank, second.unverified) == (Rank.REST, 1)
    assert second.unverified_clinical == 0
    assert first.place < second.place
    verify(clinical, keys=[dosage.key], by=make_editor())
    assert looked_at(clinical).rank == Rank.REST


def test_within_a_rank_the_least_effort_comes_first():
    much, little = make_drug(), make_drug()
    for _ in range(3):
        make_imported_section(much)
    make_imported_section(little)
    refresh([much.pk, little.pk])

    listed = Triage.objects.filter(monograph__in=[much, little])

    assert [row.monograph for row in listed] == [little, much]


def test_a_published_page_is_settled_until_its_draft_differs():
    monograph = make_published_drug()
    editor = make_editor()

    assert looked_at(monograph).rank == Rank.SETTLED

    edit(monograph, by=editor)
    row = looked_at(monograph)
    assert (row.rank, row.differs_from_live) == (Rank.REST, True)

    reset_draft(monograph, by=editor)
    row = looked_at(monograph)
    assert (row.rank, row.differs_from_live) == (Rank.SETTLED, False)


def test_what_its_reviewers_have_waits_for_nobody_else():
    monograph = make_drug()
    find(monograph, severity="error")
    submit_as(monograph)

    assert looked_at(monograph).rank == Rank.SETTLED

    edit(monograph, by=make_editor())
    assert looked_at(monograph).rank == Rank.ERRORS


def test_what_an_import_found_counts_until_the_text_was_submitted():
    monograph = make_drug()
    find(monograph, "truncated", source=make_source())

    assert looked_at(monograph).errors == 1

    publish_now(monograph)
    assert looked_at(monograph).errors == 0


@pytest.mark.parametrize("count", [0, Triage.FEW_ROWS])
def test_a_few_rows_to_look_at_are_a_quick_win(count):
    monograph = make_sound_drug()
    for _ in range(count):
        make_imported_section(monograph)

    row = looked_at(monograph)

    assert row.is_quick_win
    assert list(Triage.objects.quick_wins()) == [row]


@pytest.mark.parametrize("spoil", ["a warning", "too many rows", "settled"])
def test_nothing_else_is_a_quick_win(spoil):
    monograph = make_published_drug() if spoil == "settled" else make_sound_drug()
    if spoil == "a warning":
        find(monograph)
    for _ in range(Triage.FEW_ROWS + 1 if spoil == "too many rows" else 0):
        make_imported_section(monograph)

    row = looked_at(monograph)

    assert not row.is_quick_win
    assert not Triage.objects.quick_wins().exists()


def test_an_import_gives_its_working_copies_a_place_and_undoing_takes_it_back():
    batch = loaded({"a/examplazole.md": document_about("Examplazole")})

    row = Triage.objects.get()
    assert row.is_stale
    assert refresh_stale(10) == 1
    row.refresh_from_db()
    assert row.unverified > 0

    undo_now(batch)
    assert not Triage.objects.exists()


def test_a_competing_source_is_noticed():
    loaded({"a/examplazole.md": document_about("Examplazole")})
    refresh_stale(10)

    rival = loaded({"b/examplazole.md": document_about("Examplazole", usage="Else.")})

    assert rival.rows.get().outcome == BatchRow.Outcome.COMPETING
    assert refresh_stale(10) == 1
    assert looked_at(drug("examplazole")).rivals == 1

    undo_now(rival)
    assert refresh_stale(10) == 1
    assert looked_at(drug("examplazole")).rivals == 0


def test_many_are_refreshed_with_the_same_queries_as_few():
    counts = []
    for number in (2, 40):
        published = [make_published_drug().pk for _ in range(2)]
        others = [make_comparison().pk for _ in range(number)]
        edit(drug_of(published[0]), by=make_editor())
        with CaptureQueriesContext(connection) as queries:
            refresh([*published, *others])
        counts.append(len(queries))

    assert counts[0] == counts[1]


def drug_of(pk):
    return Triage.objects.select_related("monograph").get(monograph=pk).monograph


def test_many_are_marked_by_one_statement(django_assert_num_queries):
    pks = [make_drug().pk for _ in range(30)]

    with django_assert_num_queries(1):
        mark_stale(pks)


@pytest.mark.parametrize(
    ("title", "letter"),
    [("Éxamplazole", "e"), ("samplidone", "s"), ("5-Examplazole", "#"), ("Ж", "#")],
)
def test_a_title_files_under_its_bare_letter(title, letter):
    assert letter_of(title) == letter


def test_a_warning_that_somebody_lets_stand_waits_for_nobody():
    drug_ = make_drug()
    make_section(drug_, body="It is completely safe.", kind=Section.Kind.PRECAUTIONS)
    before = looked_at(drug_).warnings

    acknowledge(
        drug_,
        digests=[one.digest for one in drug_.findings.filter(code="absolute_claim")],
        reason="The source says exactly this.",
        by=make_editor(),
    )

    assert looked_at(drug_).warnings == before - 1
