"""Versions that an older medsite sealed are signed, confirmed and compared as ever."""

import pytest

from monographs.content import is_sealed, loads, read_working_copy
from monographs.workflow import (
    TransitionRefused,
    confirm_unchanged,
    merge,
    park,
    reset_draft,
    submit,
    touch,
)
from monographs.workflow.projection_check import differences
from tests.factories import (
    MAJOR,
    MINOR,
    approve,
    edit,
    make_disagreement,
    make_editor,
    make_full_comparison,
    make_full_drug,
    publish_in_schema_1,
    publish_in_schema_2,
    publish_now,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    page = make_full_drug()
    live = publish_in_schema_1(page)
    assert (live.schema, live.state) == (1, "approved")
    return page


def test_it_is_whole_and_published(page):
    assert page.publication.revision.schema == 1
    assert list(differences()) == []


def test_an_untouched_draft_is_still_the_published_text(page):
    with pytest.raises(TransitionRefused, match="Nothing differs"):
        submit(page, by=make_editor(), change_kind=MAJOR)
    with pytest.raises(TransitionRefused, match="equals the live text"):
        park(page, by=make_editor())


def test_it_is_confirmed_in_its_own_form(page):
    revision = approve(confirm_unchanged(page, by=make_editor()))

    page.publication.refresh_from_db()
    assert page.publication.revision == revision
    assert revision.schema == 1
    assert revision.content == page.revisions.get(number=1).content


def test_a_reset_forgets_who_wrote_since(page):
    edit(page, by=make_editor())

    reset_draft(page, by=make_editor())

    assert not page.contributors.exists()


def test_a_change_of_wording_is_minor_and_a_note_is_not(page):
    edit(page, by=make_editor())
    publish_now(page, change_kind=MINOR)
    make_disagreement(page)

    with pytest.raises(TransitionRefused, match="note on a disagreement"):
        submit(page, by=make_editor(), change_kind=MINOR)


def test_an_article_of_schema_2_is_still_the_published_text_and_signed_anew():
    article = make_full_comparison()
    live = publish_in_schema_2(article)

    assert (live.schema, live.state) == (2, "approved")
    assert is_sealed(live.content, live.sha256)
    assert list(differences()) == []
    with pytest.raises(TransitionRefused, match="Nothing differs"):
        submit(article, by=make_editor(), change_kind=MAJOR)
    again = approve(confirm_unchanged(article, by=make_editor()))
    assert (again.schema, again.sha256) == (2, live.sha256)


def test_stating_the_author_of_an_older_article_is_a_minor_change():
    article = make_full_comparison()
    publish_in_schema_2(article)
    article = touch(article, by=make_editor())
    article.author, article.interests = "Dr. Example", "None declared"
    article.save()

    revision = publish_now(article, change_kind=MINOR)

    document = loads(revision.content)
    assert revision.schema == 3
    assert (document.author, document.interests) == ("Dr. Example", "None declared")


def test_authors_are_parked_and_come_back():
    article = make_full_comparison()
    publish_now(article)
    article = touch(article, by=make_editor())
    article.author = "Dr. Example"
    article.save()
    park(article, by=make_editor())
    article.refresh_from_db()
    assert article.author == ""
    edit(article, by=make_editor())

    merge(article, by=make_editor())

    article.refresh_from_db()
    assert read_working_copy(article).author == "Dr. Example"


def test_a_parked_draft_with_a_note_comes_back_with_it(page):
    make_disagreement(page, shown="Do not.")
    before = read_working_copy(page)
    park(page, by=make_editor())
    edit(page, by=make_editor())

    merge(page, by=make_editor())

    assert read_working_copy(page).disagreements == before.disagreements
