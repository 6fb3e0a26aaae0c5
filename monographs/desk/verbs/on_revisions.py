"""The steps that a sealed version's page offers, in their order."""

from monographs import workflow
from monographs.desk import verb_forms as forms
from monographs.desk.situation import waits
from monographs.desk.verbs.on_claims import ON_CLAIMS
from monographs.desk.verbs.share import share_preview_of
from monographs.desk.verbs.verb import Place, Verb
from monographs.models import Revision, Signature


def what_a_signature_did(revision: Revision) -> str:
    revision.refresh_from_db()
    if revision.published_at:
        return f"Version {revision.number} is public now."
    if revision.state != Revision.State.APPROVED:
        return "It still needs: " + ", ".join(revision.missing_roles()) + "."
    return f"Version {revision.number} is approved and waits for its time."


SIGNATURE_MEANS = (
    "Your signature states that you have read all of the text above and found it right "
    "for readers. Your printed name and credential are shown with it. It holds for "
    "exactly the text with this hash, and it cannot be taken back. The last signature "
    "that is needed publishes the text, unless it is scheduled or withdrawn."
)


def _sign(role: Signature.Role) -> Verb:
    return Verb(
        name=f"sign-{role.value}",
        on=Revision,
        label=f"Sign ({role.label})",
        explains=SIGNATURE_MEANS,
        done="You have signed.",
        outcome=what_a_signature_did,
        right=f"sign_{role.value}",
        makes_sense=lambda now: (
            now.revision
            and now.revision.is_signable
            and role in now.revision.missing_roles()
        ),
        run=lambda revision, by, seen: workflow.sign(
            revision, role=role, seen=seen, by=by
        ),
        form=forms.SignForm,
        place=Place.DECISION,
    )


ON_REVISIONS = [
    *ON_CLAIMS,
    _sign(Signature.Role.EDITORIAL),
    _sign(Signature.Role.CLINICAL),
    Verb(
        name="request-changes",
        on=Revision,
        label="Send back",
        explains="Closes this version without approval and tells its editors why.",
        done="Sent back.",
        right="request_changes",
        makes_sense=lambda now: now.revision and now.revision.is_open,
        run=lambda revision, by, **typed: workflow.request_changes(
            revision, by=by, **typed
        ),
        form=forms.ReasonForm,
        place=Place.DECISION,
    ),
    Verb(
        name="cancel",
        on=Revision,
        label="Cancel the submission",
        explains="Takes it back before all have signed.",
        done="The submission is cancelled.",
        right="submit_monograph",
        makes_sense=lambda now: now.revision and now.revision.is_open,
        run=lambda revision, by, **typed: workflow.cancel(revision, by=by, **typed),
        form=forms.ReasonForm,
        place=Place.DECISION,
    ),
    Verb(
        name="publish",
        on=Revision,
        label="Publish now",
        explains="Readers see this version at once.",
        done="Published.",
        right="publish_monograph",
        makes_sense=lambda now: now.revision and waits(now.revision),
        run=lambda revision, by: workflow.publish(revision, by=by),
        place=Place.DECISION,
    ),
    Verb(
        name="schedule",
        on=Revision,
        label="Publish at a time",
        explains="Once it is fully signed, this version is published at that time.",
        done="The schedule is changed.",
        right="publish_monograph",
        makes_sense=lambda now: (
            now.revision and (now.revision.is_open or waits(now.revision))
        ),
        run=lambda revision, by, at: workflow.schedule(revision, by=by, at=at),
        form=forms.ScheduleForm,
        place=Place.DECISION,
    ),
    Verb(
        name="unschedule",
        on=Revision,
        label="Take it off the schedule",
        explains="No time is set any more: the last signature publishes this version, "
        "or a person does once it is fully signed.",
        done="It is off the schedule.",
        right="publish_monograph",
        makes_sense=lambda now: (
            now.revision
            and now.revision.publish_at
            and (now.revision.is_open or waits(now.revision))
        ),
        run=lambda revision, by: workflow.schedule(revision, by=by, at=None),
        place=Place.DECISION,
    ),
    share_preview_of(Revision, "this sealed text"),
    Verb(
        name="bypass",
        on=Revision,
        label="Publish without signatures",
        explains="Only for an emergency. Readers see this version at once, and it "
        "stays on a list until it is fully signed.",
        done="Published before all had signed. Have it signed soon.",
        right="bypass_review",
        makes_sense=lambda now: (
            now.revision and now.revision.is_open and not now.is_withdrawn
        ),
        run=lambda revision, by, **typed: workflow.bypass(revision, by=by, **typed),
        form=forms.ReasonForm,
        is_drastic=True,
    ),
]
