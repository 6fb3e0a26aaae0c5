"""Spreadsheets on their way in: the files, their lines, and what columns mean."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q


class BatchFileQuerySet(models.QuerySet["BatchFile"]):
    def without_bytes(self) -> Self:
        """Each with its source; what is in them is read when it is needed."""
        files = self.select_related("source")
        return files.defer("content", "source__content")


class BatchFile(models.Model):
    """A spreadsheet file of a batch; kept as a source as soon as it is loaded."""

    batch = models.ForeignKey("monographs.Batch", models.CASCADE, related_name="files")
    number = models.PositiveSmallIntegerField(help_text="From 1.")
    name = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64)
    source = models.ForeignKey(
        "monographs.SourceDocument", models.PROTECT, null=True, related_name="+"
    )
    detected = models.JSONField(
        default=dict, help_text="Format, encoding, delimiter, tables with headers."
    )
    # The last column: see `stored_bytes`.
    content = models.BinaryField(null=True)

    objects = BatchFileQuerySet.as_manager()

    class Meta:
        ordering = ["batch_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "number"], name="batch_file_number_once"
            ),
            models.CheckConstraint(
                condition=Q(content=None) | Q(source=None),
                name="batch_file_bytes_kept_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SheetLine(models.Model):
    """A line of a spreadsheet, until its batch is loaded or given up."""

    # The index below begins with it.
    batch = models.ForeignKey(
        "monographs.Batch", models.CASCADE, related_name="lines", db_index=False
    )
    table = models.PositiveSmallIntegerField(help_text="Its place in the mapping.")
    line = models.PositiveIntegerField(help_text="As the spreadsheet counts, from 1.")
    drug = models.CharField(max_length=300, help_text="The address, as written.")
    cells = models.TextField(help_text="JSON: a text for each mapped column.")

    class Meta:
        # The one way to read it: drug by drug.
        indexes = [
            models.Index(
                fields=["batch", "drug", "table", "line"], name="sheet_line_drug"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.drug}, line {self.line}"


class PlanNote(models.Model):
    """What a new plan of a batch must know of a page that an earlier one was about.

    From version `since` to `until` nobody but this batch wrote to the page, and it took
    that back. `taken_by` looked at the page at `until`, and wants what the file says.
    """

    batch = models.ForeignKey(
        "monographs.Batch", models.CASCADE, related_name="plan_notes", db_index=False
    )
    monograph = models.ForeignKey("monographs.Monograph", models.CASCADE, "+")
    since = models.PositiveIntegerField()
    until = models.PositiveIntegerField()
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    taken_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "monograph"], name="plan_note_page_once"
            ),
            models.CheckConstraint(
                condition=Q(taken_by=None, taken_at=None)
                | Q(taken_by__isnull=False, taken_at__isnull=False),
                name="plan_note_taken_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"Import {self.batch_id}, page {self.monograph_id}"


class ImportProfile(models.Model):
    """What the columns of somebody's spreadsheets mean, to be used again."""

    name = models.CharField(max_length=100, unique=True)
    mapping = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
