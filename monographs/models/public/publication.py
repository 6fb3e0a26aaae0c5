"""The publication: a pointer to one approved revision, and what lists need of it."""

import unicodedata
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import (
    Exists,
    Expression,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    Subquery,
)
from django.db.models.functions import JSONObject
from django.utils import timezone

from monographs.models.public.json_list import JSONList
from monographs.models.public.notice import Notice
from monographs.models.revision import Revision
from monographs.models.signature import Signature


def sort_key(text: str) -> str:
    """Without case and accents, so that É files under e."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return bare[:300]


class PublicationQuerySet(models.QuerySet["Publication"]):
    def live(self) -> Self:
        """Published and not withdrawn."""
        return self.filter(withdrawn_at=None)

    def listed(self) -> Self:
        """In the A–Z."""
        return self.live().filter(is_listed=True)

    def drugs(self) -> Self:
        return self.filter(kind="drug")

    def comparisons(self) -> Self:
        return self.filter(kind="comparison")

    def with_page(self, now: datetime | Expression) -> Self:
        """All that a page shows, in one query: content, signers, notices."""
        return self.select_related("revision").annotate(
            signers=signers_of("revision"),
            notices=notices_of("monograph", now),
            previous_number=number_before("revision__number", "monograph"),
            clinical=clinical_review_of("revision__number", "monograph"),
        )


def notices_of(monograph: str, now: datetime | Expression) -> Subquery:
    """The current notices of the outer row's monograph, as one JSON list."""
    return Subquery(
        Notice.objects.current(now)
        .filter(monograph=OuterRef(monograph))
        .order_by()
        .values("monograph")
        .annotate(
            as_list=JSONList(JSONObject(severity="severity", text="text", link="link"))
        )
        .values("as_list")
    )


def signers_of(revision: str) -> Subquery:
    """The signatures of the outer row's revision, as one JSON list."""
    return Subquery(
        Signature.objects.filter(revision=OuterRef(revision))
        .order_by()
        .values("revision")
        .annotate(
            as_list=JSONList(
                JSONObject(
                    role="role",
                    printed_name="printed_name",
                    credential="credential",
                    signed_at="signed_at",
                )
            )
        )
        .values("as_list")
    )


def number_before(number: str, monograph: str) -> Subquery:
    """Of the newest version that readers were shown before the outer row's."""
    return Subquery(
        Revision.objects.filter(
            monograph=OuterRef(monograph),
            number__lt=OuterRef(number),
            published_at__isnull=False,
        )
        .order_by("-number")
        .values("number")[:1]
    )


def clinical_review_of(number: str, monograph: str) -> Subquery:
    """Of the last version up to the outer row's that could change something clinical:
    its number and who signed that, as JSON, without a name where nobody has."""
    # It went on from an earlier one: what was rolled back is no part of the text.
    passing_over = Revision.objects.filter(
        monograph=OuterRef("monograph"),
        number__gt=OuterRef("number"),
        number__lte=OuterRef(OuterRef(number)),
        published_at__isnull=False,
        base__number__lt=OuterRef("number"),
    )
    by_clinician = Q(signatures__role=Signature.Role.CLINICAL)
    return Subquery(
        Revision.objects.filter(
            ~Exists(passing_over),
            monograph=OuterRef(monograph),
            number__lte=OuterRef(number),
            published_at__isnull=False,
        )
        .exclude(change_kind=Revision.ChangeKind.MINOR)
        .annotate(
            signature=FilteredRelation("signatures", condition=by_clinician),
            as_object=JSONObject(
                number="number",
                role="signature__role",
                printed_name="signature__printed_name",
                credential="signature__credential",
                signed_at="signature__signed_at",
            ),
        )
        .order_by("-number")
        .values("as_object")[:1]
    )


class Publication(models.Model):
    """What readers see of a monograph: at most one, never deleted."""

    monograph = models.OneToOneField(
        "monographs.Monograph", models.PROTECT, related_name="publication"
    )
    revision = models.ForeignKey(
        "monographs.Revision",
        models.PROTECT,
        related_name="publications",
        verbose_name="version",
    )
    kind = models.CharField(max_length=10)
    title = models.CharField(max_length=300)
    slug = models.CharField(max_length=300, unique=True)
    sort_key = models.CharField(max_length=300)
    is_listed = models.BooleanField()
    published_at = models.DateTimeField()
    # What readers were told last: a version, a review, a withdrawal, a return.
    changed_at = models.DateTimeField(default=timezone.now)
    # Empty until the first whole-page review, as after an emergency publication.
    reviewed_on = models.DateField(null=True, blank=True)
    review_due_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_reason = models.TextField(blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "id"]
        indexes = [
            models.Index(
                fields=["kind", "sort_key", "id"],
                condition=Q(withdrawn_at=None, is_listed=True),
                name="publication_a_to_z",
            ),
            models.Index(
                fields=["review_due_on"],
                condition=Q(withdrawn_at=None),
                name="publication_due",
            ),
            models.Index(
                fields=["withdrawn_at"],
                condition=Q(withdrawn_at__isnull=False),
                name="publication_withdrawn",
            ),
            # By the beginning, as the search asks, also where letters sort otherwise.
            models.Index(
                fields=["sort_key"],
                opclasses=["varchar_pattern_ops"],
                condition=Q(withdrawn_at__isnull=False),
                name="publication_withdrawn_title",
            ),
            models.Index(
                fields=["slug"],
                opclasses=["varchar_pattern_ops"],
                condition=Q(withdrawn_at__isnull=False),
                name="publication_withdrawn_slug",
            ),
            models.Index(fields=["sort_key", "id"], name="publication_list"),
            models.Index(
                fields=["kind", "changed_at", "id"], name="publication_changed"
            ),
            models.Index(
                fields=["kind", "review_due_on", "id"], name="publication_kind_due"
            ),
            models.Index(fields=["kind", "sort_key", "id"], name="publication_kind"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawal_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawal_reason__trim="")),
                name="publication_withdrawn_with_a_reason",
                violation_error_message="A withdrawal needs a reason.",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_on=None, review_due_on=None)
                | Q(
                    reviewed_on__isnull=False,
                    review_due_on__isnull=False,
                    review_due_on__gt=F("reviewed_on"),
                ),
                name="publication_review_due_after_review",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None
