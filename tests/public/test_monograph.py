"""The page of one monograph: what it says, and at what cost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from monographs import workflow
from monographs.content import loads, sha256
from monographs.models import Notice, Publication, Revision
from monographs.public import lookup
from monographs.public.page import render_monograph
from monographs.public.sealed import AlteredContent
from tests.factories import (
    CLINICAL,
    MINOR,
    edit,
    make_clinician,
    make_drug,
    make_editor,
    make_full_comparison,
    make_full_drug,
    make_published_drug,
    make_publisher,
    make_reviewer,
    make_section,
    publish_now,
    sign_as,
    submit_as,
)
from tests.past_guards import drop_guards_of, update_past_the_guards
from tests.public.markup import assert_well_made

pytestmark = pytest.mark.django_db


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_page_takes_one_query_cold_and_warm(client, django_assert_num_queries):
    drug = make_full_drug(side_effects=40)
    publish_now(drug)

    with django_assert_num_queries(1):
        cold = read(client, f"/drugs/{drug.slug}/")
    with django_assert_num_queries(1):
        warm = read(client, f"/drugs/{drug.slug}/")

    assert cold == warm


def test_a_page_is_well_made(client):
    drug = make_full_drug()
    make_section(drug, body="# High\n\ntext\n\n## Low", position=1)
    make_section(drug, body="#### Far down\n\ntext\n\n##### Lower", position=2)
    publish_now(drug)

    page = assert_well_made(read(client, f"/drugs/{drug.slug}/"))

    assert drug.title in page.text


def test_a_page_says_who_signed_and_when_the_next_review_is_due(client):
    drug = make_drug()
    revision = submit_as(drug)
    sign_as(revision, make_reviewer(printed_name="Ada Beispiel"))
    signature = sign_as(
        revision, make_clinician(printed_name="Bram Voorbeeld"), CLINICAL
    )

    page = assert_well_made(read(client, f"/drugs/{drug.slug}/"))

    assert "Reviewed" in page.text
    assert "Editorial review: Ada Beispiel" in page.text
    assert "Clinical review: Bram Voorbeeld , pharmacist" in page.text
    signed_on = timezone.localdate(signature.signed_at)
    due_on = Publication.objects.get().review_due_on
    days = [attrs["datetime"] for attrs in page.all("time")]
    assert signed_on.isoformat() in days
    assert due_on.isoformat() in days
    assert revision.sha256[:12] in page.text


def test_the_article_is_the_rendering_of_the_signed_content(client):
    drug = make_full_drug()
    revision = publish_now(drug)
    edit(drug, by=make_editor(), body="Draft words.")

    page = read(client, f"/drugs/{drug.slug}/")

    standing = lookup.live_page(drug.slug).standing
    assert render_monograph(loads(revision.content), standing=standing) in page


def test_draft_text_is_never_public(client):
    published = make_published_drug()
    edit(published, by=make_editor(), body="Secret draft.")
    submitted = make_drug(title="Secret drug")
    submit_as(submitted)

    addresses = ["/", "/drugs/", f"/drugs/{published.slug}/"]
    pages = [read(client, address) for address in addresses]

    assert not any("Secret" in page for page in pages)
    assert client.get(f"/drugs/{submitted.slug}/").status_code == 404
    assert client.get(f"/drugs/{submitted.slug}/v/1/").status_code == 404
    assert client.get(f"/drugs/{published.slug}/v/2/").status_code == 404


def test_a_new_version_is_shown_at_once(client):
    drug = make_published_drug()
    before = read(client, f"/drugs/{drug.slug}/")
    edit(drug, by=make_editor(), body="Newly signed words.")
    publish_now(drug, change_kind=MINOR)

    after = read(client, f"/drugs/{drug.slug}/")

    assert "Newly signed words." not in before
    assert "Newly signed words." in after


def test_an_emergency_page_says_that_signatures_are_missing(client):
    drug = make_drug()
    revision = submit_as(drug)
    workflow.bypass(revision, by=make_publisher(), reason="Recall.")
    address = f"/drugs/{drug.slug}/"

    unsigned = assert_well_made(read(client, address)).text
    sign_as(revision, make_reviewer(printed_name="Ada Beispiel"))
    half_signed = assert_well_made(read(client, address)).text
    sign_as(revision, make_clinician(), CLINICAL)
    signed = assert_well_made(read(client, address)).text

    missing = "Published in an emergency; signatures are still missing"
    assert missing in unsigned
    assert "Last reviewed as a whole not yet" in unsigned
    assert missing in half_signed
    assert "Ada Beispiel" in half_signed
    assert missing not in signed
    assert "Reviewed" in signed


def test_an_overdue_review_is_said_on_the_day(client):
    drug = make_published_drug()
    today = timezone.localdate()
    address = f"/drugs/{drug.slug}/"
    pages = Publication.objects.all()
    update_past_the_guards(
        pages, reviewed_on=today - timedelta(days=800), review_due_on=today
    )
    on_the_day = read(client, address)
    update_past_the_guards(
        pages,
        reviewed_on=today - timedelta(days=801),
        review_due_on=today - timedelta(days=1),
    )

    assert "(overdue)" not in on_the_day
    assert "(overdue)" in read(client, address)


def test_notices_appear_most_severe_first_and_end(client):
    drug = make_published_drug()
    address = f"/drugs/{drug.slug}/"
    publisher = make_publisher()
    post = Notice.Severity
    workflow.post_notice(drug, by=publisher, severity=post.INFORMATION, text="Last.")
    danger = workflow.post_notice(
        drug, by=publisher, severity=post.DANGER, text="First.", link="https://a.org/"
    )
    workflow.post_notice(
        drug,
        by=publisher,
        severity=post.WARNING,
        text="Not yet.",
        starts_at=timezone.now() + timedelta(days=1),
    )

    both = assert_well_made(read(client, address))
    workflow.end_notice(danger, by=publisher)
    one = assert_well_made(read(client, address))

    assert both.text.index("First.") < both.text.index("Last.")
    assert "Not yet." not in both.text
    assert any(link["href"] == "https://a.org/" for link in both.all("a"))
    assert "First." not in one.text
    assert "Last." in one.text


def test_an_old_version_keeps_its_text_under_its_number(
    client, django_assert_num_queries
):
    drug = make_drug()
    edit(drug, by=make_editor(), body="Old words.")
    first = publish_now(drug)
    edit(drug, by=make_editor(), body="New words.")
    publish_now(drug, change_kind=MINOR)

    # The second asks whether this very version was withdrawn at some time.
    with django_assert_num_queries(2):
        old = read(client, f"/drugs/{drug.slug}/v/1/")
    page = assert_well_made(old)

    assert "Old words." in page.text
    assert "New words." not in page.text
    assert "This is not the current version" in page.text
    assert first.sha256 in page.text
    assert {"name": "robots", "content": "noindex"} in page.all("meta")
    assert any(link["href"] == f"/drugs/{drug.slug}/" for link in page.all("a"))


def test_the_live_version_has_a_permanent_address_too(client):
    drug = make_published_drug()

    page = assert_well_made(read(client, f"/drugs/{drug.slug}/v/1/"))

    assert "not the current version" not in page.text
    canonical = [link for link in page.all("link") if link["rel"] == "canonical"]
    assert canonical == [{"rel": "canonical", "href": f"/drugs/{drug.slug}/"}]


def test_a_page_says_what_changed_and_leads_to_what_is_behind_it(client):
    drug = make_full_drug()
    publish_now(drug)
    edit(drug, by=make_editor(), body="New words.")
    publish_now(drug, change_note="The usage was clearer.")
    address = f"/drugs/{drug.slug}/"

    page = assert_well_made(read(client, address))
    old = assert_well_made(read(client, f"{address}v/1/"))

    assert "What changed in this version: The usage was clearer." in page.text
    links = {link["href"] for link in page.all("a")}
    assert {f"{address}{rest}" for rest in ("sources/", "history/")} <= links
    assert {f"{address}side-effects/", f"{address}diff/1/2/"} <= links
    assert f"/feedback/?page={address}&section=usage" in links
    assert f"/feedback/?page={address}" in links
    # Nobody is led from an old text to what is about another one.
    old_links = {link["href"] for link in old.all("a")}
    assert not {link for link in old_links if link.startswith("/feedback/?page")}
    assert f"{address}side-effects/" not in old_links


def test_a_class_leads_to_all_that_belong_to_it(client):
    drug = make_full_drug()
    publish_now(drug)
    page = assert_well_made(read(client, f"/drugs/{drug.slug}/"))
    (link,) = {
        link["href"] for link in page.all("a") if link["href"].startswith("/classes/c")
    }

    assert drug.title in read(client, link)


def test_a_section_of_a_report_is_filled_in(client):
    drug = make_full_drug()
    publish_now(drug)
    page = assert_well_made(read(client, f"/drugs/{drug.slug}/"))
    (link,) = {
        link["href"] for link in page.all("a") if link["href"].endswith("=dosage")
    }

    form = assert_well_made(read(client, link))

    chosen = [option for option in form.all("option") if "selected" in option]
    assert [option["value"] for option in chosen] == ["dosage"]


def test_a_withdrawn_page_keeps_its_reason_its_history_and_a_search(client):
    drug = make_full_drug()
    publish_now(drug)
    workflow.withdraw(drug, by=make_publisher(), reason="Its source was forged.")

    response = client.get(f"/drugs/{drug.slug}/")

    assert response.status_code == 410
    page = assert_well_made(response.content.decode())
    assert "Its source was forged." in page.text
    assert "One a day." not in page.text
    links = {link["href"] for link in page.all("a")}
    assert f"/drugs/{drug.slug}/history/" in links
    assert [form["action"] for form in page.all("form")] == ["/search/"]
    assert client.get(f"/drugs/{drug.slug}/history/").status_code == 200


def test_a_version_that_nobody_was_shown_is_not_there(client):
    drug = make_published_drug()
    edit(drug, by=make_editor())
    revision = submit_as(drug)
    workflow.request_changes(revision, by=make_reviewer(), reason="Typing error.")

    assert client.get(f"/drugs/{drug.slug}/v/2/").status_code == 404


def test_a_comparison_shows_its_table_and_references(client):
    comparison = make_full_comparison()
    publish_now(comparison)

    page = assert_well_made(read(client, f"/comparisons/{comparison.slug}/"))

    assert page.all("caption")
    scopes = [attrs.get("scope") for attrs in page.all("th")]
    assert scopes == ["col", "col", "col", "row"]
    links = [attrs["href"] for attrs in page.all("a")]
    assert links.count("#citation-1") == 2
    assert "#feature-table" in links


def test_a_page_whose_stored_text_was_altered_is_not_served(client):
    drug = make_published_drug()
    drop_guards_of("monographs_revision")
    content = Publication.objects.get().revision.content
    Revision.objects.update(content=content.replace("hurt", "heal"))

    with pytest.raises(AlteredContent, match="version 1"):
        client.get(f"/drugs/{drug.slug}/")


def test_a_page_whose_stored_text_says_a_thing_twice_is_not_served(client):
    drug = make_published_drug()
    drop_guards_of("monographs_revision")
    content = Publication.objects.get().revision.content
    content = content.replace('"title":', '"title":"Other","title":', 1)
    Revision.objects.update(content=content, sha256=sha256(content))

    with pytest.raises(AlteredContent, match="version 1"):
        client.get(f"/drugs/{drug.slug}/")
