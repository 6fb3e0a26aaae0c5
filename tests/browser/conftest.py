"""A real Chromium against the running site; every test in this folder is `browser`."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
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


@pytest.fixture
def assert_accessible():
    def assert_accessible(page):
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()

    return assert_accessible
