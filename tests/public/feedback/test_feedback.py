"""Reporting a problem: what is asked, kept, refused, and said afterwards."""

import pytest
from django.test import Client

from monographs.models import Publication, ReaderReport, Revision
from monographs.public.sealed import AlteredContent
from monographs.workflow import close_report, take_report, withdraw
from tests.factories import (
    edit,
    make_drug,
    make_editor,
    make_published_drug,
    make_publisher,
    publish_now,
)
from tests.past_guards import drop_guards_of
from tests.public.feedback.forms import FORM, PAGE, opened, send, text_of
from tests.public.markup import Page, assert_well_made

pytestmark = pytest.mark.django_db


@pytest.fixture
def drug():
    return make_published_drug(title="Examplazole", slug="examplazole")


@pytest.fixture(autouse=True)
def _published(drug):
    pass


def test_a_report_is_kept_and_gets_a_receipt(client, drug):
    response = send(client, "The dose is wrong.", section="usage")

    report = ReaderReport.objects.get()
    assert response.status_code == 303
    assert response.url == f"/feedback/{report.receipt}/"
    assert report.text == "The dose is wrong."
    assert (report.page, report.page_title) == (PAGE, "Examplazole")
    assert (report.section, report.heading) == ("usage", "Usage")
    assert report.monograph == drug
    assert report.revision == drug.publication.revision
    assert report.state == "received"
    assert not report.is_urgent


def test_the_page_and_section_are_filled_in(client):
    page = client.get(FORM, {"page": PAGE, "section": "usage"})

    assert "About the page" in text_of(page)
    assert '<option value="usage" selected>' in text_of(page)
    assert_well_made(text_of(page))


def test_the_form_shows_nothing_of_a_text_that_was_altered(client):
    drop_guards_of("monographs_revision")
    content = Publication.objects.get().revision.content
    Revision.objects.update(content=f"{content} ")

    with pytest.raises(AlteredContent, match="version 1"):
        client.get(FORM, {"page": PAGE})


@pytest.mark.parametrize("rest", ["history/", "sources/", "v/1/", "diff/1/2/"])
def test_what_stands_behind_a_page_is_reported_as_its_own(client, drug, rest):
    send(client, page=f"{PAGE}{rest}")

    report = ReaderReport.objects.get()
    assert (report.monograph, report.page) == (drug, f"{PAGE}{rest}")


@pytest.mark.parametrize(
    "page",
    [
        "/drugs/nowhere/",
        "/drugs/draftazole/",
        "/comparisons/examplazole/",
        "/drugs/examplazole/unknown/",
        "https://elsewhere.example/drugs/examplazole/",
        "//elsewhere.example/",
        "/admin/",
        "/healthz",
        '/drugs/"><script>alert(1)</script>/',
        "javascript:alert(1)",
        "/" + "x" * 1_000,
        "/drugs/examplazole/\x00",
    ],
)
def test_nothing_unknown_is_repeated(client, page):
    make_drug(slug="draftazole")

    response = client.get(FORM, {"page": page, "section": "<script>"})

    assert response.status_code == 200
    assert "About the page" not in text_of(response)
    assert page not in text_of(response).replace('action="/feedback/"', "")
    assert "script&" not in text_of(response)


def test_a_section_that_the_page_has_not_is_no_section(client):
    send(client, section="made-up")

    assert ReaderReport.objects.get().section == ""


def test_pages_without_a_monograph_can_be_reported(client):
    send(client, page="/drugs/")

    report = ReaderReport.objects.get()
    assert (report.page, report.page_title) == ("/drugs/", "Drugs A–Z")
    assert report.monograph is None


def test_a_report_needs_no_page(client):
    assert send(client, page="").status_code == 303


def test_a_page_that_is_withdrawn_while_one_types_is_still_named(client, drug):
    form = opened(client)
    withdraw(drug, by=make_publisher(), reason="Wrong dose.")

    client.post(FORM, {**form, "text": "The dose is wrong."})

    assert ReaderReport.objects.get().monograph == drug
    assert "About the page" not in text_of(client.get(FORM, {"page": PAGE}))


def test_the_version_is_the_one_that_readers_saw(client, drug):
    edit(drug, by=make_editor())
    second = publish_now(drug)

    send(client)

    assert ReaderReport.objects.get().revision == second


def test_no_cookie_is_needed_or_set():
    client = Client(enforce_csrf_checks=True)

    form = client.get(FORM, {"page": PAGE})
    sent = send(client)

    assert not form.cookies
    assert not sent.cookies
    assert sent.status_code == 303


def test_neither_form_nor_receipt_is_kept_by_a_cache(client):
    sent = send(client)

    for response in (client.get(FORM), sent, client.get(sent.url)):
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["X-Robots-Tag"] == "noindex"


def test_a_form_of_another_site_is_not_taken(client):
    headers = {"origin": "https://elsewhere.example"}
    response = client.post(FORM, {**opened(client), "text": "Spam."}, headers=headers)

    assert response.status_code == 403
    assert "Another website" in text_of(response)
    assert "Spam." in text_of(response)
    assert not ReaderReport.objects.exists()


@pytest.mark.parametrize("origin", ["null", "https://testserver.elsewhere.example"])
def test_origins_that_only_look_like_ours_are_not_ours(client, origin):
    form = {**opened(client), "text": "Spam."}

    assert client.post(FORM, form, headers={"origin": origin}).status_code == 403


def test_a_browser_that_says_where_it_was_is_believed(client):
    headers = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}
    form = {**opened(client), "text": "Wrong."}

    assert client.post(FORM, form, headers=headers).status_code == 303


def test_a_cross_site_request_without_an_origin_is_not_taken(client):
    form = {**opened(client), "text": "Spam."}
    headers = {"sec-fetch-site": "cross-site"}

    assert client.post(FORM, form, headers=headers).status_code == 403


@pytest.mark.parametrize("token", ["", "made up", "a:b:c", "x" * 10_000])
def test_a_made_up_token_is_asked_again_and_the_text_kept(client, token):
    response = send(client, "Wrong dose.", token=token)

    assert response.status_code == 422
    assert "Wrong dose." in text_of(response)
    assert not ReaderReport.objects.exists()


def test_a_form_that_was_open_for_too_long_is_sent_again(client, monkeypatch):
    form = {**opened(client), "text": "Wrong."}
    monkeypatch.setattr("monographs.public.feedback.token.MOST_SECONDS", -1)

    response = client.post(FORM, form)

    assert response.status_code == 422
    assert "more than a day" in text_of(response)


def test_pressing_the_button_twice_makes_one_report(client):
    form = {**opened(client), "text": "Wrong."}

    first, second = client.post(FORM, form), client.post(FORM, form)

    assert first.url == second.url
    assert ReaderReport.objects.count() == 1


def test_another_text_from_the_same_form_is_another_report(client):
    form = opened(client)

    first = client.post(FORM, {**form, "text": "Wrong dose."})
    second = client.post(FORM, {**form, "text": "Wrong name too."})

    assert first.url != second.url
    assert ReaderReport.objects.count() == 2


def test_the_trap_for_programs_is_no_trap_for_people(client):
    response = send(client, "Buy now", website="https://spam.example")

    assert response.status_code == 422
    assert "Leave the last field empty" in text_of(response)
    assert not ReaderReport.objects.exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Write what is wrong"),
        (" \n\t ", "Write what is wrong"),
        ("\x00\x07\u202e", "Write what is wrong"),
        ("x" * 5_001, "5,000 are the most"),
        ("http://a.b " * 4, "links at most"),
    ],
)
def test_what_cannot_be_sent_is_said(client, text, said):
    response = send(client, text)

    assert response.status_code == 422
    assert said in text_of(response)
    assert 'aria-invalid="true"' in text_of(response)


def test_signs_that_do_something_are_left_out(client):
    send(client, "a\x00b\x1b[31m\u202ec\r\nd\te \ud7ff👩‍⚕️ é")

    assert ReaderReport.objects.get().text == "ab[31mc\nd\te \ud7ff👩‍⚕️ é"


def test_hostile_text_is_shown_and_does_nothing(client):
    hostile = "</textarea><script>alert(1)</script>{{ 7 }}"
    response = send(client, hostile, token="")

    page = Page(text_of(response))
    assert page.faults == []
    assert [
        attrs for tag, attrs in page.tags if tag == "script" and "src" not in attrs
    ] == []


def test_a_body_of_more_than_64_kb_is_not_read(client):
    response = send(client, "x" * 70_000)

    assert response.status_code == 413
    assert "too large" in text_of(response)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"\xff\xfe\x00text=%ff%fe", "application/x-www-form-urlencoded"),
        (b"{}", "application/json"),
        (b"--x\r\n", "multipart/form-data; boundary=x"),
        (b"nonsense", "multipart/form-data"),
        (b"a=1", "application/x-www-form-urlencoded; charset=latin-1"),
    ],
)
def test_a_body_that_is_no_form_is_no_error_of_ours(client, body, content_type):
    response = client.post(FORM, body, content_type=content_type)

    assert response.status_code in {400, 422}


def test_methods_that_mean_nothing_here_are_refused(client):
    assert client.put(FORM).status_code == 405
    assert client.post("/feedback/2222-2222-2222-2222/").status_code == 405


# --- The receipt ----------------------------------------------------------------------


def test_the_receipt_tells_what_happens_to_the_report(client):
    address = send(client, "My own secret words.").url
    report = ReaderReport.objects.get()
    editor = make_editor(printed_name="Edith Or")

    assert "Your report was received" in text_of(client.get(address))
    take_report(report, by=editor)
    assert "is being looked at" in text_of(client.get(address))
    close_report(report, answer="We mended it.", reason="A typo.", by=editor)

    page = text_of(client.get(address))
    assert "We mended it." in page
    assert "My own secret words." not in page
    assert "A typo." not in page
    assert "Edith" not in page
    assert_well_made(page)


def test_a_receipt_is_read_in_small_letters_too(client):
    address = send(client).url

    assert client.get(address.lower()).status_code == 200


@pytest.mark.parametrize(
    "receipt", ["2222-2222-2222-2222", "1", "0000-0000-0000-0000", "2222222222222222"]
)
def test_an_unknown_receipt_is_not_found(client, receipt):
    assert client.get(f"/feedback/{receipt}/").status_code == 404


def test_receipts_cannot_be_guessed_from_each_other(client):
    first, second = send(client, "One.").url, send(client, "Two.").url

    assert len(set(first) & set(second)) < len(first)
    assert first != second
