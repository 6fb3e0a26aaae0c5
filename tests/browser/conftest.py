"""A real Chromium against the running site; every test in this folder is `browser`."""

import os

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.db import connections
from playwright.sync_api import sync_playwright

from tests.chromium import chromium_path

QUIET = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def pytest_itemcollected(item):
    item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser():
    if not (path := chromium_path()):
        pytest.fail("The browser tests need Chromium: install it or name it.")
    # Chromium's own sandbox does not start for root, which containers often are.
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, so Django would refuse the
        # tests' own queries as asynchronous code.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(
            executable_path=path, args=[*QUIET, *sandbox]
        )
        yield browser
        browser.close()
        # While Playwright's loop runs, Django keeps other connections for this thread
        # than without it: nobody could close them afterwards.
        connections.close_all()


@pytest.fixture
def open_page(browser, live_server):
    """Open a page as another visitor: each call has cookies of its own.

    A script error or a refusal by the content security policy fails the test.
    """
    problems, contexts = [], []

    def note(message):
        if "Content Security Policy" in message.text:
            problems.append(message.text)

    def open_page(**options):
        context = browser.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", note)
        page.on("pageerror", lambda error: problems.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert problems == []


@pytest.fixture
def page(open_page):
    return open_page()


# --- The checker ----------------------------------------------------------------------

# Every standard that the site keeps, and what is merely good practice.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL = {"type": "tag", "values": TAGS}
# Those that another colour scheme can break.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# Every rule at both widths and in both schemes; colours in all four.
LOOKS = [
    (1280, "light", ALL),
    (1280, "dark", COLOURS),
    (320, "dark", ALL),
    (320, "light", COLOURS),
]
# A colour half-way between two states is no colour of the page. Not as a style
# element, which the page's own policy would refuse.
WITHOUT_TRANSITIONS = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { transition: none !important; }");
    document.adoptedStyleSheets = [sheet];
}"""
CHECK = """async (rules) => {
    const options = { runOnly: rules, resultTypes: ["violations"], preload: false };
    const { violations } = await axe.run(options);
    return violations.flatMap(({ id, nodes }) => nodes.map((node) =>
        `${id}: ${node.target.join(" ")}: ${node.failureSummary}`));
}"""


@pytest.fixture
def faults_of():
    """What the checker finds on a page, and where the page scrolls sideways."""

    def faults_of(page):
        size = page.viewport_size
        page.evaluate(WITHOUT_TRANSITIONS)
        if not page.evaluate("typeof axe === 'object'"):
            page.evaluate(AXE_SCRIPT)
        faults = []
        for width, scheme, rules in LOOKS:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            found = page.evaluate(CHECK, rules)
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append("it scrolls sideways")
            faults += [f"{width} px, {scheme}: {fault}" for fault in found]
        page.set_viewport_size(size)
        page.emulate_media(color_scheme="null")
        return faults

    return faults_of


@pytest.fixture
def assert_accessible(faults_of):
    """Wide and narrow, light and dark; a page opened once is looked at in all four."""

    def assert_accessible(page):
        assert faults_of(page) == [], page.url

    return assert_accessible
