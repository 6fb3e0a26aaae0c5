"""Spreadsheets about invented drugs, sent and answered as a browser does it."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.desk.pages import typed_on

UPLOAD = "/admin/monographs/batch/sheets/"


def table(*lines):
    return ("\n".join(lines) + "\n").encode()


def upload(client, files, **typed):
    uploads = [SimpleUploadedFile(name, content) for name, content in files.items()]
    data = {"spreadsheets": uploads, **typed}
    return client.post(UPLOAD, data, follow=True)


def page_url(batch, page="change", **parameters):
    return reverse(
        f"admin:monographs_batch_{page}", args=[batch.pk, *parameters.values()]
    )


def answer(client, url, button, **typed):
    """The form of the columns as it stands in the page, with some answers."""
    values = typed_on(client.get(url), "columns")
    return client.post(url, {**values, **typed, button: ""}, follow=True)
