"""A draft or a version as its public page would be: at the desk, and by a link."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from monographs.models import Event
from monographs.workflow import reset_draft, withdraw
from tests.desk.pages import change_url, revision_url, step_url, typed_on
from tests.factories import (
    edit,
    make_drug,
    make_full_comparison,
    make_full_drug,
    make_imported_section,
    make_published_drug,
    make_publisher,
    make_reviewer,
    make_source,
    make_user,
    submit_as,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def drug(editor):
    return make_full_drug(by=editor, title="Examplazole", slug="examplazole")


@pytest.fixture
def outsider():
    return Client()


def preview_url(target):
    name = getattr(target, "kind", None) or target._meta.model_name
    return reverse(f"admin:monographs_{name}_preview", args=[target.pk])


def share(client, target, days=7):
    """What the step's button gives back."""
    return client.post(
        step_url(target, "share-preview"),
        typed_on(client.get(step_url(target, "share-preview"))) | {"days": str(days)},
    )


def link_in(response):
    return re.search(r'value="http://testserver(/preview/[^"]+)"', response.text)[1]


def article_of(response):
    return re.search(r"<article.*</article>", response.text, re.DOTALL)[0]


# --- At the desk ------------------------------------------------------------------


def test_the_change_page_links_to_the_preview(desk, drug):
    assert preview_url(drug) in desk.get(change_url(drug)).text


def test_a_draft_is_shown_as_its_page_would_be(desk, drug):
    page = desk.get(preview_url(drug))

    assert page.status_code == 200
    assert "This is a draft, not published" in page.text
    assert "<h1>Examplazole</h1>" in page.text
    assert page.text.count("<h1") == 1
    assert "monographs/monograph.css" in page.text
    assert "/static/admin/" not in page.text


def test_a_version_has_exactly_the_article_of_its_public_page(desk, editor, client):
    drug = make_published_drug(by=editor, slug="examplazole")
    revision = drug.publication.revision

    page = desk.get(preview_url(revision))

    public = client.get("/drugs/examplazole/v/1/")
    assert article_of(page) == article_of(public)
    assert "Version 1, as it was published" in page.text
    assert "not published</p>" not in page.text


def test_a_sealed_version_is_shown_and_not_the_draft(desk, drug, editor):
    revision = submit_as(drug)
    edit(drug, by=editor, body="Newer text.")

    sealed = desk.get(preview_url(revision)).text
    draft = desk.get(preview_url(drug)).text

    assert "For examples that hurt." in sealed
    assert "Newer text." not in sealed
    assert "waiting for signatures" in sealed
    assert "This is a draft, not published" in sealed
    assert "Newer text." in draft
    assert preview_url(revision) in desk.get(revision_url(revision)).text


def test_a_comparison_has_a_preview_too(desk, editor):
    page = desk.get(preview_url(make_full_comparison(by=editor)))

    assert "Samplidone" in article_of(page)


def test_a_preview_is_for_no_cache_and_no_index(desk, drug):
    page = desk.get(preview_url(drug))

    assert "no-store" in page.headers["Cache-Control"]
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert '<meta name="robots" content="noindex, nofollow">' in page.text


def test_whoever_may_read_may_look(log_in, drug):
    revision = submit_as(drug)
    reviewer, stranger = log_in(make_reviewer()), log_in(make_user())

    for target in (drug, revision):
        assert reviewer.get(preview_url(target)).status_code == 200
        assert stranger.get(preview_url(target)).status_code == 403
        assert Client().get(preview_url(target)).status_code == 302


@pytest.mark.parametrize("place", ["0", "x", "9" * 30])
@pytest.mark.parametrize("name", ["drug", "revision"])
def test_a_preview_of_nothing_is_not_found(desk, name, place):
    url = reverse(f"admin:monographs_{name}_preview", args=[place])

    assert desk.get(url).status_code == 404


def test_a_preview_is_only_read(desk, drug):
    assert desk.post(preview_url(drug)).status_code == 405


# --- By a link --------------------------------------------------------------------


def test_the_button_shows_a_link_that_an_outsider_can_open(desk, drug, outsider):
    shown = share(desk, drug)

    page = outsider.get(link_in(shown))

    assert shown.status_code == 200
    assert page.status_code == 200
    assert "This is a draft, not published" in page.text
    assert "This link works until" in page.text
    assert "For examples that hurt." in article_of(page)


def test_the_page_of_the_button_is_kept_nowhere(desk, drug):
    assert "no-store" in share(desk, drug).headers["Cache-Control"]


def test_a_link_to_a_draft_shows_it_as_it_is_now(desk, drug, editor, outsider):
    link = link_in(share(desk, drug))
    edit(drug, by=editor, body="Newer text.")

    assert "Newer text." in outsider.get(link).text


def test_a_link_to_a_version_shows_what_was_sealed(desk, drug, editor, outsider):
    revision = submit_as(drug)
    link = link_in(share(desk, revision))
    edit(drug, by=editor, body="Newer text.")

    page = outsider.get(link).text

    assert "For examples that hurt." in page
    assert "Newer text." not in page


def test_the_outsiders_article_is_the_desks(desk, drug, outsider):
    link = link_in(share(desk, drug))

    assert article_of(outsider.get(link)) == article_of(desk.get(preview_url(drug)))


def test_an_outsider_gets_no_cookie_and_leaves_no_trace(desk, drug, outsider):
    page = outsider.get(link_in(share(desk, drug)))

    assert not page.cookies
    assert "Vary" not in page.headers
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]


def test_an_outsider_learns_nothing_else(desk, drug, outsider, editor):
    source = make_source(path="heap/secret-file.md")
    make_imported_section(drug, source=source, body="From a file.")
    drug.findings.create(code="X1", severity="warning", message="A secret finding.")
    link = link_in(share(desk, drug))

    page = outsider.get(link).text

    assert "From a file." in page
    for secret in (
        "/admin/",
        "Back to the desk",
        "secret-file",
        source.sha256,
        "A secret finding.",
        str(drug.key),
        str(editor),
        "<form",
        "<script",
    ):
        assert secret not in page


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_link_is_only_read(desk, drug, outsider, method):
    link = link_in(share(desk, drug))

    assert getattr(outsider, method)(link).status_code == 405


def test_an_ended_link_says_so(desk, drug, outsider, later):
    link = link_in(share(desk, drug, days=1))

    with later(days=2):
        page = outsider.get(link)

    assert page.status_code == 410
    assert "This link worked until" in page.text
    assert "Examplazole" not in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"


def test_a_link_to_a_withdrawn_page_says_so(desk, editor, outsider):
    drug = make_published_drug(by=editor)
    links = [link_in(share(desk, one)) for one in (drug, drug.publication.revision)]
    withdraw(drug, by=make_publisher(), reason="A wrong dose.")

    for link in links:
        page = outsider.get(link)
        assert page.status_code == 410
        assert "This page was withdrawn. This link has ended with it." in page.text


@pytest.mark.parametrize("token", ["x", "a:b:c", "%00", "%D9%A3", "x" * 5_000])
def test_a_changed_link_is_not_found(outsider, token):
    page = outsider.get(f"/preview/{token}/")

    assert page.status_code == 404
    assert "This address is not complete, or was changed." in page.text
    assert page.text.count("<h1") == 1
    assert not page.cookies


def test_a_draft_and_its_version_are_different_links(desk, drug, editor, outsider):
    """What a link to the draft shows moves with the draft, also back."""
    drug = make_published_drug(by=editor)
    edit(drug, by=editor, body="A draft.")
    link = link_in(share(desk, drug))
    assert "A draft." in outsider.get(link).text

    reset_draft(drug, by=editor)

    assert "A draft." not in outsider.get(link).text


# --- The button -------------------------------------------------------------------


@pytest.mark.parametrize("days", ["", "0", "31", "x", "9" * 30])
def test_a_number_of_days_out_of_range_is_refused(desk, drug, days):
    page = share(desk, drug, days=days)

    assert page.status_code == 422
    assert not drug.events.filter(kind=Event.Kind.PREVIEW_SHARED).exists()


def test_the_button_is_for_who_may_share(desk, log_in, drug):
    reviewer = log_in(make_reviewer())
    address = step_url(drug, "share-preview")

    assert "Share a preview" in desk.get(change_url(drug)).text
    assert "Share a preview" not in reviewer.get(change_url(drug)).text
    assert reviewer.get(address).status_code == 403
    assert reviewer.post(address, {"days": "7"}).status_code == 403
    assert not drug.events.filter(kind=Event.Kind.PREVIEW_SHARED).exists()


def test_looking_at_the_step_shares_nothing(desk, drug):
    desk.get(step_url(drug, "share-preview"))

    assert not drug.events.filter(kind=Event.Kind.PREVIEW_SHARED).exists()


def test_a_stale_save_names_who_changed_the_text_and_not_who_shared_it(
    desk, log_in, editor
):
    drug = make_drug(by=editor)
    other = make_user("Editor", printed_name="Otto Ther")
    data = typed_on(desk.get(change_url(drug))) | {"sections-0-body": "Mine."}
    edit(drug, by=other, body="Theirs.")
    share(log_in(make_publisher(printed_name="Paula Shares")), drug)

    page = desk.post(change_url(drug), data | {"_continue": "1"}).text

    assert "Otto Ther changed this monograph after you opened it" in page
    assert "Paula Shares" not in page.split("desk-conflict")[1].split("</p>")[0]
