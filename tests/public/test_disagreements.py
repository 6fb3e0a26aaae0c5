"""Where sources disagree, as readers see it."""

from dataclasses import replace
from uuid import uuid4

from monographs.content import DocumentDisagreement
from monographs.public.page import render_monograph
from monographs.public.parts import parts_of
from tests.public.markup import Page
from tests.public.test_page import HOSTILE, citation, drug, section

OPEN = DocumentDisagreement(
    key=uuid4(),
    question="May I drink alcohol?",
    positions="* One source: *yes* [1].\n* Another: no.",
    shown="Do not drink alcohol.",
    reason="",
    is_settled=False,
)
SETTLED = replace(
    OPEN, key=uuid4(), reason="The cautious advice counts.", is_settled=True
)


def html_of(*notes, **changes):
    return str(render_monograph(drug(disagreements=notes, **changes)))


def test_an_open_disagreement_says_that_the_cautious_advice_stands():
    html = html_of(OPEN)

    assert "Where sources disagree" in html
    assert "until a reviewer decides, the cautious advice stands" in html
    assert "<em>yes</em>" in html
    assert "Settled by the editors" not in html
    assert "<dt>Why</dt>" not in html


def test_a_settled_one_says_what_counts_and_why():
    html = html_of(SETTLED)

    assert "Settled by the editors" in html
    assert "the cautious advice stands" not in html
    assert "<p>Do not drink alcohol.</p>" in html
    assert "<p>The cautious advice counts.</p>" in html


def test_a_page_without_disagreements_has_no_such_part():
    assert "Where sources disagree" not in html_of()


def test_the_part_stands_behind_the_precautions_and_is_in_the_contents():
    kinds = [
        part.kind
        for part in parts_of(
            drug(
                disagreements=(OPEN,),
                sections=(section("note"), section("precautions"), section("usage")),
            )
        )
    ]

    assert kinds.index("disagreements") == kinds.index("precautions") + 1
    assert kinds.index("disagreements") < kinds.index("note")
    assert '<a href="#disagreements">Where sources disagree</a>' in html_of(OPEN)


def test_a_reference_cited_in_a_note_links_back_to_it():
    html = html_of(OPEN, citations=(citation(1),))

    assert 'href="#citation-1"' in html
    assert 'Cited in: <a href="#cited-1-1">Where sources disagree</a>' in html


def test_an_article_has_its_notes_behind_its_questions():
    html = html_of(OPEN, kind="comparison")

    assert "Where sources disagree" in html


def test_what_a_note_says_is_never_markup_of_its_own():
    note = replace(
        SETTLED, question=HOSTILE, positions=HOSTILE, shown=HOSTILE, reason=HOSTILE
    )

    html = html_of(note)

    assert "<script" not in html
    assert "<img" not in html
    assert Page(html).faults == []
