"""Whether a draft differs from what readers see, and what may be done with it."""

import pytest
from django.urls import reverse

from monographs.models import Section
from monographs.workflow import touch, withdraw
from tests.desk.pages import change_url
from tests.factories import (
    edit,
    make_comparison,
    make_drug,
    make_editor,
    make_published_drug,
    make_publisher,
    make_section,
    make_user,
    publish_now,
)

pytestmark = pytest.mark.django_db
ONLY_WITH_NEW_TEXT = {"submit", "park", "reset-draft"}


def changes_url(monograph):
    name = f"admin:monographs_{monograph.kind}_changes"
    return reverse(name, args=[monograph.pk])


def text_of(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def steps(client, monograph):
    response = client.get(change_url(monograph))
    return {verb.name for verb in response.context["verbs"]}


@pytest.fixture
def drug():
    return make_published_drug()


def test_a_draft_that_is_the_published_text_says_so(desk, drug):
    page = text_of(desk.get(change_url(drug)))

    assert "The draft is the same as version 1, which readers see." in page
    assert "see what" not in page


def test_a_draft_that_differs_says_in_how_many_rows(desk, drug, editor):
    edit(drug, by=editor, body="Other words.")
    make_section(drug, kind=Section.Kind.DOSAGE, body="One a day.")

    page = text_of(desk.get(change_url(drug)))

    assert "The draft differs in 2 rows from version 1, which readers see" in page
    assert '(<a href="../changes/">see what</a>)' in page


def test_another_title_is_no_row(desk, drug, editor):
    touch(drug, by=editor)
    type(drug).objects.filter(pk=drug.pk).update(title="Samplidone")
    edit(drug, by=editor, body="Other words.")

    page = text_of(desk.get(change_url(drug)))

    assert "differs in the page’s title or address and in 1 row from version 1" in page


def test_another_author_is_said_to_be_one(desk, editor):
    article = make_comparison()
    publish_now(article)
    touch(article, by=editor)
    type(article).objects.filter(pk=article.pk).update(author="Dr. Example")

    page = text_of(desk.get(change_url(article)))
    changes = text_of(desk.get(changes_url(article)))

    assert "The draft differs in who wrote it or with what interests from" in page
    assert "Author" in changes
    assert "Dr. Example" in changes


def test_a_withdrawn_text_is_not_said_to_be_seen(desk, drug):
    withdraw(drug, by=make_publisher(), reason="Wrong.")

    page = text_of(desk.get(change_url(drug)))

    assert "The draft is the same as version 1, which was withdrawn." in page


def test_a_page_that_was_never_published_is_compared_with_nothing(desk, editor):
    drug = make_drug(by=editor)

    assert "The draft " not in text_of(desk.get(change_url(drug)))
    assert "was never published" in text_of(desk.get(changes_url(drug)))
    assert "submit" in steps(desk, drug)


def test_without_new_text_only_steps_that_make_sense_are_offered(desk, drug, editor):
    same = steps(desk, drug)
    edit(drug, by=editor, body="Other words.")
    other = steps(desk, drug)

    assert "confirm-unchanged" in same
    assert not same & ONLY_WITH_NEW_TEXT
    assert other >= ONLY_WITH_NEW_TEXT


def test_what_differs_is_shown_word_by_word(desk, drug, editor):
    edit(drug, by=editor, body="For other examples that hurt.")

    page = text_of(desk.get(changes_url(drug)))

    assert "What changed since version 1, which readers see" in page
    added = '<ins><span class="visually-hidden">added: </span>other</ins>'
    assert f"For {added} examples that hurt." in page
    assert 'href="#text"' not in page


def test_who_may_not_read_monographs_reads_no_changes(log_in, drug):
    assert log_in(make_user()).get(changes_url(drug)).status_code == 403


def test_each_kind_of_page_knows_its_own(desk, drug):
    comparison = make_comparison(by=make_editor())
    url = reverse("admin:monographs_drug_changes", args=[comparison.pk])

    assert desk.get(url).status_code == 404
    assert desk.post(changes_url(drug)).status_code == 405
