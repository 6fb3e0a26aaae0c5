"""An import of spreadsheets on the desk: what it would do, and what it did."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from monographs.models import (
    FAQ,
    Batch,
    BatchFile,
    BatchIssue,
    BatchRow,
    Monograph,
    Presence,
)
from tests.desk.imports.pages import batch_url, file_url, words_of
from tests.desk.imports.sheets import page_url
from tests.desk.test_query_counts import count
from tests.factories import make_drug, make_editor
from tests.importing.batches import drug
from tests.importing.sheets.loads import File, csv, load_now, loaded, previewed

pytestmark = pytest.mark.django_db

FAQS = ("drug,question,answer", "examplazole,Why?,It hurts a lot.")
BAD = (*FAQS, "nodrug,Why?,")


@pytest.fixture(autouse=True)
def examplazole():
    page = make_drug(title="Examplazole", slug="examplazole")
    FAQ.objects.create(monograph=page, question="Why?", answer="It hurts.")
    return page


def first_row(batch):
    return batch.rows.order_by("place").first()


# --- The preview ----------------------------------------------------------------------


def test_lines_drugs_and_findings_are_counted(steward):
    words = words_of(steward.get(batch_url(previewed(faqs=BAD))))

    assert "faqs 0 1 0 1" in words
    assert "Changed 1 Lines that are new or say something else" in words
    assert "Error 1 Something in its lines is wrong." in words
    assert "There is no drug with this address. 1 error: Correct the address," in words


def test_a_file_that_says_nothing_new_says_so(steward):
    batch = previewed(faqs=("drug,question,answer", "examplazole,Why?,It hurts."))

    words = words_of(steward.get(batch_url(batch)))

    assert "Every line says what is here already. Loading changes nothing." in words
    assert "Unchanged 1" in words
    assert "1 drug of which every line is here already is not listed." in words


def test_a_page_stays_under_200_kb_at_any_size(steward, person):
    batch = Batch.objects.create(
        kind="sheets", name="&" * 300, by=person, total=20, state="preview"
    )
    BatchFile.objects.bulk_create(
        BatchFile(batch=batch, number=n, name="<" * 300, sha256="f" * 64, content=b"")
        for n in range(1, 21)
    )
    rows = [
        BatchRow(
            batch=batch,
            place=place,
            path='"' * 300,
            title='"' * 300,
            message="<" * 5000,
            outcome="conflict",
            state="skipped",
        )
        for place in range(21, 3_021)
    ]
    BatchRow.objects.bulk_create(rows)
    BatchIssue.objects.bulk_create(
        BatchIssue(
            row=row,
            code="x" * 60,
            severity="error",
            sheet="'" * 100,
            column="AAA",
            line=1_000_000,
            found="'" * 300,
            message="<" * 5_000,
        )
        for row in rows[:200]
    )

    pages = [
        steward.get(batch_url(batch)),
        steward.get(batch_url(batch, p=30)),
        steward.get(batch_url(batch, "issues")),
        steward.get(file_url(rows[0])),
    ]

    assert [len(page.content) < 200_000 for page in pages] == [True] * 4
    assert [page.status_code for page in pages] == [200] * 4


def test_the_number_of_queries_does_not_grow(steward):
    slugs = [f"drug-{n}" for n in range(60)]
    drugs = csv("kind,address,title", *(f"drug,{slug},{slug}" for slug in slugs))
    few, many = previewed(faqs=FAQS), previewed(drugs=drugs)

    counts = [
        count(lambda one=one: steward.get(batch_url(one)))[0] for one in (few, many)
    ]

    assert counts[0] == counts[1]
    assert "Page 1 of 1" not in words_of(steward.get(batch_url(many)))


def test_no_change_is_fetched_for_the_list(steward):
    batch = previewed(faqs=FAQS)

    with CaptureQueriesContext(connection) as queries:
        steward.get(batch_url(batch))

    for column in ("content", "after", "before"):
        assert not any(f'"{column}"' in query["sql"] for query in queries)


# --- One drug -------------------------------------------------------------------------


def test_a_drug_shows_its_lines_and_on_demand_the_words(steward):
    row = first_row(previewed(faqs=FAQS))

    plain = steward.get(file_url(row))
    marked = steward.get(file_url(row, diff=1)).content.decode()

    assert "Why? changed, faqs!2" in words_of(plain)
    assert "answer It hurts. It hurts a lot." in words_of(plain)
    assert '<ins class="import-ins">a lot</ins>' in marked


def test_a_new_drug_shows_its_page_and_its_rows(steward):
    batch = previewed(
        drugs=("kind,address,title", "drug,samplidone,Samplidone"),
        names=("drug,kind,name", "samplidone,brand,Exemplo"),
    )

    words = words_of(steward.get(file_url(first_row(batch))))

    assert "The page itself new, drugs!2" in words
    assert "brand, Exemplo new, names!2" in words


def test_a_drug_with_very_many_changes_fits_a_page(steward):
    lines = [f"examplazole,{'&' * 200}{n},{'<' * 2_000}" for n in range(600)]
    batch = previewed(faqs=csv("drug,question,answer", *lines))
    row = first_row(batch)

    plain, marked = steward.get(file_url(row)), steward.get(file_url(row, diff=1))

    assert len(plain.content) < 200_000
    assert len(marked.content) < 200_000
    assert "more changes found no room here" in words_of(plain)


def test_drugs_lead_to_one_another(steward):
    rows = list(previewed(faqs=BAD).rows.order_by("place"))

    first, last = (steward.get(file_url(row)).context for row in rows)

    assert (first["previous"], first["next"]) == (None, rows[1].place)
    assert (last["previous"], last["next"]) == (rows[0].place, None)


# --- Conflicts ------------------------------------------------------------------------


def test_a_conflict_shows_both_and_is_taken_by_a_person(steward, person, examplazole):
    batch = conflict(examplazole)
    row = first_row(batch)

    shown = words_of(steward.get(file_url(row)))
    steward.get(page_url(batch, "take", place=row.place))
    row.refresh_from_db()
    untouched = row.outcome
    taken = steward.post(page_url(batch, "take", place=row.place), follow=True)
    load_now(batch)

    assert "It hurts. It hurts a lot." in shown
    assert untouched == "conflict"
    assert "It will be loaded with the others." in words_of(taken)
    assert "Taken from the file by Stella Ward" in words_of(taken)
    assert drug("examplazole").faqs.get().answer == "It hurts a lot."


def conflict(monograph):
    """Of a page that somebody has open."""
    now = timezone.now()
    Presence.objects.create(
        monograph=monograph, person=make_editor(), opened_at=now, seen_at=now
    )
    batch = previewed(faqs=FAQS)
    assert first_row(batch).outcome == "conflict"
    return batch


def test_what_is_no_conflict_is_not_taken(steward):
    batch = previewed(faqs=FAQS)
    row = first_row(batch)

    answer = steward.post(page_url(batch, "take", place=row.place), follow=True)

    assert "This is no conflict" in words_of(answer)


def test_a_conflict_that_was_left_is_no_competing_source(steward, examplazole):
    load_now(conflict(examplazole))

    page = steward.get(f"/admin/monographs/drug/{examplazole.pk}/change/")

    assert "competing" not in words_of(page)


# --- Findings -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ({}, ["faqs!A3", "names!B2"]),
        ({"sheet": "names"}, ["names!B2"]),
        ({"code": "unknown_drug"}, ["faqs!A3"]),
        ({"severity": "hint"}, []),
        ({"severity": "grave", "p": "x"}, ["faqs!A3", "names!B2"]),
        ({"q": "NODRUG"}, ["faqs!A3"]),
        ({"q": "%00"}, ["faqs!A3", "names!B2"]),
        ({"q": "x" * 90_000}, []),
    ],
)
def test_findings_are_filtered(steward, query, places):
    batch = previewed(faqs=BAD, names=("drug,kind,name", "examplazole,nick,Ex"))

    page = steward.get(batch_url(batch, "issues", **query))

    assert sorted(issue.place for issue in page.context["page"]) == places


def test_findings_come_fifty_a_page_and_the_filter_goes_along(steward):
    batch = previewed(faqs=("drug,question,answer", *["nodrug,Why?,"] * 51))

    page = steward.get(batch_url(batch, "issues", sheet="faqs"))

    assert len(page.context["page"]) == 50
    assert "?sheet=faqs&amp;p=2#files" in page.content.decode()


def test_a_chosen_finding_says_what_to_do(steward):
    batch = previewed(faqs=BAD)

    every = words_of(steward.get(batch_url(batch, "issues")))
    chosen = words_of(steward.get(batch_url(batch, "issues", code="unknown_drug")))

    assert "What to do" not in every
    assert "What to do: Correct the address, or add the drug" in chosen


# --- Loading, undoing, once more ------------------------------------------------------


def test_a_bad_line_stops_all_unless_it_is_skipped(steward):
    batch = previewed(faqs=BAD)

    refused = words_of(steward.post(batch_url(batch, "load"), follow=True))
    before = FAQ.objects.get().answer
    done = words_of(
        steward.post(batch_url(batch, "load"), {"skip_bad": "on"}, follow=True)
    )

    assert "skip the bad lines" in refused
    assert before == "It hurts."
    assert "faqs 0 1 0 1 1" in done  # the last: loaded
    assert FAQ.objects.get().answer == "It hurts a lot."


def test_undoing_forecasts_and_puts_back(steward):
    batch = loaded(faqs=FAQS)

    asked = words_of(steward.get(batch_url(batch, "undo")))
    told = words_of(steward.post(batch_url(batch, "undo"), follow=True))

    assert "Taken back: 1 drug" in asked
    assert "Taken back 1" in told
    assert FAQ.objects.get().answer == "It hurts."


def test_the_same_files_are_compared_again(steward):
    batch = loaded(faqs=FAQS)

    steward.get(page_url(batch, "again"))
    only = Batch.objects.count()
    page = steward.post(page_url(batch, "again"), follow=True)

    assert only == 1
    assert "Every line says what is here already" in words_of(page)


def test_columns_that_a_person_chose_hold_again(steward):
    first = previewed(faqs=FAQS)
    mapping = first.mapping
    mapping["tables"][0]["columns"]["2"] = ""
    Batch.objects.filter(pk=first.pk).update(mapping=mapping, state="cancelled")

    steward.post(page_url(first, "again"))

    again = Batch.objects.first()
    assert (again.state, again.mapping) == (Batch.State.PREVIEW, mapping)


def test_documents_are_not_compared_again(steward, person):
    batch = Batch.objects.create(
        kind="documents", name="a", by=person, state="cancelled"
    )

    page = steward.post(page_url(batch, "again"), follow=True)

    assert "Load these documents again from where they are." in words_of(page)


# --- Files back -----------------------------------------------------------------------


def test_files_come_back_with_notes_and_for_mending(steward):
    batch = previewed(faqs=BAD)

    every = steward.get(batch_url(batch, "annotated"))
    bad = steward.get(batch_url(batch, "errors", format="xlsx"))

    assert every["Content-Disposition"] == (
        f'attachment; filename="faqs-annotated-{batch.pk}.csv"'
    )
    assert b"examplazole,Why?,It hurts a lot.,changed," in every.getvalue()
    assert bad["Content-Disposition"].endswith(f'faqs-errors-{batch.pk}.xlsx"')


@pytest.mark.parametrize(
    ("state", "query", "code"),
    [
        ("preview", {"format": "exe"}, 404),
        ("mapping", {}, 404),
        ("preview", {}, 302),
    ],
)
def test_what_cannot_be_had_is_refused(steward, state, query, code):
    batch = previewed(faqs=FAQS)
    Batch.objects.filter(pk=batch.pk).update(state=state)

    assert steward.get(batch_url(batch, "errors", **query)).status_code == code


def test_bytes_that_are_gone_are_told_in_words(steward):
    batch = previewed(faqs=BAD)
    BatchFile.objects.update(content=None)

    page = steward.get(batch_url(batch, "annotated"), follow=True)
    again = steward.post(page_url(batch, "again"), follow=True)

    assert "are gone" in words_of(page)
    assert "are gone" in words_of(again)


# --- Rights and GET -------------------------------------------------------------------


@pytest.mark.parametrize("page", ["take", "again", "load", "cancel"])
def test_an_editor_changes_nothing(log_in, page):
    batch = previewed(faqs=FAQS)
    place = {"place": first_row(batch).place} if page == "take" else {}
    client = log_in(make_editor())
    before = list(Batch.objects.values())

    answer = client.post(page_url(batch, page, **place))

    assert answer.status_code == 403
    assert list(Batch.objects.values()) == before


def test_a_new_drug_of_a_taken_back_import_is_gone(steward):
    batch = loaded(File("drugs.csv", csv("kind,address,title", "drug,new,New")))

    steward.post(batch_url(batch, "undo"))

    assert not Monograph.objects.filter(slug="new").exists()
