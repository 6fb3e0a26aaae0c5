"""The demo's people: invented, one for each role, all with the same password."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import Group
from django.db import transaction

from monographs.models import User

# Printed for everybody to read, and only ever set in the demo's own database.
PASSWORD = "medsite-demo"  # noqa: S105


@dataclass(frozen=True)
class DemoPerson:
    username: str
    group: str  # empty: a superuser
    printed_name: str
    credential: str
    can: str


PEOPLE = (
    DemoPerson("editor", "Editor", "Eva Lindqvist", "medical writer", "write, submit"),
    DemoPerson(
        "second-editor", "Editor", "Tomasz Nowak", "pharmacist", "write, submit"
    ),
    DemoPerson(
        "reviewer",
        "Reviewer",
        "Ruth Adeyemi",
        "senior medical editor",
        "sign (editorial), send back",
    ),
    DemoPerson(
        "clinical",
        "Clinical reviewer",
        "Dr Amir Haddad",
        "clinical pharmacologist",
        "sign (clinical), send back",
    ),
    DemoPerson(
        "publisher",
        "Publisher",
        "Paula Ferreira",
        "head of publishing",
        "schedule, withdraw, post notices",
    ),
    DemoPerson(
        "steward",
        "Data steward",
        "Sven Dahl",
        "data steward",
        "load documents, take them back",
    ),
    DemoPerson(
        "admin", "", "Ada Morris", "site administrator", "everything, people too"
    ),
)


@transaction.atomic
def make_people() -> dict[str, User]:
    """Whoever exists stays as they are, password and rights included."""
    found = {
        user.username: user
        for user in User.objects.filter(
            username__in=[person.username for person in PEOPLE]
        )
    }
    missing = [person for person in PEOPLE if person.username not in found]
    # One hash for all: a slow function, and no secret.
    encoded = make_password(PASSWORD) if missing else ""
    return found | {person.username: _make(person, encoded) for person in missing}


def people_as_table(people: Iterable[User]) -> str:
    by_username = {user.username: user for user in people}
    opens = _opens({user.password for user in by_username.values()})
    rows: list[tuple[str, ...]] = [("Log in as", "Password", "Role", "Name", "Can")]
    rows += [
        (
            person.username,
            PASSWORD if opens[by_username[person.username].password] else "(changed)",
            person.group or "Superuser",
            f"{by_username[person.username]}",
            person.can,
        )
        for person in PEOPLE
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    rows.insert(1, tuple("-" * width for width in widths))
    return "\n".join(
        "  ".join(
            cell.ljust(width) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    )


def _make(person: DemoPerson, encoded: str) -> User:
    user = User.objects.create(
        username=person.username,
        email=f"{person.username}@example.org",
        # The desk lists what each is told; mail would end up in the terminal.
        mail_choice=User.MailChoice.NOTHING,
        password=encoded,
        printed_name=person.printed_name,
        credential=person.credential,
        is_staff=True,
        is_superuser=not person.group,
    )
    if person.group:
        user.groups.add(Group.objects.get(name=person.group))
    return user


def _opens(encoded_passwords: set[str]) -> dict[str, bool]:
    return {encoded: check_password(PASSWORD, encoded) for encoded in encoded_passwords}
