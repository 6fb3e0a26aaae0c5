"""Addresses of the pages about imports, and what a test reads on them."""

from html import unescape
from re import sub

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

UPLOAD = "/admin/monographs/batch/add/"
SET_ASIDE = "/admin/monographs/batch/set-aside/"
LIST = "/admin/monographs/batch/"


def batch_url(batch, page="change", **query):
    return _with(reverse(f"admin:monographs_batch_{page}", args=[batch.pk]), query)


def file_url(row, **query):
    url = reverse("admin:monographs_batch_file", args=[row.batch_id, row.place])
    return _with(url, query)


def _with(url, query):
    values = "&".join(f"{name}={value}" for name, value in query.items())
    return f"{url}?{values}" if values else url


def decide_url(row, decision):
    return reverse(
        "admin:monographs_batch_decide", args=[row.batch_id, row.place, decision]
    )


def upload(client, files, **typed):
    uploads = [
        SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)
        for name, text in files.items()
    ]
    return client.post(UPLOAD, {"documents": uploads, **typed}, follow=True)


def words_of(response):
    """The page as a reader sees it, with single spaces."""
    text = sub(r"(?s)<(script|head)\b.*?</\1>|<[^>]*>", " ", response.content.decode())
    return " ".join(unescape(text).split())
