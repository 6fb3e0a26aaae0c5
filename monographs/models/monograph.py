"""The working copy: one reviewed page in the making, never public."""

import uuid
from collections.abc import Callable
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.validators import MinLengthValidator, RegexValidator
from django.db import models
from django.db.models import Q

slug_validators: list[Callable[[Any], None]] = [
    RegexValidator(
        r"^[a-z0-9]+(-[a-z0-9]+)*$",
        "Use lower-case letters a to z, digits and single hyphens.",
    ),
    MinLengthValidator(2, "One character is too short: a letter is a list page."),
]


class MonographQuerySet(models.QuerySet["Monograph"]):
    def drugs(self) -> Self:
        return self.filter(kind=Monograph.Kind.DRUG)

    def comparisons(self) -> Self:
        return self.filter(kind=Monograph.Kind.COMPARISON)

    def in_work(self) -> Self:
        """Not discarded."""
        return self.filter(discarded_at=None)

    def discarded(self) -> Self:
        return self.filter(discarded_at__isnull=False)


class Monograph(models.Model):
    class Kind(models.TextChoices):
        DRUG = "drug", "drug"
        COMPARISON = "comparison", "comparison"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=10, choices=Kind, editable=False)
    title = models.CharField(max_length=300)
    slug = models.CharField(
        "address",
        max_length=300,
        unique=True,
        validators=slug_validators,
        help_text="The last part of the page's address. An old one keeps redirecting.",
    )
    is_listed = models.BooleanField(
        "listed",
        default=True,
        help_text="Unlisted pages keep their address, but are not in the A–Z.",
    )
    # Of articles alone. They are sealed with the text, so readers see them as signed.
    author = models.CharField(
        max_length=300,
        blank=True,
        help_text="Who wrote the article, as readers shall see it: names, perhaps "
        "with what makes them competent. Left empty, the page says that no author is "
        "stated.",
    )
    interests = models.CharField(
        max_length=500,
        blank=True,
        help_text="What its authors have to do with the makers of these products, and "
        "who paid for it; “None declared” where they were asked and have none. Left "
        "empty, the page says that interests are not stated.",
    )
    review_period_months = models.PositiveSmallIntegerField(
        default=24,
        help_text="How many months after a whole-page review the next one is due.",
    )
    edit_version = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="assigned_monographs",
    )
    assigned_at = models.DateTimeField(null=True, blank=True, editable=False)
    due_on = models.DateField(
        null=True, blank=True, editable=False, help_text="When the work shall be done."
    )
    discarded_at = models.DateTimeField(null=True, blank=True, editable=False)
    discarded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    discard_reason = models.TextField(blank=True, editable=False)

    objects = MonographQuerySet.as_manager()

    class Meta:
        ordering = ["title", "id"]
        permissions = [
            ("submit_monograph", "Can submit a working copy for review"),
            ("park_monograph", "Can park, merge and reset working copies"),
            ("verify_monograph", "Can verify imported rows"),
            ("sign_editorial", "Can sign as editorial reviewer"),
            ("sign_clinical", "Can sign as clinical reviewer"),
            ("request_changes", "Can send a version back"),
            ("publish_monograph", "Can schedule, publish and roll back"),
            ("withdraw_monograph", "Can withdraw and reinstate"),
            ("bypass_review", "Can publish before all signatures are there"),
            ("post_notice", "Can post and end safety notices"),
            ("import_monographs", "Can load documents and spreadsheets"),
            ("export_monographs", "Can take documents and spreadsheets out"),
            ("assign_monograph", "Can give a monograph to somebody to work on"),
            ("discard_monograph", "Can discard a working copy as not a monograph"),
            ("comment_monograph", "Can comment and resolve comments"),
            ("share_preview", "Can share a preview with outsiders"),
            ("export_reports", "Can take reports and histories out"),
        ]
        indexes = [
            models.Index(
                fields=["kind", "title", "id"],
                condition=Q(discarded_at=None),
                name="monograph_list",
            ),
            models.Index(
                fields=["discarded_at"],
                condition=Q(discarded_at__isnull=False),
                name="monograph_discarded",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["drug", "comparison"]),
                name="monograph_kind_known",
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="monograph_has_a_title",
                violation_error_message="Give the monograph a title.",
            ),
            models.CheckConstraint(
                condition=Q(kind="comparison") | Q(author="", interests=""),
                name="monograph_only_articles_have_authors",
                violation_error_message="Only an article states author and interests.",
            ),
            models.CheckConstraint(
                condition=Q(review_period_months__gte=1, review_period_months__lte=120),
                name="monograph_review_period_1_to_120",
                violation_error_message="Choose a period from 1 to 120 months.",
            ),
            models.CheckConstraint(
                condition=Q(assigned_to=None, assigned_at=None, due_on=None)
                | Q(assigned_to__isnull=False, assigned_at__isnull=False),
                name="monograph_assigned_to_and_at",
                violation_error_message="Work that is due needs somebody who does it.",
            ),
            models.CheckConstraint(
                condition=Q(discarded_at=None, discarded_by=None, discard_reason="")
                | (
                    Q(discarded_at__isnull=False, discarded_by__isnull=False)
                    & ~Q(discard_reason__trim="")
                ),
                name="monograph_discarded_with_a_reason",
                violation_error_message="Discarding needs a person and a reason.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class DrugManager(models.Manager.from_queryset(MonographQuerySet)):  # type: ignore[misc]
    def get_queryset(self) -> MonographQuerySet:
        monographs: MonographQuerySet = super().get_queryset()
        return monographs.drugs()


class ComparisonManager(models.Manager.from_queryset(MonographQuerySet)):  # type: ignore[misc]
    def get_queryset(self) -> MonographQuerySet:
        monographs: MonographQuerySet = super().get_queryset()
        return monographs.comparisons()


class Drug(Monograph):
    """A monograph about one drug or one combination product."""

    objects: ClassVar[DrugManager] = DrugManager()

    class Meta:
        proxy = True
        default_permissions = ()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.kind = self.Kind.DRUG
        super().save(*args, **kwargs)


class Comparison(Monograph):
    """A monograph that compares several subjects."""

    objects: ClassVar[ComparisonManager] = ComparisonManager()

    class Meta:
        proxy = True
        default_permissions = ()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.kind = self.Kind.COMPARISON
        super().save(*args, **kwargs)
