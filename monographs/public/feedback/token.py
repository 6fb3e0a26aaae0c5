"""What a form carries instead of a cookie: made by us, for one page, for one day.

Readers have no session, so a foreign site has nothing of theirs to misuse; what is left
is that it could make their browsers send reports. A browser says where a form came from
(Origin), and the token shows that the form was opened here and not long ago.
"""

import secrets
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

SALT = "monographs.feedback"
MOST_SECONDS = 24 * 60 * 60
_LONGEST = 2_000
# Letters and digits that are not taken for each other when read out.
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_BYTES = 10


@dataclass(frozen=True)
class Token:
    nonce: str
    page: str  # the path of a page that could be opened then

    @property
    def receipt(self) -> str:
        """The same for the same form, so that sending twice makes one report."""
        digest = salted_hmac(f"{SALT}.receipt", self.nonce, algorithm="sha256")
        return _in_letters(digest.digest()[:_BYTES])


def new_token(page: str) -> str:
    return signing.dumps([secrets.token_urlsafe(12), page], salt=SALT)


def read_token(text: str) -> Token | None:
    """None where it is not ours, or the form was open for more than a day."""
    if len(text) > _LONGEST:
        return None
    try:
        nonce, page = signing.loads(text, salt=SALT, max_age=MOST_SECONDS)
    except (signing.BadSignature, ValueError):
        return None
    return Token(nonce, page)


def new_receipt() -> str:
    return _in_letters(secrets.token_bytes(_BYTES))


def comes_from_here(request: HttpRequest) -> bool:
    """As the browser says; one that says nothing still needs the token."""
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return False
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    here = f"{request.scheme}://{request.get_host()}"
    if origin.lower() == here.lower() or origin in settings.CSRF_TRUSTED_ORIGINS:
        return True
    # A proxy that ends HTTPS without saying so: the host is what counts.
    return urlsplit(origin).netloc.lower() == request.get_host().lower()


def _in_letters(digest: bytes) -> str:
    """80 bits as four groups of four letters."""
    number = int.from_bytes(digest)
    letters = ""
    for _ in range(16):
        number, rest = divmod(number, len(_LETTERS))
        letters += _LETTERS[rest]
    return "-".join(letters[place : place + 4] for place in range(0, 16, 4))
