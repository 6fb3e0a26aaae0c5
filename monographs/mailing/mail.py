"""Notifications as plain text, with links that open from a mailbox."""

from email.utils import formatdate
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from monographs.models import Notification, User

MOST_LISTED = 200


def mail_of(letters: list[Notification], person: User) -> EmailMessage:
    one = letters[0] if len(letters) == 1 else None
    subject = one.subject if one else f"{len(letters)} things happened at the desk"
    body = _told_by(one) if one else _digest(letters)
    return EmailMessage(
        subject=subject,
        body=f"{body}\n\n-- \n{_why()}\n",
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[person.email],
        headers={
            "Date": formatdate(localtime=settings.EMAIL_USE_LOCALTIME),
            # The same each time it is sent, so that a mailbox can tell a double.
            "Message-ID": _message_id(letters),
            "Auto-Submitted": "auto-generated",
        },
    )


def link_to(path: str) -> str:
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def _told_by(letter: Notification) -> str:
    return f"{letter.text}\n\n{link_to(letter.path)}"


def _digest(letters: list[Notification]) -> str:
    parts = [
        f"* {letter.subject}\n{_indented(letter.text)}\n  {link_to(letter.path)}"
        for letter in letters[:MOST_LISTED]
    ]
    more = len(letters) - MOST_LISTED
    if more > 0:
        parts.append(f"And {more} more: {link_to(reverse('admin:my_notifications'))}")
    return "\n\n".join(parts)


def _indented(text: str) -> str:
    return "\n".join(f"  {line}".rstrip() for line in text.splitlines())


def _why() -> str:
    return (
        "You get this mail because you work at the desk. Choose what you are told, "
        f"and how:\n{link_to(reverse('admin:my_notifications'))}"
    )


def _message_id(letters: list[Notification]) -> str:
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    last = f"-{letters[-1].pk}" if len(letters) > 1 else ""
    return f"<notification-{letters[0].pk}{last}@{host}>"
