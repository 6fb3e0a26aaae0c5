"""Writing down what people shall be told; it is mailed afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import Permission
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from monographs.models import Event, Notification, User
from monographs.workflow.insert_rows import insert_rows

LONGEST_SUBJECT = 200


@dataclass(frozen=True)
class Letter:
    kind: Notification.Kind
    subject: str
    text: str
    path: str
    event: Event | None = None
    day: date | None = None


@dataclass(frozen=True)
class Recipient:
    pk: int
    mail_choice: str
    mail_not_about: list[str]

    def wants_mail_about(self, kind: Notification.Kind) -> bool:
        return (
            self.mail_choice != User.MailChoice.NOTHING
            and kind not in self.mail_not_about
        )


def recipients(who: Q, *, may_see: str) -> list[Recipient]:
    """Those of them who can be reached, and have the right to see what it is about."""
    people = User.objects.filter(
        who,
        Q(is_superuser=True) | holders_of(may_see),
        ~Q(email=""),
        is_active=True,
        is_staff=True,
    ).order_by("pk")
    fields = ("pk", "mail_choice", "mail_not_about")
    return [Recipient(*values) for values in people.values_list(*fields)]


def holders_of(*rights: str) -> Q:
    """Superusers hold every right, and are not meant: it is not their daily work."""
    permissions = Permission.objects.filter(
        content_type__app_label="monographs", codename__in=rights
    )
    return Q(Exists(permissions.filter(group__user=OuterRef("pk")))) | Q(
        Exists(permissions.filter(user=OuterRef("pk")))
    )


def write(letters: Iterable[tuple[Recipient, Letter]]) -> int:
    """One statement, whatever the number of people."""
    rows = [_row(recipient, letter) for recipient, letter in letters]
    insert_rows(Notification, rows)
    return len(rows)


def one_line(text: str) -> str:
    """A subject is one line: what follows a line break would be another header."""
    line = " ".join(text.split())
    if len(line) > LONGEST_SUBJECT:
        line = f"{line[: LONGEST_SUBJECT - 1]}…"
    return line


def _row(recipient: Recipient, letter: Letter) -> dict[str, Any]:
    now: Any = timezone.now()
    return {
        "person": recipient.pk,
        "event": letter.event and letter.event.pk,
        "kind": letter.kind,
        "subject": one_line(letter.subject),
        "text": letter.text,
        "path": letter.path,
        "day": letter.day,
        # As the database writes it, since it travels as text.
        "created_at": connection.ops.adapt_datetimefield_value(now),
        "is_mailed": recipient.wants_mail_about(letter.kind),
        "tries": 0,
        "last_error": "",
    }


@transaction.atomic
def choose_mail(person: User, *, choice: User.MailChoice, not_about: list[str]) -> None:
    """What waits follows the choice as well: who wants no mail gets none any more."""
    person.mail_choice, person.mail_not_about = choice, sorted(not_about)
    person.save(update_fields=["mail_choice", "mail_not_about"])
    waiting = Notification.objects.filter(person=person, is_mailed=True, sent_at=None)
    if choice != User.MailChoice.NOTHING:
        waiting = waiting.filter(kind__in=not_about)
    waiting.update(is_mailed=False)
