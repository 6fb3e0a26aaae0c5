"""People who are told things, for tests of what reaches their mailbox."""

from django.utils import timezone

from monographs.models import Notification
from tests.factories import make_user


def make_reader(*roles, email=None, **fields):
    person = make_user(*(roles or ("Editor",)), is_staff=True, **fields)
    person.email = f"{person.username}@example.org" if email is None else email
    person.save()
    return person


def make_letter(person, subject="Examplazole: withdrawn", **fields):
    return Notification.objects.create(
        person=person,
        kind=fields.pop("kind", Notification.Kind.WITHDRAWN),
        subject=subject,
        text=fields.pop("text", "Somebody withdrew Examplazole."),
        path=fields.pop("path", "/admin/monographs/drug/1/change/"),
        created_at=fields.pop("created_at", None) or timezone.now(),
        is_mailed=fields.pop("is_mailed", True),
        **fields,
    )
