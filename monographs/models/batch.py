"""One import run: its files, what became of each, and the way to undo it."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, Q
from django.utils import timezone

if TYPE_CHECKING:
    from monographs.models.person import User


class BatchQuerySet(models.QuerySet["Batch"]):
    def waiting_for_a_worker(self, now: datetime) -> Self:
        """Something is to be done, and nobody holds the lease.

        One writes at a time: what it writes counts only when it is done, so another
        would compare its files with drugs that may be taken back.
        """
        writing = Batch.objects.filter(state__in=Batch.WRITING, lease_until__gte=now)
        return self.filter(
            Q(lease_until=None) | Q(lease_until__lt=now),
            ~Q(state__in=Batch.WRITING) | ~Exists(writing),
            state__in=Batch.WORKING,
        )


class Batch(models.Model):
    class Kind(models.TextChoices):
        DOCUMENTS = "documents", "documents"
        SHEETS = "sheets", "spreadsheets"

    class State(models.TextChoices):
        MAPPING = "mapping", "waiting for its columns"  # spreadsheets only
        READING = "reading", "being read"
        PLANNING = "planning", "being compared"  # spreadsheets only
        PREVIEW = "preview", "waiting for a decision"
        APPLYING = "applying", "being loaded"
        DONE = "done", "loaded"
        UNDOING = "undoing", "being taken back"
        UNDONE = "undone", "taken back"
        CANCELLED = "cancelled", "cancelled"

    # The states in which `advance` has something to do.
    WORKING = ("reading", "planning", "applying", "undoing")
    WRITING = ("applying", "undoing")

    kind = models.CharField(max_length=9, choices=Kind)
    name = models.CharField(
        max_length=300, help_text="The folder, the archive or the files, as named."
    )
    sha256 = models.CharField(
        max_length=64, blank=True, help_text="Of all its files' hashes, in order."
    )
    state = models.CharField(max_length=9, choices=State, default=State.READING)
    skip_bad = models.BooleanField(
        "skip bad files",
        default=False,
        help_text="Load what can be loaded; otherwise one bad file stops all.",
    )
    parser_version = models.CharField(max_length=20)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="batches"
    )
    deciders = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        related_name="+",
        help_text="Who else said what its columns mean, took a conflict or had it "
        "loaded: authors of what it writes.",
    )
    at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)
    pruned_at = models.DateTimeField(
        null=True, help_text="Its files and what undoing needs went, to make room."
    )

    total = models.PositiveIntegerField(default=0, help_text="How many files.")
    # Of the work of this state: how many rows it has, and how many are done.
    to_do = models.PositiveIntegerField(default=0)
    checkpoint = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    message = models.TextField(blank=True)
    mapping = models.JSONField(
        default=dict, help_text="Of spreadsheets: what each column and a blank means."
    )
    planned_up_to = models.CharField(
        max_length=300, blank=True, help_text="Of spreadsheets: the last drug compared."
    )
    # Where undoing leads: to "undone", or back after a load that could not end.
    after_undoing = models.CharField(
        max_length=9, choices=State, default=State.UNDONE, editable=False
    )
    cancel_requested = models.BooleanField(default=False)
    started_at = models.DateTimeField(
        null=True, help_text="When the work of this state began."
    )
    lease = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = "import"
        ordering = ["-id"]
        permissions = [("undo_import", "Can undo an import")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["documents", "sheets"]), name="batch_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        "mapping",
                        "reading",
                        "planning",
                        "preview",
                        "applying",
                        "done",
                        "undoing",
                        "undone",
                        "cancelled",
                    ]
                ),
                name="batch_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(applied_at__isnull=False),
                name="batch_done_means_applied",
            ),
            models.CheckConstraint(
                condition=~Q(state="undone")
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="batch_undone_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(lease=None, lease_until=None)
                | Q(lease__isnull=False, lease_until__isnull=False),
                name="batch_lease_with_its_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_state_display()})"

    @property
    def is_working(self) -> bool:
        return self.state in self.WORKING

    @property
    def pruned_in_words(self) -> str:
        """Why undoing and files with notes cannot be had any more."""
        if self.pruned_at is None:
            return ""
        day = timezone.localtime(self.pruned_at).date().isoformat()
        return (
            f"This import was pruned on {day}: what undoing it needs, and what became "
            "of each line, went to make room. The record stays."
        )

    def move_to(self, state: "Batch.State", *, to_do: int = 0) -> None:
        self.state, self.to_do, self.checkpoint = state, to_do, 0
        self.started_at = timezone.now() if self.is_working else None
        self.cancel_requested = False

    def note_decider(self, person: "User") -> None:
        if person.pk != self.by_id:
            self.deciders.add(person)

    def authors(self) -> "set[User]":
        """Nobody signs what their own decisions brought into a page."""
        return {self.by, *self.deciders.all()}

    def take_back(self, *, then: "Batch.State") -> None:
        """Undo what was loaded so far, and go on to another state."""
        self.after_undoing = then
        applied = self.rows.filter(state=BatchRow.State.APPLIED)
        self.move_to(self.State.UNDOING, to_do=applied.count())


class BatchRowQuerySet(models.QuerySet["BatchRow"]):
    def competing(self) -> Self:
        """Loaded beside a working copy, and kept: sources for a person to compare."""
        return self.filter(
            outcome__in=BatchRow.RIVALS,
            state__in=BatchRow.STAYED,
            monograph__isnull=False,
        )

    def competing_undecided(self) -> Self:
        return self.competing().filter(source_decision=None)


class BatchRow(models.Model):
    """One file of a batch: what it would do, what it did, and how to take it back.

    Of spreadsheets: all lines about one monograph; its path is the drug's address as
    written. A file that is refused as a whole, and lines without a drug, have one too.
    """

    class Outcome(models.TextChoices):
        NEW = "new", "new"
        CHANGED = "changed", "changed"
        UNCHANGED = "unchanged", "unchanged"
        COMPETING = "competing", "competing source"
        CONFLICT = "conflict", "conflict"
        SET_ASIDE = "set_aside", "set aside"
        ERROR = "error", "error"

    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        PLANNED = "planned", "planned"
        APPLIED = "applied", "loaded"
        SKIPPED = "skipped", "skipped"
        REVERTED = "reverted", "taken back"
        KEPT = "kept", "kept"
        FAILED = "failed", "not taken back"

    # Of such a file nothing is in the working copy.
    RIVALS = ("competing", "conflict")
    # What was taken back has led nowhere; what only said the same again is no step.
    STAYED = ("applied", "kept", "failed")

    class Decision(models.TextChoices):
        NONE = "", "none yet"
        DISCARDED = "discarded", "discarded"
        MADE_A_DRUG = "made_a_drug", "made a drug"
        TAKEN = "taken", "taken from the file"  # a spreadsheet's conflict

    batch = models.ForeignKey("monographs.Batch", models.CASCADE, related_name="rows")
    place = models.PositiveIntegerField(help_text="Its number in the batch, from 1.")
    path = models.CharField(
        max_length=1000, help_text="With the folder's own name: the same file again."
    )
    sha256 = models.CharField(max_length=64, blank=True)
    content = models.BinaryField(
        null=True, help_text="The file until it is loaded and kept as a source."
    )
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    dialect = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=300, blank=True)
    slug = models.CharField(max_length=300, blank=True)
    flags = models.JSONField(default=list)
    after = models.TextField(blank=True, help_text="The content that it would write.")
    before = models.TextField(blank=True, help_text="The content that it replaced.")
    message = models.TextField(blank=True)
    counts = models.JSONField(
        default=dict, help_text="Of spreadsheets: lines new, changed, unchanged, bad."
    )
    monograph = models.ForeignKey(
        "monographs.Monograph", models.SET_NULL, null=True, related_name="batch_rows"
    )
    source = models.ForeignKey(
        "monographs.SourceDocument", models.PROTECT, null=True, related_name="+"
    )
    # Of the monograph: as the plan found it, and as this row left it.
    seen_version = models.PositiveIntegerField(null=True)
    edit_version = models.PositiveIntegerField(null=True)
    decision = models.CharField(max_length=11, choices=Decision, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    objects = BatchRowQuerySet.as_manager()

    class Meta:
        ordering = ["batch_id", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "place"], name="batch_row_place_once"
            ),
            models.CheckConstraint(
                condition=~Q(decision="discarded") | ~Q(reason__trim=""),
                name="batch_row_discarded_with_a_reason",
                violation_error_message="Discarding needs a reason. Write why.",
            ),
            models.CheckConstraint(
                condition=Q(decision="")
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="batch_row_decided_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["path"], name="batch_row_path"),
            models.Index(fields=["sha256"], name="batch_row_sha256"),
            models.Index(fields=["batch", "slug"], name="batch_row_slug"),
            models.Index(fields=["batch", "state", "place"], name="batch_row_state"),
            models.Index(
                fields=["monograph"],
                condition=Q(outcome__in=["competing", "conflict"]),
                name="batch_row_rivals",
            ),
            models.Index(fields=["outcome", "decision"], name="batch_row_decision"),
        ]

    def __str__(self) -> str:
        return self.path


class BatchIssue(models.Model):
    """A problem of one file, with its line; as a person is told before and after."""

    row = models.ForeignKey(
        "monographs.BatchRow", models.CASCADE, related_name="issues"
    )
    code = models.CharField(max_length=60)
    severity = models.CharField(max_length=7)
    line = models.PositiveIntegerField(null=True)
    sheet = models.CharField(max_length=100, blank=True)
    column = models.CharField(max_length=3, blank=True, help_text="As D in D17.")
    found = models.CharField(max_length=300, blank=True)
    message = models.TextField()

    class Meta:
        ordering = ["row_id", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(severity__in=["error", "warning", "hint"]),
                name="batch_issue_severity_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"

    @property
    def place(self) -> str:
        if self.sheet:
            return f"{self.sheet}!{self.column}{self.line or ''}".rstrip("!")
        return f"{self.row.path}:{self.line}" if self.line else self.row.path
