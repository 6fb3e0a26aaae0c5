"""The record: a working copy as it was sealed for review. Never changes."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Max, Q
from django.db.models.functions import Trim

# So that a constraint can say that a reason is more than spaces.
models.TextField.register_lookup(Trim)


class RevisionQuerySet(models.QuerySet["Revision"]):
    def awaiting_signature(self) -> Self:
        return self.filter(state__in=Revision.SIGNABLE)

    def approved(self) -> Self:
        return self.filter(state=Revision.State.APPROVED)

    def whole_page(self) -> Self:
        """Reviews of all that a page says: first versions and periodic reviews."""
        return self.filter(Q(base=None) | Q(change_kind=Revision.ChangeKind.REVIEWED))

    def latest_signature(self) -> datetime | None:
        latest: datetime | None = self.aggregate(latest=Max("signatures__signed_at"))[
            "latest"
        ]
        return latest

    def unsigned_bypasses(self) -> Self:
        """Published in an emergency; on this list until all have signed."""
        return self.filter(state=Revision.State.BYPASSED)

    def due(self, now: datetime) -> Self:
        """Approved, and the clock says publish; a withdrawn page waits."""
        return (
            self.scheduled()
            .newer_than_live()
            .filter(publish_at__lte=now, monograph__publication__withdrawn_at=None)
        )

    def newer_than_live(self) -> Self:
        return self.filter(
            Q(monograph__publication=None)
            | Q(number__gt=F("monograph__publication__revision__number"))
        )

    def scheduled(self) -> Self:
        return self.filter(
            state=Revision.State.APPROVED, published_at=None, publish_at__isnull=False
        )


class Revision(models.Model):
    class State(models.TextChoices):
        SUBMITTED = "submitted", "waiting for signatures"
        CHANGES_REQUESTED = "changes_requested", "sent back"
        CANCELLED = "cancelled", "cancelled"
        BYPASSED = "bypassed", "published before all had signed"
        APPROVED = "approved", "approved"

    class ChangeKind(models.TextChoices):
        MINOR = "minor", "minor: wording, nothing clinical"
        MAJOR = "major", "major: clinical or large"
        SAFETY = "safety", "safety: urgent clinical change"
        REVIEWED = "reviewed", "reviewed: the whole page; renews the review date"

    SIGNABLE = (State.SUBMITTED, State.BYPASSED)

    monograph = models.ForeignKey(
        "monographs.Monograph", models.PROTECT, related_name="revisions"
    )
    number = models.PositiveIntegerField()
    schema = models.PositiveSmallIntegerField()
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    edit_version = models.PositiveIntegerField()
    base = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="The live revision when this one was submitted.",
    )
    change_kind = models.CharField(max_length=8, choices=ChangeKind)
    change_note = models.TextField(blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="submissions"
    )
    submitted_at = models.DateTimeField()
    contributors = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        through="monographs.RevisionContributor",
        related_name="contributed_revisions",
    )
    state = models.CharField(max_length=17, choices=State, default=State.SUBMITTED)
    closing_reason = models.TextField(blank=True)
    bypass_reason = models.TextField(blank=True)
    publish_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        # What people call it; a published one has the same name for readers.
        verbose_name = "version"
        ordering = ["-number"]
        indexes = [
            models.Index(fields=["submitted_at", "id"], name="revision_newest"),
            # With the kind, a queue is counted without reading a sealed text.
            models.Index(
                fields=["state", "submitted_at", "change_kind"], name="revision_state"
            ),
            models.Index(
                fields=["state", "published_at", "publish_at"],
                name="revision_scheduled",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["monograph", "number"], name="revision_number_once"
            ),
            models.UniqueConstraint(
                fields=["monograph"],
                condition=Q(state="submitted"),
                name="revision_one_open_per_monograph",
                violation_error_message=(
                    "A version of this monograph is already waiting for signatures."
                ),
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        "submitted",
                        "changes_requested",
                        "cancelled",
                        "bypassed",
                        "approved",
                    ]
                ),
                name="revision_state_known",
            ),
            models.CheckConstraint(
                condition=Q(change_kind__in=["minor", "major", "safety", "reviewed"]),
                name="revision_change_kind_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="changes_requested") | ~Q(closing_reason__trim=""),
                name="revision_sent_back_with_a_reason",
                violation_error_message="Sending back needs a reason.",
            ),
            models.CheckConstraint(
                condition=~Q(state="bypassed") | ~Q(bypass_reason__trim=""),
                name="revision_bypassed_with_a_reason",
                violation_error_message="A bypass needs a reason.",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(state__in=["bypassed", "approved"]),
                name="revision_published_only_when_approved",
            ),
            models.CheckConstraint(
                condition=Q(base=None) | ~Q(base=F("id")),
                name="revision_base_is_another",
            ),
        ]

    def __str__(self) -> str:
        return f"Version {self.number} of {self.monograph}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.SUBMITTED

    @property
    def is_signable(self) -> bool:
        return self.state in self.SIGNABLE

    def is_due(self, now: datetime) -> bool:
        return self.publish_at is not None and self.publish_at <= now

    def is_held_back(self, now: datetime) -> bool:
        """Signatures alone do not publish it: its time is to come, or its page is
        withdrawn."""
        if self.publish_at and self.publish_at > now:
            return True
        withdrawn = Revision.objects.filter(
            monograph__publication__withdrawn_at__isnull=False
        )
        return withdrawn.filter(pk=self.pk).exists()

    @property
    def needed_roles(self) -> list[str]:
        """Which signatures this kind of change needs."""
        if self.change_kind == self.ChangeKind.MINOR:
            return ["editorial"]
        return ["editorial", "clinical"]

    def missing_roles(self) -> list[str]:
        given = set(self.signatures.values_list("role", flat=True))
        return [role for role in self.needed_roles if role not in given]


class RevisionContributor(models.Model):
    """Who wrote what a revision holds, as known when it was sealed."""

    revision = models.ForeignKey("monographs.Revision", models.PROTECT)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "person"], name="revision_contributor_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)


class RevisionSource(models.Model):
    """A source that a sealed revision refers to, kept as long as the revision."""

    revision = models.ForeignKey(
        "monographs.Revision", models.PROTECT, related_name="revision_sources"
    )
    source = models.ForeignKey(
        "monographs.SourceDocument", models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "source"], name="revision_source_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.source)
