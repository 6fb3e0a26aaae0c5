"""Files that are no monographs wait until a person discards them or finds a drug."""

import pytest

from monographs.importing.decisions import discard, make_drug
from monographs.models import BatchRow, Monograph
from tests.desk.imports.documents import STUB, document, make_import, make_loaded_import
from tests.desk.imports.pages import SET_ASIDE, decide_url, file_url, words_of
from tests.factories import make_editor, make_reviewer, make_source

pytestmark = pytest.mark.django_db
WHY = {"reason": "It asks for a name."}


def make_stubs(count=3):
    """Different texts: the same one twice would be the same file."""
    stubs = {f"stub-{n}.md": f"{STUB}\n{'Please. ' * n}" for n in range(count)}
    return list(make_loaded_import(stubs).rows.all())


def test_what_was_set_aside_waits_with_its_text(steward):
    make_stubs(1)

    page = words_of(steward.get(SET_ASIDE))

    assert "1 file" in page
    assert "Nothing Much" in page
    assert "Please provide the generic name" in page
    assert "stub-0.md of import" in page


def test_a_preview_does_not_wait_for_decisions(steward):
    make_import({"stub.md": STUB})

    assert "0 files" in words_of(steward.get(SET_ASIDE))


def test_several_are_discarded_with_one_reason(steward, person):
    first, second, third = make_stubs()

    told = steward.post(SET_ASIDE, {"rows": [first.pk, second.pk], **WHY}, follow=True)
    discarded = words_of(steward.get(SET_ASIDE, {"show": "discarded"}))

    assert "2 files are discarded" in words_of(told)
    assert [row.pk for row in told.context["page"].object_list] == [third.pk]
    first.refresh_from_db()
    assert (first.decision, first.decided_by) == ("discarded", person)
    assert "Discarded by Stella Ward" in discarded
    assert "It asks for a name." in discarded


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"reason": "  "}, "Discarding needs a reason"),
        ({"rows": [], **WHY}, "Tick the files"),
        ({"rows": ["x", "9" * 40], **WHY}, "Tick the files"),
        ({"reason": "a\x00b"}, "Null characters are not allowed"),
    ],
)
def test_a_refused_decision_says_why_and_keeps_what_was_chosen(
    steward, typed, sentence
):
    row = make_stubs(1)[0]

    response = steward.post(SET_ASIDE, {"rows": [row.pk], **typed})

    row.refresh_from_db()
    assert response.status_code == 422
    assert sentence in words_of(response)
    assert row.decision == ""
    if "rows" not in typed:
        assert f'id="row-{row.pk}" checked' in response.content.decode()


def test_all_are_discarded_or_none(steward, person):
    first, second, third = make_stubs()
    discard(second, by=person, reason="Sooner.")

    response = steward.post(SET_ASIDE, {"rows": [first.pk, second.pk, third.pk], **WHY})

    first.refresh_from_db()
    assert "stub-1.md: Stella Ward decided" in words_of(response)
    assert first.decision == ""


def test_a_drug_is_made_under_another_title(steward):
    row = make_stubs(1)[0]

    offered = steward.get(file_url(row)).content.decode()
    response = steward.post(decide_url(row, "make_drug"), {"title": "Examplazole"})

    drug = Monograph.objects.get()
    assert 'value="Nothing Much"' in offered
    assert drug.title == "Examplazole"
    assert response.url == f"/admin/monographs/drug/{drug.pk}/change/"
    made = steward.get(SET_ASIDE, {"show": "made_a_drug"})
    assert "Made a drug by Stella Ward" in words_of(made)


def test_a_title_that_is_taken_is_refused_and_stays_typed(steward):
    make_loaded_import()
    row = make_stubs(1)[0]

    response = steward.post(decide_url(row, "make_drug"), {"title": "Examplazole"})

    assert response.status_code == 422
    assert "There is a monograph with the address" in words_of(response)
    assert 'value="Examplazole"' in response.content.decode()


def test_a_file_is_discarded_on_its_own_page(steward):
    row = make_stubs(1)[0]

    empty = steward.post(decide_url(row, "discard"), {"reason": ""})
    given = steward.post(decide_url(row, "discard"), WHY)

    row.refresh_from_db()
    assert empty.status_code == 422
    assert "Discarding needs a reason" in words_of(empty)
    assert given.url == SET_ASIDE
    assert row.reason == WHY["reason"]
    page = words_of(steward.get(file_url(row)))
    assert "Discarded by Stella Ward" in page
    assert "Decide about this file" not in page


def test_deciding_twice_is_refused_with_a_sentence(steward, person):
    row = make_stubs(1)[0]
    make_drug(row, by=person, title="Examplazole")

    response = steward.post(decide_url(row, "discard"), WHY)

    assert response.status_code == 422
    assert "decided about this file already" in words_of(response)


def test_only_what_was_set_aside_is_decided(steward):
    row = make_loaded_import({"a.md": document()}).rows.get()

    page = words_of(steward.get(file_url(row)))
    response = steward.post(decide_url(row, "discard"), WHY)

    assert "Decide about this file" not in page
    assert "does not wait for a decision" in words_of(response)


@pytest.mark.parametrize("decision", ["discard", "make_drug"])
def test_asking_decides_nothing(steward, decision):
    row = make_stubs(1)[0]

    assert steward.get(decide_url(row, decision)).status_code == 302
    assert steward.get(decide_url(row, "burn")).status_code == 404
    assert BatchRow.objects.get(pk=row.pk).decision == ""


def test_without_the_right_nobody_decides(log_in):
    row = make_stubs(1)[0]

    for client in (log_in(make_reviewer()), log_in(make_editor())):
        assert client.get(SET_ASIDE).status_code == 200
        assert client.post(SET_ASIDE, {"rows": [row.pk], **WHY}).status_code == 403
        assert client.post(decide_url(row, "discard"), WHY).status_code == 403
    assert BatchRow.objects.get(pk=row.pk).decision == ""


@pytest.mark.parametrize("show", ["", "discarded"])
def test_a_page_stays_under_200_kb_whatever_the_files_hold(steward, person, show):
    batch = make_stubs(1)[0].batch
    decided = {"decided_by": person, "decided_at": batch.at, "reason": '"' * 9_000}
    BatchRow.objects.bulk_create(
        BatchRow(
            batch=batch,
            place=place,
            path="'" * 1000,
            title='"' * 300,
            message="<" * 5000,
            outcome="set_aside",
            state="applied",
            source=make_source('"' * 9_000),
            decision=show,
            **(decided if show else {}),
        )
        for place in range(2, 27)
    )

    page = steward.get(SET_ASIDE, {"show": show})

    assert len(page.context["page"].object_list) == 25
    assert len(page.content) < 200_000


def test_a_long_list_comes_in_pages(steward):
    make_stubs(30)

    first = steward.get(SET_ASIDE)
    second = steward.get(SET_ASIDE, {"p": 2})

    assert len(first.context["page"].object_list) == 25
    assert len(second.context["page"].object_list) == 5
