"""Sending what waits, one mail after the other, until nothing waits."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from email.errors import MessageError
from smtplib import (
    SMTPDataError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
)
from typing import Any

from django.core.mail import get_connection

from monographs.mailing.claims import (
    claim_digest,
    claim_one,
    mark_failed,
    mark_sent,
)
from monographs.mailing.mail import mail_of
from monographs.models import Notification, User

logger = logging.getLogger(__name__)

# About one mail, so that the next may pass; all else is about the server.
ABOUT_ONE_MAIL = (SMTPRecipientsRefused, SMTPDataError, ValueError, MessageError)
# Of SMTP errors all are OSErrors; the address of a person may be malformed.
CANNOT_BE_SENT = (OSError, ValueError, MessageError)


@dataclass
class Outcome:
    sent: int = 0
    failed: int = 0
    trouble: str = ""  # the last failure, in words


def send_waiting(*, told_to_stop: Callable[[], bool] = lambda: False) -> Outcome:
    """What cannot be sent now waits for a later run; nothing is raised for it."""
    outcome = Outcome()
    server = _Server()
    try:
        while not told_to_stop() and (letters := claim_one() or claim_digest()):
            if not _send(letters, server, outcome):
                break
    finally:
        server.close()
    return outcome


class _Server:
    """One connection for all mails of a run, opened for the first."""

    def __init__(self) -> None:
        self._connection: Any = None

    def send(self, message: Any) -> None:
        if self._connection is None:
            connection = get_connection()
            connection.open()
            self._connection = connection
        self._connection.send_messages([message])

    def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.close()
            except OSError as error:
                # The mails are delivered already.
                logger.info("The mail server hung up: %s", error)


def _send(letters: list[Notification], server: _Server, outcome: Outcome) -> bool:
    """Whether to go on."""
    person = User.objects.get(pk=letters[0].person_id)
    try:
        server.send(mail_of(letters, person))
    except CANNOT_BE_SENT as error:
        outcome.failed += 1
        outcome.trouble = in_words(error)
        mark_failed(letters, outcome.trouble)
        logger.warning("A mail to %s waits: %s", person, outcome.trouble)
        return isinstance(error, ABOUT_ONE_MAIL)
    mark_sent(letters)
    outcome.sent += 1
    return True


def in_words(error: Exception) -> str:
    if isinstance(error, SMTPRecipientsRefused):
        answers = [_answer(*answer) for answer in error.recipients.values()]
        return f"The mail server refused the address: {'; '.join(answers)}."
    if isinstance(error, SMTPResponseException):
        answer = _answer(error.smtp_code, error.smtp_error)
        return f"The mail server answered: {answer}."
    if isinstance(error, SMTPException):
        return f"The mail server broke off: {error}."
    if isinstance(error, OSError):
        return f"The mail server cannot be reached: {error.strerror or error}."
    return f"The mail cannot be written: {error}."


def _answer(code: int, text: bytes | str) -> str:
    said = text.decode(errors="replace") if isinstance(text, bytes) else text
    return f"{code} {' '.join(said.split())}".rstrip(".")
