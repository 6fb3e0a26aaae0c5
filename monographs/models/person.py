"""The people who edit, review and publish."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """Somebody with a login. Nobody is ever deleted, only deactivated."""

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

    def __str__(self) -> str:
        return self.printed_name or self.get_full_name() or self.get_username()
