"""What was found in a sealed text and why it may stand, attacked with raw SQL."""

import pytest
from django.db import connection
from django.utils import timezone

from monographs.models import Acknowledgement, Finding, RevisionFinding
from tests.factories import make_drug, make_editor, make_source, submit_as
from tests.guards.raw import delete, insert, refused, replace, run, update

pytestmark = pytest.mark.django_db

STAYS = "never changes"


@pytest.fixture
def warning():
    return submit_as(make_drug()).findings.filter(severity="warning").first()


def another(finding, **fields):
    copy = RevisionFinding.objects.get(pk=finding.pk)
    copy.pk = None
    for name, value in fields.items():
        setattr(copy, name, value)
    return copy


def test_a_reason_is_never_rewritten(warning):
    with refused(STAYS):
        update(warning, reason="Because.")


def test_a_finding_of_a_revision_is_never_deleted(warning):
    with refused(STAYS):
        delete(warning)


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="only SQLite knows INSERT OR REPLACE"
)
def test_a_finding_of_a_revision_is_never_replaced(warning):
    with refused(STAYS):
        replace(warning)


@pytest.mark.postgresql
def test_findings_of_revisions_are_never_emptied(warning):
    connection.check_constraints()  # else PostgreSQL has another reason to refuse

    with refused(STAYS):
        run("TRUNCATE monographs_revisionfinding")


@pytest.mark.parametrize(
    "lacking", [{"reason": ""}, {"reason": "  "}, {"by": None}, {"at": None}]
)
def test_a_warning_stands_only_with_somebodys_reason(warning, lacking):
    with refused("revision_finding_warning_with_a_reason"):
        insert(another(warning, **lacking))


def test_nothing_with_an_error_is_sealed(warning):
    with refused("revision_finding_severity_known"):
        insert(another(warning, severity="error"))


def test_an_acknowledgement_has_a_reason_and_is_given_once():
    drug = make_drug()
    fields = {"monograph": drug, "code": "a", "by": make_editor(), "at": timezone.now()}

    with refused("acknowledgement_with_a_reason"):
        insert(Acknowledgement(**fields, digest="a", reason=" "))
    insert(Acknowledgement(**fields, digest="a", reason="Because."))
    with refused():
        insert(Acknowledgement(**fields, digest="a", reason="Again."))


def test_a_check_finds_things_in_working_copies_only():
    finding = Finding(
        origin="check",
        source=make_source(),
        code="a",
        severity="hint",
        place="",
        message="",
    )

    with refused("finding_of_an_import_or_a_check"):
        insert(finding)
