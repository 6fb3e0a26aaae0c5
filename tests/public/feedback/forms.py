"""The form as a browser sends it back."""

from tests.desk.pages import typed_on

FORM = "/feedback/"
PAGE = "/drugs/examplazole/"


def opened(client, page=PAGE, section=""):
    """What the form holds when it is opened from a page."""
    response = client.get(FORM, {"page": page, "section": section})
    assert response.status_code == 200
    return typed_on(response, "report")


def send(client, text="The dose is wrong.", *, page=PAGE, **changes):
    return client.post(FORM, {**opened(client, page), "text": text, **changes})


def text_of(response):
    return response.content.decode()
