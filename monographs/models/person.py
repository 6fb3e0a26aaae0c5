"""The people who edit, review and publish."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q


class User(AbstractUser):
    """Somebody with a login. Nobody is ever deleted, only deactivated."""

    class MailChoice(models.TextChoices):
        AT_ONCE = "at_once", "At once, a mail each"
        DIGEST = "digest", "One mail a day with all of it"
        NOTHING = "nothing", "No mail"

    printed_name = models.CharField(
        max_length=150,
        blank=True,
        help_text="The name printed under a signature, as readers will see it.",
    )
    credential = models.CharField(
        max_length=150,
        blank=True,
        help_text='The qualification printed beside the name, such as "pharmacist".',
    )
    mail_choice = models.CharField(
        "mail", max_length=7, choices=MailChoice, default=MailChoice.AT_ONCE
    )
    mail_not_about = models.JSONField(
        default=list,
        blank=True,
        help_text="The kinds of notifications that this person wants no mail about.",
    )

    class Meta(AbstractUser.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(mail_choice__in=["at_once", "digest", "nothing"]),
                name="user_mail_choice_known",
            ),
        ]

    def __str__(self) -> str:
        return self.printed_name or self.get_full_name() or self.get_username()
