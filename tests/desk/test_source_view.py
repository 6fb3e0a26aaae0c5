"""Rows beside their sources: read, verified and taken back, without a script."""

import json
import re
from urllib.parse import urljoin

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from monographs.checks import find_all
from monographs.content import read_working_copy, unverified_rows
from monographs.frequency import Frequency, read
from monographs.models import Event, Finding, Monograph, Section, SideEffect
from monographs.public.page import article_of
from monographs.workflow import touch, verify
from tests.desk.imports.documents import document, make_loaded_import
from tests.desk.imports.pages import words_of
from tests.desk.pages import change_url, save, step_url, typed_on
from tests.factories import (
    edit,
    make_disagreement,
    make_drug,
    make_full_comparison,
    make_full_drug,
    make_imported_section,
    make_reviewer,
    make_section,
    make_side_effect,
    make_source,
    make_steward,
    make_user,
)

pytestmark = pytest.mark.django_db


def verify_url(monograph):
    return reverse(f"admin:monographs_{monograph.kind}_verify", args=[monograph.pk])


def press(client, monograph, name, row, **more):
    """A row's button, on the page as it is now."""
    typed = typed_on(client.get(verify_url(monograph)), "reading-form")
    return client.post(verify_url(monograph), {**typed, name: str(row.key), **more})


def rows_shown(response):
    return re.findall(r'id="row-([0-9a-f-]{36})"', response.content.decode())


def rows_of(monograph):
    return unverified_rows(monograph)


def import_side_effects(drug, *, count, phrase="Common", **fields):
    """So many lines below one heading."""
    names = [f"ache {number}" for number in range(count)]
    source = make_source("\n".join([f"{phrase}:", *(f"* {name}" for name in names)]))
    return [
        make_side_effect(
            drug,
            wording=name,
            position=number,
            frequency=fields.pop("frequency", None) or Frequency(phrase=phrase),
            origin="import",
            source=source,
            line_from=number + 2,
            line_to=number + 2,
            **fields,
        )
        for number, name in enumerate(names)
    ]


def find_at_line(drug, row, line, code="basis_mixed"):
    Finding.objects.create(
        monograph=drug,
        source=row.source,
        code=code,
        severity="hint",
        place=f"{row.source.path}:{line}",
        message="No figure is stored; look each effect up.",
    )


@pytest.fixture
def imported(db):
    make_loaded_import({"a/examplazole.md": document()})
    return Monograph.objects.get()


# --- What it shows --------------------------------------------------------------------


def test_rows_stand_in_the_order_of_the_page(desk, imported):
    response = desk.get(verify_url(imported))

    reading = response.context["reading"]
    assert len(reading.rows) == len(rows_of(imported)) == len(rows_shown(response))
    kinds = [row.row.kind for row in reading.rows if isinstance(row.row, Section)]
    ours = [kind for kind in ("usage", "dosage", "precautions") if kind in kinds]
    assert [kind for kind in kinds if kind in ours] == ours


def test_sections_stand_in_the_order_that_readers_meet(desk, editor):
    drug = make_full_drug(by=editor)
    for kind in reversed(Section.Kind.values):
        make_section(drug, kind=kind)

    groups = desk.get(verify_url(drug)).context["groups"]

    shown = [row.row for group in groups for row in group.rows]
    ours = [row.kind for row in shown if isinstance(row, Section)]
    parts = [part.kind for part in article_of(read_working_copy(drug)).parts]
    assert list(dict.fromkeys(ours)) == list(dict.fromkeys(parts))


@pytest.mark.parametrize("make", [make_full_drug, make_full_comparison])
def test_every_row_is_shown_once(desk, make):
    monograph = make()

    response = desk.get(verify_url(monograph))

    shown = response.context["reading"].rows
    assert len(rows_shown(response)) == len(shown) == len({row.key for row in shown})
    assert len(shown) >= 5


def test_a_note_on_a_disagreement_is_read_like_any_row(desk):
    drug = make_drug()
    note = make_disagreement(drug, positions="One says yes.", origin="import")

    page = words_of(desk.get(verify_url(drug)))

    assert "Where sources disagree" in page
    assert note.question in page
    assert "One says yes." in page


def test_the_lines_of_the_chosen_row_are_marked(desk):
    drug = make_drug()
    source = make_source("one\ntwo\nthree")
    section = make_imported_section(drug, source=source)
    drug.sections.filter(pk=section.pk).update(line_from=2, line_to=3)

    html = desk.get(verify_url(drug), {"row": section.key}).content.decode()

    assert f'<li id="S{source.pk}L1">one</li>' in html
    assert f'<li id="S{source.pk}L2" class="source__marked">two</li>' in html
    assert f'<li id="S{source.pk}L3" class="source__marked">three</li>' in html
    assert '<li value="2">two</li><li value="3">three</li>' in html  # below the row


def test_the_text_beside_follows_the_row(desk):
    drug = make_drug()
    sections = [
        make_imported_section(drug, source=make_source(f"Source {name}", f"{name}.md"))
        for name in "ab"
    ]

    for section in sections:
        page = desk.get(verify_url(drug), {"row": section.key})
        shown = [pane for pane in page.context["panes"] if pane.is_shown]
        assert [pane.source.pk for pane in shown] == [section.source_id]


def test_a_row_without_a_source_says_so(desk):
    drug = make_drug()

    words = words_of(desk.get(verify_url(drug)))

    assert "written by a person, no source" in words


def test_a_side_effect_comes_with_the_sentence_and_the_phrase(desk):
    drug = make_drug()
    import_side_effects(drug, count=2, phrase="Common (up to 1 in 10)")

    words = words_of(desk.get(verify_url(drug)))

    assert "Readers no frequency given" in words
    assert "As written Common (up to 1 in 10)" in words


def test_the_heading_above_a_list_is_marked_as_such(desk):
    drug = make_drug()
    rows = import_side_effects(drug, count=3)

    html = desk.get(verify_url(drug), {"row": rows[2].key}).content.decode()

    source = rows[0].source_id
    assert f'<li id="S{source}L1" class="source__lead">Common:</li>' in html
    assert f'<li id="S{source}L4" class="source__marked">* ache 2</li>' in html


def test_words_and_figures_that_the_lines_do_not_hold_are_pointed_out(desk):
    drug = make_drug()
    source = make_source("Take 20 mg twice.")
    make_imported_section(drug, source=source, heading="", body="Take 200 mg thrice.")

    response = desk.get(verify_url(drug))

    html, words = response.content.decode(), words_of(response)
    assert '<mark class="reading-figure">200</mark>' in html
    assert '<mark class="reading-word">thrice</mark>' in html
    assert "Figures that the marked lines do not hold: 200." in words
    assert "Words that the marked lines do not hold: thrice." in words


def test_rows_are_shown_as_readers_see_them_and_lines_as_they_were_written(desk):
    drug = make_drug()
    written = "* Take **20 mg** twice."
    source = make_source(written)
    body = "* Take **200 mg** twice."
    make_imported_section(drug, source=source, heading="", body=body)

    html = desk.get(verify_url(drug)).content.decode()

    read = 'Take <strong><mark class="reading-figure">200</mark> mg</strong> twice.'
    assert read in html
    assert body not in html
    assert f">{written}</li>" in html


def test_a_figure_is_doubted_in_the_words_of_the_check(desk):
    drug = make_drug()
    make_side_effect(drug, frequency=read("Rare (5%)").frequency)
    [found] = [
        one
        for one in find_all(read_working_copy(drug))
        if one.code == "word_and_number_differ"
    ]

    words = words_of(desk.get(verify_url(drug)))

    _, _, opinion = found.message.partition(": ")
    assert f"It is {opinion}" in words


def test_what_an_import_wrote_raises_no_doubt(desk, imported):
    reading = desk.get(verify_url(imported)).context["reading"]

    assert [row.doubts for row in reading.rows if row.doubts] == []


# --- Verifying ------------------------------------------------------------------------


def test_a_row_is_verified_and_the_next_one_follows(desk, editor, imported):
    first, second = desk.get(verify_url(imported)).context["reading"].rows[:2]

    response = press(desk, imported, "verify", first.row)

    row = type(first.row).objects.get(pk=first.row.pk)
    assert row.verified_by == editor
    assert response.url == f"{verify_url(imported)}?row={second.key}"
    page = desk.get(response.url)
    assert f"Verified. 1 of {len(rows_of(imported)) + 1} rows are." in words_of(page)
    assert re.search(
        f'value="{second.key}"[^>]*autofocus', page.content.decode()
    )  # Enter verifies it


def test_behind_the_last_row_it_goes_on_at_the_top(desk, imported):
    rows = desk.get(verify_url(imported)).context["reading"].rows

    response = press(desk, imported, "verify", rows[-1].row)

    assert response.url.endswith(f"?row={rows[0].key}")


def test_the_last_row_says_that_all_are_verified(desk, imported):
    *others, last = rows_of(imported)
    verify(imported, keys=[row.key for row in others], by=make_reviewer())

    page = desk.get(press(desk, imported, "verify", last).url)

    assert f"All {len(others) + 1} imported rows are verified." in words_of(page)
    assert step_url(imported, "submit") in page.content.decode()


def test_a_verification_is_taken_back(desk, imported):
    row = rows_of(imported)[0]
    verify(imported, keys=[row.key], by=make_reviewer())

    response = press(desk, imported, "unverify", row)

    assert response.url.endswith(f"?row={row.key}")
    assert type(row).objects.get(pk=row.pk).is_unverified
    assert imported.events.last().kind == Event.Kind.UNVERIFIED


def test_who_verified_and_who_edited_since_is_shown(desk, imported):
    row = imported.sections.first()
    verify(imported, keys=[row.key], by=make_reviewer(printed_name="Rea Der"))
    data = typed_on(desk.get(change_url(imported)))
    data["sections-0-body"] = "By hand."
    save(desk, change_url(imported), data)

    for url in (verify_url(imported), change_url(imported)):
        words = words_of(desk.get(url))
        assert re.search("verified by Rea Der, .*; edited since by Edith Or, ", words)


def test_a_stale_page_verifies_nothing(desk, editor, imported):
    row = rows_of(imported)[0]
    typed = typed_on(desk.get(verify_url(imported)), "reading-form")
    edit(imported, by=editor)

    response = desk.post(verify_url(imported), {**typed, "verify": str(row.key)})

    assert response.status_code == 422
    assert "Read the rows again" in words_of(response)
    assert type(row).objects.get(pk=row.pk).is_unverified


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Choose the rows"),
        ({"seen": ""}, "not known which text"),
        ({"seen": "x"}, "not known which text"),
        ({"seen": "9" * 40, "verify": ["x"]}, "not of this page"),
        ({"verify": ["x", "\x00"]}, "not of this page"),
        ({"verify": ["00000000-0000-4000-8000-000000000000"]}, "None of these rows"),
        ({"unverify": ["00000000-0000-4000-8000-000000000000"]}, "None of these rows"),
    ],
)
def test_strange_answers_are_refused_with_a_sentence(desk, imported, typed, sentence):
    data = {"seen": imported.edit_version, **typed}

    response = desk.post(verify_url(imported), data)

    assert response.status_code == 422
    assert sentence in words_of(response)
    assert not imported.events.exists()


@pytest.mark.parametrize(
    "asked", [{"row": "x"}, {"row": "\x00"}, {"group": "nothing"}, {"group": "\x00"}]
)
def test_asking_for_what_is_not_there_shows_the_page(desk, imported, asked):
    response = desk.get(verify_url(imported), asked)

    assert response.status_code == 200
    assert len(rows_shown(response)) == len(rows_of(imported))


@pytest.mark.parametrize("wanted", ["x", "0", "-1", "9" * 40, "\x00"])
def test_a_monograph_that_is_none_is_not_found(desk, wanted):
    assert desk.get(f"/admin/monographs/drug/{wanted}/verify/").status_code == 404


# --- A whole group --------------------------------------------------------------------


def group_page(client, drug):
    group = next(
        group
        for group in client.get(verify_url(drug)).context["groups"]
        if group.noun == "side effects"
    )
    return group, client.get(verify_url(drug), {"group": group.name})


def test_a_groups_button_stands_below_its_last_row_on_a_page_of_its_own(desk):
    drug = make_drug()
    rows = import_side_effects(drug, count=14)

    group, page = group_page(desk, drug)

    html = page.content.decode()
    assert rows_shown(page) == [str(row.key) for row in rows]
    assert "Verify all 14 side effects</button>" in html
    assert html.index("Verify all 14") > html.index(str(rows[-1].key))
    front = desk.get(verify_url(drug)).content.decode()
    assert f'href="?group={group.name}"' in front
    assert "Verify all 14 side effects</button>" not in front


def test_a_group_is_verified_with_the_rows_that_were_shown(desk):
    drug = make_drug()
    rows = import_side_effects(drug, count=3)
    _, page = group_page(desk, drug)
    shown = re.findall(
        r'<input type="hidden" name="verify" value="([^"]+)"', page.content.decode()
    )
    typed = typed_on(page, "reading-form")
    late = import_side_effects(drug, count=1, phrase="Late")[0]

    response = desk.post(verify_url(drug), {**typed, "verify": shown})

    assert shown == [str(row.key) for row in rows]
    assert response.status_code == 302
    assert [row.key for row in rows_of(drug)] == [late.key]
    assert sorted(drug.events.last().detail["keys"]) == sorted(shown)


def test_one_row_of_a_groups_page_leads_on_within_the_group(desk):
    drug = make_drug()
    rows = import_side_effects(drug, count=3)
    group, _ = group_page(desk, drug)

    response = press(desk, drug, "verify", rows[0], group=group.name)

    assert response.url.endswith(f"?row={rows[1].key}&group={group.name}")


def test_groups_are_what_stood_under_one_heading(desk):
    drug = make_drug()
    import_side_effects(drug, count=3, phrase="Common")
    for number, row in enumerate(import_side_effects(drug, count=2, phrase="Rare")):
        SideEffect.objects.filter(pk=row.pk).update(position=10 + number)

    groups = desk.get(verify_url(drug)).context["groups"]

    assert [
        (group.heading, len(group.rows))
        for group in groups
        if group.noun == "side effects"
    ] == [("Side effects – Common", 3), ("Side effects – Rare", 2)]


# --- For the script -------------------------------------------------------------------


def ask(client, monograph, **typed):
    data = {"seen": monograph.edit_version, **typed}
    return client.post(
        verify_url(monograph), data, headers={"Accept": "application/json"}
    )


def test_a_script_is_told_how_the_row_stands(desk, imported):
    row = rows_of(imported)[0]

    done = ask(desk, imported, verify=str(row.key))
    again = ask(desk, imported, verify=str(row.key))

    told = json.loads(done.content)["rows"][str(row.key)]
    assert told["waits"] is False
    assert told["standing"].startswith("verified by Edith Or, ")
    assert again.status_code == 422
    assert json.loads(again.content)["refusal"].startswith("None of these rows waits")
    assert json.loads(again.content)["rows"][str(row.key)] == told


# --- Rights ---------------------------------------------------------------------------


def test_a_steward_reads_and_cannot_verify(log_in, imported):
    steward = log_in(make_steward())
    row = rows_of(imported)[0]

    page = steward.get(verify_url(imported))
    response = steward.post(
        verify_url(imported), {"seen": imported.edit_version, "verify": str(row.key)}
    )

    assert 'name="verify"' not in page.content.decode()
    assert response.status_code == 403
    assert "lacks the right" in words_of(response)
    assert type(row).objects.get(pk=row.pk).is_unverified


def test_without_any_right_there_is_no_page(log_in, imported):
    response = log_in(make_user()).get(verify_url(imported))

    assert response.status_code == 403
    assert "lacks the right" in words_of(response)


def test_a_verification_needs_the_token_of_its_page(editor, imported):
    editor.is_staff = True
    editor.save()
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)

    response = client.post(
        verify_url(imported),
        {"seen": imported.edit_version, "verify": str(rows_of(imported)[0].key)},
    )

    assert response.status_code == 403
    assert not imported.events.exists()


# --- Ways in --------------------------------------------------------------------------


def test_the_button_and_each_row_lead_here(desk, imported):
    html = desk.get(change_url(imported)).content.decode()

    assert f'href="{verify_url(imported)}"' in html
    for row in rows_of(imported):
        assert f'id="row-{row.key}"' in html
        assert f'href="../verify/?row={row.key}"' in html


def test_a_refused_submission_leads_to_each_row(desk, editor):
    drug = make_drug(by=editor)
    rows = [make_imported_section(drug, heading=f"Part {n}") for n in range(7)]

    typed = typed_on(desk.get(step_url(drug, "submit"))) | {"change_kind": "major"}
    response = desk.post(step_url(drug, "submit"), typed)

    html = response.content.decode()
    assert response.status_code == 422
    assert "7 rows in the way" in words_of(response)
    for row in rows:
        assert f'<a href="{verify_url(drug)}?row={row.key}">{row}</a>' in html


def test_the_submit_page_says_beforehand_what_is_not_verified(desk, editor):
    drug = make_full_drug(by=editor)
    make_imported_section(drug)
    said = "1 imported row is not verified yet, and a submission needs all of them."

    page = desk.get(step_url(drug, "submit"))

    assert said in words_of(page)
    address = urljoin(step_url(drug, "submit"), "../../verify/")
    assert address == verify_url(drug)
    assert '<a href="../../verify/">Verify it first</a>' in page.content.decode()
    verify(drug, keys=[row.key for row in rows_of(drug)], by=editor)
    assert said not in words_of(desk.get(step_url(drug, "submit")))


# --- Size -----------------------------------------------------------------------------


@pytest.fixture
def drugs(editor):
    made = []
    for count in (10, 400):
        drug = make_full_drug(side_effects=0, by=editor)
        rows = import_side_effects(drug, count=count)
        verify(drug, keys=[row.key for row in rows[::2]], by=editor)
        for row in rows[::10]:
            find_at_line(drug, row, row.line_from)
        touch(drug, by=editor)
        made.append(drug)
    return made


def test_400_rows_ask_the_database_as_often_as_10(desk, drugs):
    counts = {}
    desk.get(change_url(drugs[0]))  # what Django remembers afterwards is asked once
    for drug in drugs:
        drug.refresh_from_db()
        keys = [str(row.key) for row in rows_of(drug)]
        acts = {
            "opening": lambda drug=drug: desk.get(verify_url(drug)),
            "one": lambda drug=drug, keys=keys: ask(desk, drug, verify=keys[0]),
            "all": lambda drug=drug, keys=keys: ask(desk, drug, verify=keys[1:]),
            "back": lambda drug=drug, keys=keys: ask(desk, drug, unverify=keys[:2]),
            "change page": lambda drug=drug: desk.get(change_url(drug)),
        }
        for name, act in acts.items():
            with CaptureQueriesContext(connection) as queries:
                assert act().status_code == 200
            counts.setdefault(name, []).append(len(queries))

    assert {name: few for name, (few, _) in counts.items()} == {
        name: many for name, (_, many) in counts.items()
    }
    assert counts["opening"][1] <= 20
    assert counts["one"][1] <= 40


def test_a_page_of_400_side_effects_is_below_600_kilobytes(desk, drugs):
    assert len(desk.get(verify_url(drugs[1])).content) < 600_000
