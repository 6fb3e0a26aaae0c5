"""Two sources about one drug side by side, and the form that decides."""

import pytest
from django.urls import reverse

from monographs.content.competing import Choice, Kind
from monographs.models import SourceDecision
from tests.competing_imports import imported_twice
from tests.desk.pages import change_url, typed_on
from tests.factories import edit, make_drug, make_editor, make_reviewer, make_user
from tests.importing.batches import undo_now
from tests.workflow.test_decide_source import about, decide, differences, kept

pytestmark = pytest.mark.django_db


@pytest.fixture
def twice():
    return imported_twice()


def page_url(page, row):
    return reverse(f"admin:monographs_{page.kind}_competing", args=[page.pk, row.pk])


def html_of(response):
    return " ".join(response.content.decode().split())


def typed(client, page, row, **chosen):
    """The form as it is shown, with a choice by a word of each difference."""
    data = typed_on(client.get(page_url(page, row)))
    data |= {f"choice-{key}": choice.value for key, choice in kept(page, row).items()}
    for word, choice in chosen.items():
        data[f"choice-{about(page, row, word.replace('_', ' ')).id}"] = choice.value
    return data


def test_the_change_page_leads_there(desk, twice):
    html = html_of(desk.get(change_url(twice[0])))

    assert f'href="{page_url(*twice)}">Compare and decide</a>' in html


def test_differences_say_their_kind_with_the_gravest_first(desk, twice):
    html = html_of(desk.get(page_url(*twice)))

    assert "yes against no: 1; dose figures differ: 1;" in html
    assert html.index(">yes against no</span>") < html.index(
        ">dose figures differ</span>"
    )
    assert html.index(">dose figures differ</span>") < html.index(">only there</span>")
    assert "rows say the same on both sides" in html


def test_words_that_differ_and_their_source_lines_are_shown(desk, twice):
    html = html_of(desk.get(page_url(*twice)))

    assert "<mark>50</mark> mg a day" in html
    assert "50 mg a day, with water.</pre>" in html
    assert "theirs/examplazole.md, line" in html
    assert "ours/examplazole.md, line" in html


def test_a_text_is_shown_as_readers_see_it_and_its_lines_as_written(desk):
    twice = imported_twice(dose="**50** mg")

    html = html_of(desk.get(page_url(*twice)))

    assert "<strong><mark>50</mark></strong> mg a day" in html
    assert "**50** mg a day, with water.</pre>" in html


def open_kinds(data, page, row):
    """The kinds of the differences that nobody has chosen about."""
    return {
        one.kind for one in differences(page, row) if f"choice-{one.id}" not in data
    }


def test_contradictions_and_differing_figures_have_no_answer_yet(desk):
    twice = imported_twice(common="Headache (>10%)")

    data = typed_on(desk.get(page_url(*twice)))

    answered = {name for name in data if name.startswith("choice-")}
    assert open_kinds(data, *twice) == {Kind.YES_NO, Kind.DOSE, Kind.FREQUENCY}
    assert {data[name] for name in answered} == {"ours"}


def test_one_click_keeps_our_figures_and_decides_nothing(desk, twice):
    data = typed_on(desk.get(page_url(*twice)))
    data[f"choice-{about(*twice, 'Purple toes').id}"] = "theirs"

    response = desk.post(page_url(*twice), data | {"keep_the_rest": "1"})

    again = typed_on(response)
    assert response.status_code == 200
    assert not SourceDecision.objects.exists()
    assert open_kinds(again, *twice) == {Kind.YES_NO}
    assert again[f"choice-{about(*twice, '50 mg').id}"] == "ours"
    assert again[f"choice-{about(*twice, 'Purple toes').id}"] == "theirs"
    assert "keep_the_rest" not in html_of(response)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (Kind.DOSE, "The dose figures differ: choose."),
        (Kind.FREQUENCY, "The frequencies differ: choose."),
    ],
)
def test_an_open_figure_is_asked_for_beside_it(desk, kind, sentence):
    twice = imported_twice(common="Headache (>10%)")
    data = typed(desk, *twice) | {"reason": "Because."}
    [open_one] = [one for one in differences(*twice) if kind in one.kinds]
    del data[f"choice-{open_one.id}"]

    response = desk.post(page_url(*twice), data)

    assert response.status_code == 422
    assert sentence in html_of(response)
    assert not SourceDecision.objects.exists()


def test_what_was_chosen_is_done_and_told(desk, twice, editor):
    page, row = twice
    data = typed(desk, page, row, **{"50_mg": Choice.THEIRS})

    response = desk.post(page_url(*twice), data | {"reason": "The label says so."})

    assert response.status_code == 302
    assert response.url == change_url(page)
    assert "50 mg" in page.sections.get(kind="dosage").body
    assert SourceDecision.objects.get().by == editor
    html = html_of(desk.get(change_url(page)))
    assert "Compare and decide" not in html
    assert "The label says so." in html


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"reason": " "}, "Deciding about a source needs a reason"),
        ({"alcohol": None}, "One says yes and the other no: choose."),
        ({"seen": "0"}, "changed after you opened it"),
        ({"with_note": "on", "question": " "}, "says what is disagreed about"),
        ({"dose": "everything"}, "Choose one of these."),
    ],
)
def test_a_refusal_says_why_and_keeps_what_was_typed(desk, twice, change, sentence):
    page, row = twice
    data = typed(desk, page, row, Headache=Choice.NEITHER)
    data |= {"reason": "Because.", "positions": "Typed already."}
    if "alcohol" in change:
        del data[f"choice-{about(page, row, 'alcohol').id}"]
    elif "dose" in change:
        data[f"choice-{about(page, row, '50 mg').id}"] = "everything"
    else:
        data |= change

    response = desk.post(page_url(page, row), data)

    assert response.status_code == 422
    assert sentence in html_of(response)
    kept = typed_on(response)
    assert kept[f"choice-{about(page, row, 'Headache').id}"] == "neither"
    assert kept["positions"] == "Typed already."
    assert not SourceDecision.objects.exists()


def test_a_note_is_begun_with_what_each_says_and_nothing_is_decided(desk, twice):
    page, row = twice
    alcohol = about(page, row, "alcohol").id
    data = typed(desk, page, row, Headache=Choice.NEITHER) | {"reason": "Typed."}

    response = desk.post(page_url(page, row), data | {"note_about": alcohol})

    begun = typed_on(response)
    assert response.status_code == 200
    assert not SourceDecision.objects.exists()
    assert begun["question"] == "May I drink alcohol?"
    assert begun["positions"] == (
        "* One source: Yes, a little does no harm.\n"
        "* Another source: No. It makes you sleepy."
    )
    assert begun["shown"] == begun["note_reason"] == ""
    assert begun["with_note"] == "on"
    assert begun[f"choice-{about(page, row, 'Headache').id}"] == "neither"
    assert begun["reason"] == "Typed."


def test_a_note_is_written_with_the_decision(desk, twice):
    page, row = twice
    note = {
        "with_note": "on",
        "question": "May I drink alcohol?",
        "positions": "* One: yes.",
        "shown": "Do not drink.",
        "note_reason": "The cautious advice counts.",
        "is_settled": "on",
    }

    response = desk.post(
        page_url(page, row),
        typed(desk, page, row) | note | {"reason": "Caution."},
        follow=True,
    )

    assert "readers see it once that is signed." in html_of(response)
    written = page.disagreements.get()
    assert (written.shown, written.reason) == (
        "Do not drink.",
        "The cautious advice counts.",
    )
    assert written.is_settled


def test_what_was_decided_stays_readable(desk, twice):
    page, row = twice
    decide(page, row, {"50 mg": Choice.THEIRS}, reason="The label says so.")

    response = desk.get(page_url(page, row))

    html = html_of(response)
    assert "The label says so." in html
    assert "Dosage: theirs was taken" in html
    assert "Purple toes: theirs was left out" in html
    assert response.context["form"] is None
    assert 'type="submit"' not in html.partition('id="content-main"')[2]


def test_a_reviewer_reads_and_does_not_decide(log_in, twice):
    client = log_in(make_reviewer())

    page = client.get(page_url(*twice))
    refused = client.post(page_url(*twice), {"reason": "x", "seen": "1"})

    assert page.status_code == 200
    assert page.context["form"] is None
    assert refused.status_code == 403


def test_without_the_right_to_read_there_is_no_page(log_in, twice):
    assert log_in(make_user()).get(page_url(*twice)).status_code == 403


def test_what_does_not_compete_has_no_page(desk, twice):
    page, row = twice
    first = page.batch_rows.get(outcome="new")
    other = make_drug()

    assert desk.get(page_url(page, first)).status_code == 404
    assert desk.get(page_url(other, row)).status_code == 404
    undo_now(row.batch)
    assert desk.get(page_url(page, row)).status_code == 404


def test_a_kind_is_asked_for_by_its_address(desk, twice):
    html = html_of(desk.get(page_url(*twice), {"kind": "dose"}))
    odd = html_of(desk.get(page_url(*twice), {"kind": "<x>"}))

    assert 'id="show-dose" checked' in html
    assert 'id="show-all" checked' in odd
    assert "<x>" not in odd


def test_the_page_takes_as_many_queries_for_few_rows_as_for_many(
    desk, django_assert_max_num_queries
):
    counts = []
    for title, many in [("Examplazole", 2), ("Samplidone", 60)]:
        names = "\n* ".join(f"Green toe {n}" for n in range(many))
        twice = imported_twice(title, common=names)
        desk.get(page_url(*twice))
        with django_assert_max_num_queries(40) as queries:
            assert desk.get(page_url(*twice)).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_a_stale_page_is_told_so_and_shows_the_text_of_now(desk, twice):
    page, row = twice
    data = typed(desk, page, row) | {"reason": "Because."}
    edit(page, by=make_editor(), body="Written meanwhile.")

    response = desk.post(page_url(page, row), data)

    assert response.status_code == 422
    assert "Written meanwhile" in html_of(response)
    again = desk.post(page_url(page, row), typed_on(response))
    assert again.status_code == 302
