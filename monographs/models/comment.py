"""What people say to each other about a page in the making. Kept, never changed."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Prefetch, Q


class CommentQuerySet(models.QuerySet["Comment"]):
    def threads(self) -> Self:
        """What was said first; the answers hang below it."""
        return self.filter(parent=None)

    def open(self) -> Self:
        return self.threads().filter(resolved_at=None)

    def with_answers(self) -> Self:
        answers = Comment.objects.select_related("by").order_by("id")
        return self.select_related("by", "resolved_by", "revision").prefetch_related(
            Prefetch("answers", answers)
        )


class Comment(models.Model):
    """On a page, or on one of its rows, or on some words of it."""

    monograph = models.ForeignKey(
        "monographs.Monograph", models.PROTECT, related_name="comments"
    )
    revision = models.ForeignKey(
        "monographs.Revision",
        models.PROTECT,
        null=True,
        related_name="comments",
        help_text="The sealed version that it was written about.",
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="answers"
    )
    row_key = models.UUIDField(null=True)
    place = models.CharField(
        max_length=300, blank=True, help_text="The row in words, as it was then."
    )
    quote = models.TextField(blank=True, help_text="The words that it is about.")
    text = models.TextField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="comments"
    )
    at = models.DateTimeField()
    mentioned = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["monograph"],
                condition=Q(parent=None, resolved_at=None),
                name="comment_open",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text__trim=""),
                name="comment_has_a_text",
                violation_error_message="Write what you want to say.",
            ),
            models.CheckConstraint(
                condition=Q(resolved_by=None, resolved_at=None)
                | Q(resolved_by__isnull=False, resolved_at__isnull=False, parent=None),
                name="comment_resolved_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(parent=None)
                | Q(row_key=None, quote="", place="") & ~Q(parent=F("id")),
                name="comment_answer_stands_where_its_thread_does",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by}: {self.text[:60]}"

    @property
    def is_open(self) -> bool:
        return self.parent_id is None and self.resolved_at is None
