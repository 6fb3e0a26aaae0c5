"""Saying that one looks at a sealed version, and handing it back."""

from monographs import workflow
from monographs.desk.claim_form import ClaimForm
from monographs.desk.situation import Situation
from monographs.desk.verbs.verb import Place, Verb
from monographs.models import Revision, Signature


def _waits_for(role: Signature.Role, now: Situation) -> bool:
    revision = now.revision
    return (
        revision is not None
        and revision.is_signable
        and role in revision.missing_roles()
    )


def _claim(role: Signature.Role) -> Verb:
    return Verb(
        name=f"claim-{role.value}",
        on=Revision,
        label=f"I look at it ({role.label})",
        explains="Others see that you look at it. It keeps nobody from signing.",
        done="The others see now that you look at it.",
        right=f"sign_{role.value}",
        makes_sense=lambda now: _waits_for(role, now),
        run=lambda revision, by, **typed: workflow.claim_review(
            revision, role=role, by=by, **typed
        ),
        form=ClaimForm,
        place=Place.CLAIM,
    )


def _release(role: Signature.Role) -> Verb:
    return Verb(
        name=f"release-{role.value}",
        on=Revision,
        label=f"Hand it back ({role.label})",
        explains="Another person can look at it then.",
        done="Handed back.",
        right=f"sign_{role.value}",
        or_right="assign_monograph",
        makes_sense=lambda now: _waits_for(role, now),
        run=lambda revision, by: workflow.release_review(revision, role=role, by=by),
        place=Place.CLAIM,
    )


ON_CLAIMS = [make(role) for role in Signature.Role for make in (_claim, _release)]
