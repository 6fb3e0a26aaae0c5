from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, Max, OuterRef, Q, Value
from django.db.models.functions import Left, Trim
from django.db.models.lookups import Exact

# Stated on purpose, it takes an earlier statement back.
NOT_STATED = "not stated"


class SourceLicenceQuerySet(models.QuerySet["SourceLicence"]):
    def current(self) -> Self:
        """What was stated last of each source."""
        newer = SourceLicence.objects.filter(
            sha256=OuterRef("sha256"), pk__gt=OuterRef("pk")
        )
        return self.filter(~Exists(newer))

    def stated_of(self, hashes: Iterable[str]) -> dict[str, "SourceLicence"]:
        """What is stated now, by SHA-256; none where it was taken back."""
        stated = self.current().filter(sha256__in=hashes).exclude(name=NOT_STATED)
        return {licence.sha256: licence for licence in stated}

    def newest(self) -> int:
        """Differs when anything was stated since."""
        return self.aggregate(newest=Max("pk"))["newest"] or 0


class SourceLicence(models.Model):
    """What somebody stated about the licence of a source. Append-only: the newest
    statement counts, and those before it stay."""

    # No foreign key: the source's row is not for public code, and a licence may be
    # stated before its file is loaded.
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=100)
    address = models.CharField(max_length=500, blank=True)
    # Who stated it is nobody's business outside; no public page says so.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = SourceLicenceQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["id"]
        indexes = [models.Index(fields=["sha256", "id"], name="source_licence_newest")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(Exact(Trim("name"), Value(""))),
                name="source_licence_has_a_name",
                violation_error_message="A licence needs a name.",
            ),
            models.CheckConstraint(
                condition=Q(address="")
                # SQLite's LIKE would take capitals as well.
                | Q(Exact(Left("address", 8), Value("https://"))),
                name="source_licence_address_is_https",
                violation_error_message="A licence's address begins with https://.",
            ),
            models.CheckConstraint(
                condition=~Q(name=NOT_STATED) | Q(address=""),
                name="source_licence_not_stated_nowhere",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.address})" if self.address else self.name

    @property
    def is_stated(self) -> bool:
        return self.name != NOT_STATED
