"""Accounts for names that stand on signatures: nobody can sign in with one."""

from collections import Counter
from collections.abc import Iterable
from uuid import uuid4

from monographs.models import User
from monographs.workflow.restoring.values import RestoredSignature

# Printed name, credential; and the how manieth of that name under one version.
_Who = tuple[str, str, int]


class People:
    def __init__(self, restored_from: str) -> None:
        # Who stands where a set does not say who it was.
        self.restorer = _account(f"Restored from the open data of {restored_from}", "")
        self.restorer.save(force_insert=True)
        self._known: dict[_Who, int] = {}

    def signers(
        self, versions: Iterable[tuple[RestoredSignature, ...]]
    ) -> list[list[int]]:
        """The account of each signature of each version, by its primary key."""
        wanted = [_named(signatures) for signatures in versions]
        self._add({who for version in wanted for who in version})
        return [[self._known[who] for who in version] for version in wanted]

    def _add(self, wanted: set[_Who]) -> None:
        new = sorted(wanted - self._known.keys())
        accounts = User.objects.bulk_create(
            [_account(name, credential) for name, credential, _ in new]
        )
        self._known |= {
            who: account.pk for who, account in zip(new, accounts, strict=True)
        }


def _named(signatures: Iterable[RestoredSignature]) -> list[_Who]:
    """Nobody signs a version twice, so the same name twice is two people."""
    met: Counter[tuple[str, str]] = Counter()
    named = []
    for signature in signatures:
        who = signature.printed_name, signature.credential
        met[who] += 1
        named.append((*who, met[who]))
    return named


def _account(printed_name: str, credential: str) -> User:
    account = User(
        username=f"restored-{uuid4().hex[:16]}",
        printed_name=printed_name[:150],
        credential=credential,
        is_active=False,
        mail_choice=User.MailChoice.NOTHING,
    )
    account.set_unusable_password()
    return account
