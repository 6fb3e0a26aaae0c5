"""A comment's life: said, answered, resolved; its place survives edits."""

from uuid import uuid4

import pytest

from monographs.models import Event, Section
from monographs.workflow import (
    TransitionRefused,
    answer,
    comment,
    resolve_comment,
)
from tests.factories import (
    edit,
    make_drug,
    make_editor,
    make_full_drug,
    make_reviewer,
    make_section,
    make_user,
    submit_as,
)

pytestmark = pytest.mark.django_db


def test_a_comment_names_its_row_as_it_was():
    drug = make_full_drug()
    dosage = drug.sections.get(kind=Section.Kind.DOSAGE)

    said = comment(drug, text=" Too much? ", row_key=dosage.key, by=make_reviewer())

    assert (said.row_key, said.place) == (dosage.key, 'the section "Dosage"')
    assert said.text == "Too much?"


def test_quoted_words_find_their_row():
    drug = make_drug()
    section = make_section(drug, body="Take **one\n tablet** a day.")

    said = comment(drug, text="When?", quote="one tablet a day", by=make_reviewer())

    assert said.row_key == section.key


def test_words_that_stand_in_two_rows_are_about_the_page():
    drug = make_drug()
    for _ in range(2):
        make_section(drug, body="Take one a day.")

    said = comment(drug, text="When?", quote="one a day", by=make_reviewer())

    assert (said.row_key, said.place, said.quote) == (None, "", "one a day")


def test_a_comment_on_a_version_is_about_its_sealed_text():
    drug = make_drug()
    revision = submit_as(drug)
    section = drug.sections.get()
    drug.sections.all().delete()

    said = comment(
        drug,
        text="Why?",
        revision=revision,
        row_key=section.key,
        by=make_reviewer(),
    )

    assert (said.revision, said.row_key) == (revision, section.key)


def test_a_version_of_another_page_is_refused():
    with pytest.raises(TransitionRefused, match="another monograph"):
        comment(
            make_drug(), text="?", revision=submit_as(make_drug()), by=make_reviewer()
        )


def test_a_row_that_is_gone_is_refused_with_what_to_do():
    with pytest.raises(TransitionRefused, match="not on this page any more"):
        comment(make_drug(), text="?", row_key=uuid4(), by=make_reviewer())


@pytest.mark.parametrize("text", ["", "  \n", "x" * 10_001])
def test_an_empty_or_endless_comment_is_refused(text):
    drug = make_drug()

    with pytest.raises(TransitionRefused, match="Write what|Shorten it"):
        comment(drug, text=text, by=make_reviewer())

    assert not drug.comments.exists()


def test_each_word_is_an_event():
    drug, reviewer, editor = make_drug(), make_reviewer(), make_editor()

    said = comment(drug, text="Why?", by=reviewer)
    answer(said, text="Because.", by=editor)
    resolve_comment(said, by=reviewer)

    events = drug.events.filter(kind__startswith="comment").values_list(
        "kind", "by", "reason"
    )
    assert list(events) == [
        (Event.Kind.COMMENTED, reviewer.pk, "Why?"),
        (Event.Kind.COMMENTED, editor.pk, "Because."),
        (Event.Kind.COMMENT_RESOLVED, reviewer.pk, ""),
    ]


def test_an_answer_opens_a_resolved_comment_again():
    said = comment(make_drug(), text="Why?", by=make_reviewer())
    resolve_comment(said, by=make_editor())

    answer(said, text="Still, why?", by=make_reviewer())

    said.refresh_from_db()
    assert said.is_open


def test_resolving_twice_is_refused():
    said = comment(make_drug(), text="Why?", by=make_reviewer())
    editor = make_editor(printed_name="Edith Or")
    resolve_comment(said, by=editor)

    with pytest.raises(TransitionRefused, match="Edith Or has resolved this"):
        resolve_comment(said, by=make_reviewer())


def test_an_answer_cannot_be_answered_or_resolved():
    said = comment(make_drug(), text="Why?", by=make_reviewer())
    reply = answer(said, text="Because.", by=make_editor())

    for step in (
        lambda: answer(reply, text="So?", by=make_editor()),
        lambda: resolve_comment(reply, by=make_editor()),
    ):
        with pytest.raises(TransitionRefused, match="answer the comment"):
            step()


def test_a_comment_outlives_its_row_and_blocks_nothing():
    drug = make_drug()
    said = comment(
        drug, text="Why?", row_key=drug.sections.get().key, by=make_reviewer()
    )

    edit(drug, by=make_editor(), body="Rewritten.")
    make_section(drug, kind=Section.Kind.DOSAGE)
    drug.sections.filter(key=said.row_key).delete()
    submit_as(drug)

    assert drug.comments.open().get() == said


def test_people_are_mentioned_by_their_user_name():
    ann = make_user("Editor", username="ann.b", is_staff=True)
    make_user("Editor", username="ann", is_staff=True)

    said = comment(make_drug(), text="Ask @Ann.B. Not me@ann.org.", by=make_reviewer())

    assert list(said.mentioned.all()) == [ann]


def test_who_is_mentioned_is_told():
    ann = make_user("Editor", username="ann", is_staff=True, email="ann@example.org")

    comment(make_drug(), text="@ann look", by=make_reviewer())

    told = ann.notifications.get()
    assert (told.kind, "@ann look" in told.text) == ("mentioned", True)


@pytest.mark.parametrize(
    "person",
    [{"is_active": False, "is_staff": True}, {"is_staff": False}],
    ids=["deactivated", "no desk"],
)
def test_who_cannot_read_it_is_not_mentioned(person):
    make_user("Editor", username="bob", **person)
    make_user(username="bo", is_staff=True)

    said = comment(make_drug(), text="@bob @bo look", by=make_reviewer())

    assert not said.mentioned.exists()


def test_any_signs_in_a_mention_are_text():
    said = comment(make_drug(), text="@.*|(x @a+b @é", by=make_reviewer())

    assert not said.mentioned.exists()
