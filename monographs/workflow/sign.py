"""Signatures: an approval of exactly the content that the signer was shown."""

from django.db import transaction
from django.utils import timezone

from monographs.content import is_sealed
from monographs.models import Contributor, Event, Revision, Signature, User
from monographs.workflow.authors import release
from monographs.workflow.claim import end_claims
from monographs.workflow.projection import project_review
from monographs.workflow.publication import refuse_moved_base, set_review_dates
from monographs.workflow.publish import publish_approved
from monographs.workflow.step import (
    Person,
    TransitionRefused,
    lock_revision,
    record,
    require,
    typed,
)


@transaction.atomic
def sign(
    revision: Revision, *, role: Signature.Role, seen: str, by: Person
) -> Signature:
    """Sign; the last needed signature publishes, or lets the clock publish."""
    role = Signature.Role(role)
    person = require(by, f"sign_{role}")
    revision = lock_revision(revision)
    _refuse_unless_signable(revision, role, seen, person)
    signature = Signature.objects.create(
        revision=revision,
        role=role,
        signer=person,
        printed_name=_of_account("printed name", person.printed_name),
        credential=_of_account("credential", person.credential),
        sha256=seen,
        signed_at=timezone.now(),
    )
    record(
        Event.Kind.SIGNED,
        revision.monograph,
        by=person,
        revision=revision,
        role=role,
        sha256=seen,
    )
    end_claims(revision, role)
    if not revision.missing_roles():
        _approve(revision, by=person)
    return signature


def _approve(revision: Revision, *, by: User) -> None:
    was_bypassed = revision.state == Revision.State.BYPASSED
    revision.state = Revision.State.APPROVED
    revision.save(update_fields=["state"])
    # Their text is approved now; who edited after the sealing stays a contributor.
    sealed_at = revision.edit_version
    release(
        revision.monograph,
        Contributor.objects.filter(
            monograph=revision.monograph, last_edit_version__lte=sealed_at
        ),
        edit_version=sealed_at,
    )
    if not was_bypassed:
        publish_approved(revision, by=by)
        return
    for publication in revision.publications.select_related("monograph"):
        set_review_dates(publication)
        publication.save(update_fields=["reviewed_on", "review_due_on"])
        project_review(publication)


def _refuse_unless_signable(
    revision: Revision, role: Signature.Role, seen: str, person: User
) -> None:
    if not revision.is_signable:
        raise TransitionRefused(
            f"Version {revision.number} cannot be signed any more: "
            f"it is {revision.get_state_display()}."
        )
    if not is_sealed(revision.content, revision.sha256):
        raise TransitionRefused(
            "The stored text is not what was sealed. Tell an administrator: somebody "
            "changed it past the program."
        )
    if seen != revision.sha256:
        raise TransitionRefused(
            "What you were shown is not what this version holds. "
            "Read it again, then sign."
        )
    if revision.contributors.filter(pk=person.pk).exists():
        raise TransitionRefused(
            "You wrote a part of this version. Ask another person to sign it."
        )
    if revision.signatures.filter(signer=person).exists():
        raise TransitionRefused(
            "You have signed this version already; the other signature must come "
            "from another person."
        )
    if revision.is_open:  # a bypassed one is live, or was
        refuse_moved_base(revision)
    if role not in revision.missing_roles():
        raise TransitionRefused(
            f"This version needs no {role.label} signature"
            + (" any more." if role in revision.needed_roles else ".")
        )
    if not _of_account("printed name", person.printed_name):
        raise TransitionRefused(
            "Your account has no printed name, and a signature needs one. "
            "Ask an administrator to fill it in."
        )


def _of_account(part: str, text: str) -> str:
    return typed(
        text,
        place=f"The {part} of your account",
        advice="Ask an administrator to write it anew.",
    )
