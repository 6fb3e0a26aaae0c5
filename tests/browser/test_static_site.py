"""The copy of the site as somebody opens it from a disk, without any server."""

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from monographs import workflow
from monographs.public.static_site.export import export_site
from monographs.templatetags.days import day
from tests.factories import (
    make_full_drug,
    make_name,
    make_published_drug,
    make_publisher,
    publish_now,
)

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.any_database,
]


@pytest.fixture
def copy(tmp_path):
    drug = make_full_drug(title="Examplazole", slug="examplazole")
    make_name(drug, "Exámplibrand <b>")
    publish_now(drug)
    make_published_drug(title="Samplidone", slug="samplidone")
    withdrawn = make_published_drug(title="Withdrazole", slug="withdrazole")
    workflow.withdraw(withdrawn, by=make_publisher(), reason="It was invented.")
    export_site(tmp_path / "some" / "copy")
    return tmp_path / "some" / "copy"


@pytest.fixture
def opened(browser, copy):
    problems = []
    context = browser.new_context()
    page = context.new_page()
    page.on("pageerror", lambda error: problems.append(str(error)))
    # A page that is left at once loads no more.
    page.on(
        "requestfailed",
        lambda request: "ABORTED" in request.failure or problems.append(request.url),
    )
    page.goto((copy / "index.html").as_uri())
    yield page
    context.close()
    assert problems == []


def test_a_reader_finds_a_drug_by_another_name_and_reads_it(opened):
    opened.get_by_label("Search for a drug").fill("examplibrand")
    opened.get_by_role("button", name="Search", exact=True).click()

    found = opened.locator("#search-results a")
    expect(found).to_have_text(["Exámplibrand <b>"])
    assert "another name of Examplazole" in opened.inner_text("#search-results")
    found.click()
    assert opened.inner_text("h1") == "Examplazole"
    assert opened.url.endswith("/copy/drugs/examplazole/index.html")


def test_the_search_looks_again_while_somebody_types(opened):
    opened.goto(opened.url.replace("index.html", "search/index.html?q=samp"))
    names = opened.locator("#search-results a")
    names.first.wait_for()
    assert names.all_inner_texts() == ["Samplidone"]

    opened.fill("#search", "EXAMPLAZ")
    opened.get_by_role("link", name="Examplazole").wait_for()

    assert names.all_inner_texts() == ["Examplazole"]
    assert opened.inner_text("#search-status") == "Found: 1"


def test_a_withdrawn_drug_is_found_and_says_why(opened):
    opened.get_by_label("Search for a drug").fill("withdra")
    opened.get_by_role("button", name="Search", exact=True).click()
    found = opened.locator("#search-results li")
    expect(found).to_have_text(["Withdrazole (withdrawn: the page says why)"])

    opened.get_by_role("link", name="Withdrazole").click()

    assert opened.inner_text("h1") == "Withdrazole: withdrawn"
    assert "It was invented." in opened.inner_text("main")


def test_the_pages_look_as_on_the_site(opened, assert_accessible):
    opened.get_by_role("link", name="Drugs A–Z").first.click()
    opened.get_by_role("link", name="Examplazole", exact=True).first.click()
    assert opened.inner_text("h1") == "Examplazole"

    assert opened.evaluate("document.styleSheets.length") > 4
    assert opened.evaluate("document.styleSheets[0].disabled") is False
    opened.goto(opened.url.replace("drugs/examplazole", "search"))
    assert_accessible(opened)


def test_a_page_says_of_which_day_it_is_a_copy(opened):
    opened.get_by_role("link", name="Drugs A–Z").first.click()

    today = day(timezone.localdate())
    address = f"{settings.SITE_URL}/drugs/"
    expect(opened.locator("main > .copy-note")).to_have_text(
        f"This is a copy of {today}. The current page: {address}"
    )


def test_a_filter_leads_to_the_living_site(opened):
    opened.goto(opened.url.replace("index.html", "drugs/index.html"))
    opened.get_by_text("Filter the list").click()
    opened.get_by_label("with at least one figure").check()

    opened.route(
        f"{settings.SITE_URL}/**", lambda route: route.fulfill(body="Answered.")
    )
    opened.get_by_role("button", name="Show these drugs").click()

    opened.get_by_text("Answered.").wait_for()
    assert opened.url.startswith(f"{settings.SITE_URL}/drugs/?")
    assert "figures=yes" in opened.url


def test_without_script_the_lists_lead_on(browser, copy):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((copy / "search" / "index.html").as_uri())

    page.get_by_role("link", name="Drugs A–Z").last.click()
    page.get_by_role("link", name="Samplidone").click()

    assert page.inner_text("h1") == "Samplidone"
    address = f"{settings.SITE_URL}/drugs/samplidone/"
    expect(page.locator("main > .copy-note")).to_have_text(
        f"This is a copy. The current page: {address}"
    )
    context.close()
