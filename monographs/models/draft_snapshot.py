from django.db import models


class DraftSnapshot(models.Model):
    """A working copy's text as it was before its next change.

    It tells two people in conflict what both started from. It is no record: the oldest
    are thrown away, and nothing rests on it.
    """

    monograph = models.ForeignKey(
        "monographs.Monograph", models.CASCADE, related_name="snapshots"
    )
    edit_version = models.PositiveIntegerField()
    content = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-edit_version"]
        constraints = [
            models.UniqueConstraint(
                fields=["monograph", "edit_version"], name="draft_snapshot_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Text {self.edit_version} of {self.monograph_id}"
