"""A reason of which nobody could see anything is none."""

import pytest

from monographs import workflow
from monographs.importing.decisions import discard
from monographs.visible_text import is_blank
from monographs.workflow import TransitionRefused
from tests.factories import (
    EDITORIAL,
    edit,
    make_drug,
    make_editor,
    make_published_drug,
    make_publisher,
    make_reviewer,
    make_steward,
    submit_as,
)
from tests.importing.batches import loaded, row_of

pytestmark = pytest.mark.django_db
UNSEEN = [
    "",
    " \t\r\n",
    "\u00a0\u2003\u3000",
    "\u200b\u200c\u200d\u2060\ufeff",
    "\u202e\u2066",
    "\u2028",
    "\u00ad\u034f\u180e",
    "\u2800\u3164\uffa0",
    "\U000e0041",
]


@pytest.mark.parametrize("text", UNSEEN)
def test_nobody_could_see_any_of_it(text):
    assert is_blank(text)


@pytest.mark.parametrize(
    "text", ["x", "–", "\u200b5", "薬", "عاجل", "\U0001f4a5", "\0?"]
)
def test_something_can_be_seen(text):
    assert not is_blank(text)


@pytest.mark.parametrize("reason", UNSEEN)
def test_it_is_refused_wherever_one_is_asked_for(reason):
    drug, publisher = make_published_drug(), make_publisher()
    edit(drug, by=make_editor())
    version = submit_as(drug)
    aside = row_of(
        loaded({"a/stub.md": b"Please name the medicine."}, by=make_steward()),
        "a/stub.md",
    )
    steps = {
        "withdraw": lambda: workflow.withdraw(drug, by=publisher, reason=reason),
        "bypass": lambda: workflow.bypass(version, by=publisher, reason=reason),
        "send back": lambda: workflow.request_changes(
            version, by=make_reviewer(), reason=reason
        ),
        "discard": lambda: workflow.discard(
            [make_drug()], by=make_editor(), reason=reason
        ),
        "discard a file": lambda: discard(aside, by=make_steward(), reason=reason),
        "post a notice": lambda: workflow.post_notice(
            drug, severity="danger", text=reason, by=publisher
        ),
        "comment": lambda: workflow.comment(drug, text=reason, by=make_editor()),
    }

    for step in steps.values():
        with pytest.raises(TransitionRefused):
            step()


def test_a_name_that_nobody_sees_signs_nothing():
    version = submit_as(make_drug())
    nobody = make_reviewer(printed_name="\u200b\u2800")

    with pytest.raises(TransitionRefused, match="no printed name"):
        workflow.sign(version, role=EDITORIAL, seen=version.sha256, by=nobody)


@pytest.mark.parametrize("sign", ["\u202e", "\U000e0041", "\x1b", "\u2028", "\u2800"])
def test_nothing_hides_in_words_that_are_written_for_a_step(sign):
    words = f"Wrong{sign} dose."
    drug, publisher, editor = make_published_drug(), make_publisher(), make_editor()
    edit(drug, by=editor)
    steps = {
        "withdraw": lambda: workflow.withdraw(drug, by=publisher, reason=words),
        "submit": lambda: submit_as(drug, change_note=words),
        "comment": lambda: workflow.comment(drug, text=words, by=editor),
        "post a notice": lambda: workflow.post_notice(
            drug, severity="danger", text=words, by=publisher
        ),
        "sign": lambda: workflow.sign(
            version := submit_as(make_drug()),
            role=EDITORIAL,
            seen=version.sha256,
            by=make_reviewer(printed_name=words),
        ),
    }

    for step in steps.values():
        with pytest.raises(TransitionRefused, match="holds what nobody sees"):
            step()


@pytest.mark.parametrize(
    ("field", "part"), [("printed_name", "printed name"), ("credential", "credential")]
)
def test_who_signs_is_told_what_of_their_account_hides_something(field, part):
    version = submit_as(make_drug())
    person = make_reviewer(**{field: "Ada\u202e Example"})

    with pytest.raises(TransitionRefused) as refusal:
        workflow.sign(version, role=EDITORIAL, seen=version.sha256, by=person)

    assert str(refusal.value) == (
        f"The {part} of your account holds what nobody sees: [U+202E]. Ask an "
        "administrator to write it anew."
    )


def test_lines_and_other_scripts_may_be_written():
    drug = make_published_drug()

    said = workflow.comment(
        drug, text="One\r\ntwo \u0645\u06cc\u200c\u062e", by=make_editor()
    )

    assert "two" in said.text
