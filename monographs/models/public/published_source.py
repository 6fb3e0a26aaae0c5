from django.db import models
from django.db.models import Q


class PublishedSource(models.Model):
    """What readers may know of a source that a published version rests on.

    Its bytes, its path and who loaded it stay inside.
    """

    class Form(models.TextChoices):
        DOCUMENT = "document", "document"
        SPREADSHEET = "spreadsheet", "spreadsheet"

    # How a kept spreadsheet is marked.
    SPREADSHEETS = frozenset(["csv", "tsv", "xlsx", "ods", "json", "zip", "sheet"])

    sha256 = models.CharField(max_length=64, unique=True)
    form = models.CharField(max_length=11, choices=Form)
    taken_in_on = models.DateField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(form__in=["document", "spreadsheet"]),
                name="published_source_form_known",
            ),
        ]

    def __str__(self) -> str:
        return self.short_hash

    @classmethod
    def form_of(cls, dialect: str) -> "PublishedSource.Form":
        is_table = dialect in cls.SPREADSHEETS
        return cls.Form.SPREADSHEET if is_table else cls.Form.DOCUMENT

    @property
    def short_hash(self) -> str:
        return self.sha256[:12]
