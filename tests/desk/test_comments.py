"""Comments at the desk, without script."""

import pytest
from django.urls import reverse

from monographs.desk.comments import comments_url
from monographs.models import Section
from monographs.workflow import answer, comment, resolve_comment
from tests.desk.pages import change_url, revision_url, typed_on
from tests.factories import (
    edit,
    make_drug,
    make_full_comparison,
    make_full_drug,
    make_publisher,
    make_reviewer,
    make_section,
    make_user,
    submit_as,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def drug():
    return make_full_drug(title="Examplazole")


def text_of(response):
    return response.content.decode()


@pytest.mark.parametrize("make", [make_full_drug, make_full_comparison])
def test_a_comment_is_written_on_a_row_of_any_page(desk, make):
    page = make()
    row = page.sections.first()
    url = comments_url(page)
    typed = typed_on(desk.get(url), "comment-form")

    response = desk.post(
        url,
        typed
        | {
            "action": "comment",
            "comment-row_key": str(row.key),
            "comment-text": "Too much?",
        },
        follow=True,
    )

    assert page.comments.get().row_key == row.key
    assert "Your comment is there." in text_of(response)
    assert "On the section &quot;Usage&quot;" in text_of(response)


def test_it_is_answered_and_resolved(desk, drug, editor):
    said = comment(drug, text="Why?", by=make_reviewer())
    url = comments_url(drug)

    desk.post(url, {"action": "answer", "thread": said.pk, "text": "Because."})
    desk.post(url, {"action": "resolve", "thread": said.pk})

    said.refresh_from_db()
    assert said.answers.get().text == "Because."
    assert said.resolved_by == editor
    assert "Why?" not in text_of(desk.get(url))
    assert "Because." in text_of(desk.get(f"{url}?show=resolved"))


def test_from_the_page_of_a_version_one_returns_to_it(log_in, drug):
    revision = submit_as(drug)
    reviewer = log_in(make_reviewer())
    page = reviewer.get(revision_url(revision))
    typed = typed_on(page, "comment-form")

    response = reviewer.post(
        comments_url(drug), typed | {"action": "comment", "comment-text": "Why?"}
    )

    assert response.url == f"{revision_url(revision)}#comments"
    assert drug.comments.get().revision == revision
    assert "Why?" in text_of(reviewer.get(revision_url(revision)))


def test_a_refused_comment_keeps_what_was_typed(desk, drug):
    said = comment(drug, text="Why?", by=make_reviewer())

    long = desk.post(
        comments_url(drug),
        {"action": "comment", "comment-text": "x" * 10_001, "comment-quote": "Word"},
    )
    gone = desk.post(
        comments_url(drug),
        {"action": "comment", "comment-text": "Kept.", "comment-row_key": "nonsense"},
    )
    empty = desk.post(
        comments_url(drug), {"action": "answer", "thread": said.pk, "text": " "}
    )

    assert {each.status_code for each in (long, gone, empty)} == {422}
    assert "Shorten it" in text_of(long)
    assert "x" * 10_001 in text_of(long)
    assert "Word" in text_of(long)
    assert "Kept." in text_of(gone)
    assert "Write what you want to say." in text_of(empty)
    assert drug.comments.count() == 1


def test_what_became_of_the_place_is_said(desk, drug, editor):
    usage = drug.sections.get(kind=Section.Kind.USAGE)
    comment(drug, text="One", quote="that hurt", by=make_reviewer())
    comment(drug, text="Two", row_key=make_section(drug).key, by=make_reviewer())
    drug.sections.exclude(pk=usage.pk).delete()
    edit(drug, by=editor, body="For examples.")

    page = text_of(desk.get(comments_url(drug)))

    assert "these words were changed since" in page
    assert "this row is gone" in page


def test_the_change_page_shows_what_is_open(desk, drug):
    said = comment(drug, text="Why is that?", by=make_reviewer())
    done = comment(drug, text="Never mind.", by=make_reviewer())
    resolve_comment(done, by=make_reviewer())

    page = text_of(desk.get(change_url(drug)))

    assert "Comments: 1 open" in page
    assert f"#comment-{said.pk}" in page
    assert "Never mind." not in page


def test_text_is_never_markup(desk, drug):
    comment(drug, text="<b>bold</b> {{ x }}", quote="<i>", by=make_reviewer())

    page = text_of(desk.get(comments_url(drug)))

    assert "&lt;b&gt;bold&lt;/b&gt; {{ x }}" in page


def test_without_the_right_there_is_no_form_and_no_way(log_in, drug):
    said = comment(drug, text="Why?", by=make_reviewer())
    person = make_user()
    person.user_permissions.set(
        make_publisher().groups.get().permissions.filter(codename="view_monograph")
    )
    client = log_in(person)

    page = client.get(comments_url(drug))
    responses = [
        client.post(
            comments_url(drug),
            {"action": action, "thread": said.pk, "text": "x", "comment-text": "x"},
        )
        for action in ("comment", "answer", "resolve")
    ]

    assert "comment-form" not in text_of(page)
    assert [response.status_code for response in responses] == [403] * 3


def test_who_may_not_read_monographs_reads_no_comments(log_in, drug):
    assert log_in(make_user()).get(comments_url(drug)).status_code == 403


@pytest.mark.parametrize(
    "data",
    [
        {"action": "answer", "thread": "999", "text": "x"},
        {"action": "resolve", "thread": "x"},
        {"action": "resolve", "thread": "9" * 30},
        {"action": "comment", "version": "77", "comment-text": "x"},
        {"action": "comment", "version": "٣", "comment-text": "x"},
    ],
)
def test_what_is_not_there_is_not_found(desk, drug, data):
    assert desk.post(comments_url(drug), data).status_code == 404


def test_a_comment_of_another_page_is_not_reached_from_here(desk, drug):
    elsewhere = comment(make_drug(), text="Why?", by=make_reviewer())

    response = desk.post(
        comments_url(drug), {"action": "resolve", "thread": elsewhere.pk}
    )

    elsewhere.refresh_from_db()
    assert response.status_code == 404
    assert elsewhere.is_open


def test_an_unknown_button_is_a_sentence(desk, drug):
    said = comment(drug, text="Why?", by=make_reviewer())

    response = desk.post(comments_url(drug), {"action": "shout", "thread": said.pk})

    assert "Press one of the buttons" in text_of(response)


def test_many_comments_take_the_same_queries(
    desk, drug, django_assert_num_queries, django_assert_max_num_queries
):
    def talk(count):
        for number in range(count):
            said = comment(drug, text=f"Why {number}?", by=make_reviewer())
            answer(said, text="Because.", by=make_reviewer())

    talk(2)
    with django_assert_max_num_queries(30) as few:
        desk.get(comments_url(drug))
    talk(20)
    with django_assert_num_queries(len(few)):
        desk.get(comments_url(drug))


def test_there_is_a_page_for_each_kind_of_monograph(desk):
    url = reverse("admin:monographs_comparison_comments", args=[99])

    assert desk.get(url).status_code == 404


# --- Whom a comment names ---------------------------------------------------------


def said_with(desk, drug, text):
    data = {"action": "comment", "comment-text": text}
    return text_of(desk.post(comments_url(drug), data, follow=True))


def test_a_name_that_is_nobodys_is_said_to_be(desk, drug):
    page = said_with(desk, drug, "Look, @nobdy and @nobdy.")

    assert "Your comment is there." in page
    assert "Nobody here is called @nobdy; nobody was told." in page


def test_who_was_told_is_told_apart_from_who_was_not(desk, drug):
    make_reviewer(username="rhea", is_staff=True)

    page = said_with(desk, drug, "@rhea and @Nobdy, please.")

    assert "Nobody here is called @Nobdy; only the others were told." in page


def test_an_answer_says_so_as_well(desk, drug):
    said = comment(drug, text="Why?", by=make_reviewer())

    data = {"action": "answer", "thread": said.pk, "text": "@nobdy knows."}
    page = text_of(desk.post(comments_url(drug), data, follow=True))

    assert "Nobody here is called @nobdy; nobody was told." in page


def test_a_known_name_and_an_address_of_mail_raise_no_warning(desk, drug):
    make_reviewer(username="rhea", is_staff=True)

    page = said_with(desk, drug, "@RHEA, write to ann@example.org.")

    assert "Nobody here is called" not in page


def test_those_who_can_be_told_are_listed_by_name(desk, drug):
    make_reviewer(username="rhea", printed_name="Rhea Viewer", is_staff=True)
    make_user(username="outsider", is_staff=True)
    make_reviewer(username="left", is_staff=True, is_active=False)

    page = text_of(desk.get(comments_url(drug)))

    assert '<li data-name="rhea"><code>@rhea</code> Rhea Viewer</li>' in page
    assert 'data-name="outsider"' not in page
    assert 'data-name="left"' not in page
