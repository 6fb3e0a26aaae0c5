"""Mail servers that fail, in place of the one that tests read from."""

from smtplib import SMTPRecipientsRefused

from django.core.mail.backends.locmem import EmailBackend

REFUSED = "refused@example.org"


class Unreachable(EmailBackend):
    def open(self):
        raise ConnectionRefusedError(111, "Connection refused")


class Picky(EmailBackend):
    """It refuses one address."""

    def send_messages(self, messages):
        for message in messages:
            if REFUSED in message.to:
                raise SMTPRecipientsRefused({REFUSED: (550, b"5.1.1 no such user")})
        return super().send_messages(messages)


class Rude(EmailBackend):
    """It takes the mails and hangs up."""

    def close(self):
        raise ConnectionResetError(104, "Connection reset by peer")
