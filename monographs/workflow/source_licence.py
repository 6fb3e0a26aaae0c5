"""Stating under which licence a source came, as far as somebody knows it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone

from monographs.models.public import NOT_STATED, SourceLicence
from monographs.visible_text import is_blank
from monographs.workflow.step import Person, TransitionRefused, require

RIGHT = "import_monographs"
LONGEST_NAME = 100
LONGEST_ADDRESS = 500
_CHUNK = 500
_check_https = URLValidator(schemes=["https"])


@dataclass(frozen=True)
class Licence:
    name: str
    address: str = ""


def read_licence(name: str, address: str = "") -> Licence:
    """As it was typed, or a sentence about what is wrong with it."""
    name, address = " ".join(name.split()), address.strip()
    if is_blank(name):
        raise TransitionRefused(
            "Write the licence's short name, such as CC-BY-4.0, or "
            f'"{NOT_STATED}" to take back what was stated.'
        )
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise TransitionRefused(
            f'"{name[:40]}…" is no short name. Write one of at most {LONGEST_NAME} '
            "characters, such as CC-BY-4.0."
        )
    if name.casefold() == NOT_STATED:
        if address:
            raise TransitionRefused(f'"{NOT_STATED}" has no address. Leave it empty.')
        return Licence(NOT_STATED)
    if address:
        _refuse_unless_https(address)
    return Licence(name, address)


def _refuse_unless_https(address: str) -> None:
    try:
        _check_https(address)
    except ValidationError:
        is_address = False
    else:
        is_https = address.startswith("https://") and address.isprintable()
        is_address = is_https and len(address) <= LONGEST_ADDRESS
    if not is_address:
        raise TransitionRefused(
            f'"{address[:80]}" is no address that begins with https://. Write it like '
            "https://creativecommons.org/licenses/by/4.0/, or leave it empty."
        )


@transaction.atomic
def state_licence(hashes: Iterable[str], stated: Licence, *, by: Person) -> int:
    """Of how many sources this says something new; the last statement counts."""
    person = require(by, RIGHT)
    stated = read_licence(stated.name, stated.address)
    now, count = timezone.now(), 0
    different = list(dict.fromkeys(hashes))
    for start in range(0, len(different), _CHUNK):
        chunk = different[start : start + _CHUNK]
        same = SourceLicence.objects.current().filter(
            sha256__in=chunk, name=stated.name, address=stated.address
        )
        known = set(same.values_list("sha256", flat=True))
        new = [sha256 for sha256 in chunk if sha256 not in known]
        SourceLicence.objects.bulk_create(
            SourceLicence(
                sha256=sha256,
                name=stated.name,
                address=stated.address,
                by=person,
                at=now,
            )
            for sha256 in new
        )
        count += len(new)
    return count
