"""What an export writes, an import reads back without a difference: any text, any
format, and also where the database has nothing of it."""

from dataclasses import replace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monographs.content import (
    canonical_text,
    fingerprint,
    insert_rows,
    read_working_copy,
)
from monographs.exporting.sheets import SHEETS, all_pages, working_tables
from monographs.exporting.tables import TABLE_FORMATS, CannotHold
from monographs.models import Monograph
from tests.content.documents import documents
from tests.exporting.test_round_trip import hard_text
from tests.factories import make_full_comparison, make_full_drug, make_steward
from tests.importing.batches import loaded as documents_loaded
from tests.importing.sheets.loads import File, issues, loaded, previewed
from tests.importing.test_sample_documents import DOCUMENTS

pytestmark = pytest.mark.django_db

FORMATS = sorted(TABLE_FORMATS)


@st.composite
def hard_documents(draw):
    """Marks of other notations, in texts that the database takes more than once."""
    document = draw(documents())
    hard = hard_text.map(canonical_text)
    return replace(
        document,
        sections=tuple(replace(row, body=draw(hard)) for row in document.sections),
        faqs=tuple(
            replace(row, question=draw(hard), answer=draw(hard))
            for row in document.faqs
        ),
        side_effects=tuple(
            replace(row, wording=draw(hard)) for row in document.side_effects
        ),
        citations=tuple(replace(row, text=draw(hard)) for row in document.citations),
    )


def with_names(document):
    """A new row without its name is refused; one that is here may stay."""
    named = {
        "names": tuple(row for row in document.names if row.text),
        "components": tuple(row for row in document.components if row.name),
        "subjects": tuple(
            replace(row, name=row.name or "A subject") for row in document.subjects
        ),
    }
    return replace(document, **named)


def workbook(form):
    """All pages in one file."""
    written = TABLE_FORMATS[form].write(working_tables(all_pages(), list(SHEETS)))
    return File(f"all.{written.ending}", b"".join(written.parts))


def assert_changes_nothing(form, by):
    batch = previewed(workbook(form), by=by)

    told = [(row.path, row.outcome, row.after) for row in batch.rows.all()]
    assert issues(batch) == []
    assert (batch.state, batch.message, told) == ("preview", "", [])
    counts = batch.counts["lines"].values()
    assert not any(each.get(what) for each in counts for what in ("new", "changed"))


def write(document):
    monograph = Monograph.objects.create(
        key=document.key,
        kind=document.kind,
        title=document.title,
        slug=document.slug,
        is_listed=document.is_listed,
        author=document.author,
        interests=document.interests,
    )
    insert_rows({monograph.pk: document})
    return monograph


def said(monograph):
    """Its content with its keys, whoever brought it."""
    document = read_working_copy(monograph)
    rows = {
        field: tuple(
            replace(row, origin="import", source=None, line_from=None, line_to=None)
            for row in getattr(document, field)
        )
        for field in (
            "names",
            "sections",
            "faqs",
            "citations",
            "subjects",
            "comparison_rows",
            "disagreements",
        )
    }
    return fingerprint(document), rows


def fingerprints():
    return {
        monograph.slug: fingerprint(read_working_copy(monograph))
        for monograph in Monograph.objects.all()
    }


def load_the_sample_documents(by):
    files = {path: file.read_bytes() for path, file in DOCUMENTS.items()}
    documents_loaded(files, by=by, skip_bad=True)


@pytest.fixture
def steward():
    return make_steward()


@pytest.mark.parametrize("form", FORMATS)
def test_full_pages_come_back_as_they_are(form, steward):
    make_full_drug()
    make_full_comparison()

    assert_changes_nothing(form, steward)


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents() | hard_documents())
def test_generated_pages_come_back_as_they_are(form, steward, document):
    with transaction.atomic():
        write(document)
        try:
            workbook(form)
        except CannotHold:
            pass  # it said so, and where
        else:
            assert_changes_nothing(form, steward)
        transaction.set_rollback(True)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents().map(with_names))
def test_generated_pages_come_back_where_nothing_is(steward, document):
    with transaction.atomic():
        monograph = write(document)
        before, file = said(monograph), workbook("json")
        monograph.delete()
        batch = loaded(file, by=steward)
        assert said(Monograph.objects.get()) == before
        assert set(batch.rows.values_list("outcome", flat=True)) == {"new"}
        transaction.set_rollback(True)


@pytest.mark.parametrize("form", FORMATS)
def test_the_sample_documents_come_back_as_they_are(form, steward):
    load_the_sample_documents(steward)
    assert Monograph.objects.count() > 10

    assert_changes_nothing(form, steward)


def test_the_sample_documents_come_back_where_nothing_is(steward):
    load_the_sample_documents(steward)
    before = fingerprints()
    file = workbook("xlsx")
    Monograph.objects.all().delete()

    loaded(file, by=steward)

    assert fingerprints() == before
