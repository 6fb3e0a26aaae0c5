"""Imported files as they came."""

import hashlib

from django.conf import settings
from django.db import models


class SourceDocument(models.Model):
    """A file's bytes and where it came from; never changed afterwards."""

    sha256 = models.CharField(max_length=64, unique=True)
    path = models.CharField(max_length=1000)
    dialect = models.CharField(max_length=20)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    imported_at = models.DateTimeField(auto_now_add=True)
    # The last column: see `importing/sheets/stored_bytes.py`.
    content = models.BinaryField()

    class Meta:
        ordering = ["path", "id"]

    def __str__(self) -> str:
        return self.path

    @staticmethod
    def hash_of(content: bytes) -> str:
        return hashlib.sha256(content).hexdigest()
