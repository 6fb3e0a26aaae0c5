"""Saying that one looks at a sealed version, and handing it back.

A claim tells others; it keeps nobody from signing, and ends by itself with the
signature, or when the version is sent back or cancelled.
"""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from monographs.models import Event, ReviewClaim, Revision, Signature, User
from monographs.workflow.step import (
    Person,
    TransitionRefused,
    lock_revision,
    record,
    require,
)

ASSIGN = "assign_monograph"


@transaction.atomic
def claim_review(
    revision: Revision,
    *,
    role: Signature.Role,
    by: Person,
    due_on: date | None = None,
) -> ReviewClaim:
    """Say "I look at it", until a day if wanted; saying it again changes the day."""
    role = Signature.Role(role)
    person = require(by, f"sign_{role}")
    revision = lock_revision(revision)
    _refuse_unless_theirs_to_sign(revision, role, person)
    if due_on is not None and due_on < timezone.localdate():
        raise TransitionRefused("Choose a day that is not over yet.")
    claim = revision.claims.open().filter(role=role).select_related("person").first()
    if claim is None:
        claim = ReviewClaim(
            revision=revision, role=role, person=person, at=timezone.now()
        )
    elif claim.person_id != person.pk:
        raise TransitionRefused(
            f"{claim.person} looks at this version already. Ask them to hand it back, "
            "or sign it all the same."
        )
    claim.due_on = due_on
    claim.save()
    record(
        Event.Kind.CLAIMED,
        revision.monograph,
        by=person,
        revision=revision,
        role=role,
        due_on=due_on.isoformat() if due_on else None,
    )
    return claim


@transaction.atomic
def release_review(
    revision: Revision, *, role: Signature.Role, by: Person
) -> ReviewClaim:
    """Hand it back: the person who claimed it, or who may assign work to others."""
    role = Signature.Role(role)
    may_assign = by.has_perm(f"monographs.{ASSIGN}")
    person = require(by, ASSIGN if may_assign else f"sign_{role}")
    revision = lock_revision(revision)
    claim = revision.claims.open().filter(role=role).select_related("person").first()
    if claim is None:
        raise TransitionRefused(
            f"Nobody looks at version {revision.number} for the {role.label} review."
        )
    if claim.person_id != person.pk and not may_assign:
        raise PermissionDenied(
            f"Your account lacks the right to hand back what {claim.person} looks at. "
            "Ask them, or somebody who assigns work."
        )
    end_claims(revision, role)
    claim.refresh_from_db()
    record(
        Event.Kind.RELEASED,
        revision.monograph,
        by=person,
        revision=revision,
        role=role,
        claimed_by=str(claim.person),
    )
    return claim


def end_claims(revision: Revision, *roles: str) -> None:
    """Of these roles; of all when none is named."""
    claims = revision.claims.open()
    if roles:
        claims = claims.filter(role__in=roles)
    claims.update(released_at=timezone.now())


def _refuse_unless_theirs_to_sign(
    revision: Revision, role: Signature.Role, person: User
) -> None:
    if not revision.is_signable or role not in revision.missing_roles():
        raise TransitionRefused(
            f"Version {revision.number} waits for no {role.label} signature: "
            f"it is {revision.get_state_display()}."
        )
    if revision.contributors.filter(pk=person.pk).exists():
        raise TransitionRefused(
            "You wrote a part of this version, so its review is for another person."
        )
    if revision.signatures.filter(signer=person).exists():
        raise TransitionRefused(
            "You have signed this version already; the other review is for another "
            "person."
        )
