"""No header of a request makes another page of an address, or a failure."""

from wsgiref.util import setup_testing_defaults

import pytest

from medsite.content_type import without_charset
from medsite.wsgi import application
from tests.factories import make_published_drug

pytestmark = pytest.mark.django_db

CHARSETS = ["utf-16", "utf-7", "cp037", "unicode_escape", "base64", "undefined"]
QUESTIONS = [
    "/search/?q=examplazole",
    "/search/?q=%5Cud800",
    "/search/?q=%2B2AA-",
    "/search/suggest?q=examplazole",
    "/compare/?d=examplazole",
    "/drugs/?after=f.0.0",
    "/api/drugs/?limit=1",
]


@pytest.fixture(autouse=True)
def _page():
    make_published_drug(title="Examplazole", slug="examplazole")


def ask(address, content_type, method="GET"):
    """Status, address of a redirect, and page, as the server that runs us gets them."""
    path, _, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "HTTP_HOST": "testserver",
        "CONTENT_TYPE": content_type,
    }
    setup_testing_defaults(environ)
    said = []
    body = b"".join(
        application(environ, lambda status, headers: said.extend((status, headers)))
    )
    return said[0], dict(said[1]).get("Location"), body


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_charset_makes_another_page_of_an_address(question):
    """A shared cache would give it to everybody who asks for the address."""
    usual = ask(question, "")

    for charset in CHARSETS:
        assert ask(question, f"text/plain; charset={charset}") == usual, charset


@pytest.mark.parametrize(
    "content_type",
    [
        "application/x-www-form-urlencoded; charset=base64",
        "application/x-www-form-urlencoded; charset=undefined",
        "text/plain; charset*=utf-8''base64",
        "text/plain; a*=nonsense''%41",
        f"text/plain; {'a' * 20_000}",
        "multipart/form-data; charset=base64; boundary=x",
        ";;;",
    ],
)
def test_no_content_type_is_a_failure_of_ours(content_type):
    status, _, page = ask("/feedback/", content_type, "POST")

    assert not status.startswith("5")
    assert b"Traceback" not in page


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("text/plain", "text/plain"),
        ("text/plain; charset=utf-16", "text/plain"),
        ("multipart/form-data; boundary=--x", 'multipart/form-data; boundary="--x"'),
        (
            'multipart/form-data; charset=utf-7; boundary="a b"; x=y',
            'multipart/form-data; boundary="a b"',
        ),
    ],
)
def test_what_takes_a_form_apart_is_kept(given, kept):
    assert without_charset(given) == kept
