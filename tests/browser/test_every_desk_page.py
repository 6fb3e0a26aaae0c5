"""The checker finds nothing on any page of the desk; nor does one scroll sideways."""

from http import HTTPStatus

import pytest
from django.test import Client

from tests.browser.shape import shape_of
from tests.desk.test_every_page import addresses, objects  # noqa: F401 — a fixture
from tests.factories import make_user

pytestmark = [pytest.mark.any_database, pytest.mark.django_db(transaction=True)]

OPEN_ALL = "document.querySelectorAll('details').forEach((d) => { d.open = true; })"


@pytest.fixture
def page(open_page, live_server):
    """Open for somebody who may do everything."""
    client = Client()
    client.force_login(make_user(is_superuser=True, is_staff=True))
    page = open_page(bypass_csp=True)  # the checker writes styles
    cookie = client.cookies["sessionid"]
    page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
    )
    return page


def different_pages(page, addresses):
    """Each address with a page of its own shape, opened."""
    seen = set()
    for address in addresses:
        answer = page.request.get(address, max_redirects=0)
        is_page = answer.status in (
            HTTPStatus.OK,
            HTTPStatus.FORBIDDEN,
            HTTPStatus.NOT_FOUND,
        ) and answer.headers["content-type"].startswith("text/html")
        if is_page and (shape := shape_of(answer.text())) not in seen:
            seen.add(shape)
            page.goto(address)
            page.evaluate(OPEN_ALL)
            yield address


@pytest.mark.parametrize("part", [0, 1])
def test_every_page_is_accessible(page, objects, faults_of, part):  # noqa: F811
    objects["effect"].synonyms.create(text="another word")
    everywhere = [*addresses(objects), "/admin/password_change/"]
    mine = everywhere[part::2]
    looked_at = 0

    for address in different_pages(page, mine):
        looked_at += 1
        assert faults_of(page) == [], address

    assert looked_at > 40


def test_so_is_the_way_in(open_page, assert_accessible):
    page = open_page(bypass_csp=True)

    page.goto("/admin/")
    assert_accessible(page)
    page.get_by_role("button", name="Log in").click()
    assert_accessible(page)
