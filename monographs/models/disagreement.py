from django.db import models
from django.db.models import Q

from monographs.models.row import Row


class Disagreement(Row):
    """What sources say differently, what the page shows, and why: readers see it."""

    monograph = models.ForeignKey(
        "monographs.Monograph", models.CASCADE, related_name="disagreements"
    )
    question = models.TextField(help_text="What the sources disagree about.")
    positions = models.TextField(
        "what each source says", blank=True, help_text="In Markdown, a line a source."
    )
    shown = models.TextField(
        "what this page shows", blank=True, help_text="The statement that counts here."
    )
    reason = models.TextField("why", blank=True)
    is_settled = models.BooleanField(
        "settled",
        default=False,
        help_text="Until then readers are told that the cautious advice stands.",
    )

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(question=""),
                name="disagreement_has_a_question",
                violation_error_message="Write what the sources disagree about.",
            ),
            models.CheckConstraint(
                condition=Q(is_settled=False) | (~Q(shown="") & ~Q(reason="")),
                name="disagreement_settled_with_a_reason",
                violation_error_message=(
                    "A settled disagreement says what is shown, and why."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.question
