"""Opening what stands behind a page: its versions, differences and sources."""

from tests.factories import edit, make_editor, publish_now
from tests.public.markup import assert_well_made


def open_page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, address
    return assert_well_made(response.content.decode())


def publish_again(drug, body, **fields):
    edit(drug, by=make_editor(), body=body)
    return publish_now(drug, **fields)


def links_of(page):
    return [link["href"] for link in page.all("a")]
