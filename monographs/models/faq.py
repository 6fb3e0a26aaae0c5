from django.db import models
from django.db.models import Q

from monographs.models.row import Row


class FAQ(Row):
    monograph = models.ForeignKey(
        "monographs.Monograph", models.CASCADE, related_name="faqs"
    )
    question = models.TextField()
    answer = models.TextField(blank=True)

    class Meta(Row.Meta):
        verbose_name = "FAQ"
        constraints = [
            *Row.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(question=""),
                name="faq_has_a_question",
                violation_error_message="Write the question.",
            ),
        ]

    def __str__(self) -> str:
        return self.question
