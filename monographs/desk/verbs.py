"""The steps as buttons. A new verb is one more entry here.

`makes_sense` and `right` only show and hide: the verbs themselves decide, and refuse.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser

from monographs import workflow
from monographs.desk import verb_forms as forms
from monographs.desk.situation import Situation, has_ended, waits
from monographs.models import Monograph, Notice, Revision, Signature, User

Person = User | AnonymousUser


@dataclass(frozen=True)
class Verb:
    name: str  # as in the page's address
    on: type[Monograph] | type[Revision] | type[Notice]
    label: str
    explains: str
    done: str
    right: str
    makes_sense: Callable[[Situation], Any]
    run: Callable[..., Any]
    form: type[forms.StepForm] = forms.StepForm
    shows_content: bool = False  # the sealed text in full, above the button
    is_drastic: bool = False
    outcome: Callable[[Any], str] = lambda target: ""  # said behind `done`


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
    "exactly this text, and it cannot be taken back."
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
        shows_content=True,
    )


ON_MONOGRAPHS = [
    Verb(
        name="submit",
        on=Monograph,
        label="Submit for review",
        explains="The saved text is sealed, and reviewers sign exactly that. "
        "You can go on editing; that changes nothing in what they read.",
        done="Submitted. Reviewers can sign it now.",
        right="submit_monograph",
        makes_sense=lambda now: not now.open_revision and not now.scheduled,
        run=lambda monograph, by, **typed: workflow.submit(monograph, by=by, **typed),
        form=forms.SubmitForm,
    ),
    Verb(
        name="verify",
        on=Monograph,
        label="Verify imported rows",
        explains="Tick only what you have read against its source. A submission needs "
        "all of them.",
        done="Verified.",
        right="verify_monograph",
        makes_sense=lambda now: now.unverified,
        run=lambda monograph, by, **typed: workflow.verify(monograph, by=by, **typed),
        form=forms.VerifyForm,
    ),
    Verb(
        name="confirm-unchanged",
        on=Monograph,
        label="Still correct",
        explains="Starts the periodic review: the published text goes to the reviewers "
        "again, who sign that the whole page is still correct.",
        done="The review has started. Reviewers can sign it now.",
        right="submit_monograph",
        makes_sense=lambda now: (
            now.is_published and not now.open_revision and not now.scheduled
        ),
        run=lambda monograph, by, **typed: workflow.confirm_unchanged(
            monograph, by=by, **typed
        ),
        form=forms.NoteForm,
    ),
    Verb(
        name="park",
        on=Monograph,
        label="Park this draft",
        explains="Sets the draft aside and starts again from the published text, for "
        "an urgent fix. Merging brings the draft back.",
        done="The draft is parked; this is the published text again.",
        right="park_monograph",
        makes_sense=lambda now: (
            now.publication
            and not now.parked
            and not now.open_revision
            and not now.scheduled
        ),
        run=lambda monograph, by: workflow.park(monograph, by=by),
    ),
    Verb(
        name="merge",
        on=Monograph,
        label="Merge the parked draft",
        explains="Brings the parked draft back, row by row.",
        done="The parked draft is merged.",
        right="park_monograph",
        makes_sense=lambda now: now.parked,
        run=lambda monograph, by, prefer: workflow.merge(
            monograph, by=by, prefer=prefer
        ),
        form=forms.MergeForm,
    ),
    Verb(
        name="reset-draft",
        on=Monograph,
        label="Discard the draft",
        explains="Throws away all that differs from the published text. It cannot be "
        "brought back; parking it can.",
        done="The draft is the published text again.",
        right="park_monograph",
        makes_sense=lambda now: (
            now.publication and not now.open_revision and not now.scheduled
        ),
        run=lambda monograph, by: workflow.reset_draft(monograph, by=by),
        is_drastic=True,
    ),
    Verb(
        name="post-notice",
        on=Monograph,
        label="Post a notice",
        explains="A banner above the published page, effective at once, without a new "
        "version.",
        done="The notice is posted.",
        right="post_notice",
        makes_sense=lambda now: now.is_published,
        run=lambda monograph, by, **typed: workflow.post_notice(
            monograph, by=by, **typed
        ),
        form=forms.NoticeForm,
    ),
    Verb(
        name="roll-back",
        on=Monograph,
        label="Roll back",
        explains="Readers see an earlier signed version again, at once.",
        done="Rolled back.",
        right="publish_monograph",
        makes_sense=lambda now: now.earlier,
        run=lambda monograph, by, **typed: workflow.roll_back(
            monograph, by=by, **typed
        ),
        form=forms.RollBackForm,
        is_drastic=True,
    ),
    Verb(
        name="reinstate",
        on=Monograph,
        label="Reinstate",
        explains="Readers see the page again, in its newest approved version.",
        done="The page is public again.",
        right="withdraw_monograph",
        makes_sense=lambda now: now.is_withdrawn,
        run=lambda monograph, by, **typed: workflow.reinstate(
            monograph, by=by, **typed
        ),
        form=forms.ReasonForm,
    ),
    Verb(
        name="withdraw",
        on=Monograph,
        label="Withdraw",
        explains="Takes the page away from readers at once; a browser that has just "
        "shown it may keep its copy for a minute. Its address then says that it was "
        "withdrawn, and gives your reason.",
        done="The page is withdrawn.",
        right="withdraw_monograph",
        makes_sense=lambda now: now.is_published,
        run=lambda monograph, by, **typed: workflow.withdraw(monograph, by=by, **typed),
        form=forms.ReasonForm,
        is_drastic=True,
    ),
]

ON_REVISIONS = [
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
    ),
    Verb(
        name="schedule",
        on=Revision,
        label="Schedule",
        explains="Once it is fully signed, this version is published at that time.",
        done="The schedule is changed.",
        right="publish_monograph",
        makes_sense=lambda now: (
            now.revision and (now.revision.is_open or waits(now.revision))
        ),
        run=lambda revision, by, at: workflow.schedule(revision, by=by, at=at),
        form=forms.ScheduleForm,
    ),
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

ON_NOTICES = [
    Verb(
        name="end",
        on=Notice,
        label="End this notice",
        explains="The banner disappears at once.",
        done="The notice has ended.",
        right="post_notice",
        makes_sense=lambda now: now.notice and not has_ended(now.notice),
        run=lambda notice, by: workflow.end_notice(notice, by=by),
    ),
]

VERBS = [*ON_MONOGRAPHS, *ON_REVISIONS, *ON_NOTICES]


def verb_named(name: str, target: Monograph | Revision | Notice) -> Verb | None:
    return next(
        (verb for verb in VERBS if verb.name == name and isinstance(target, verb.on)),
        None,
    )


def verbs_now(situation: Situation, person: Person) -> list[Verb]:
    """Which buttons to show to this person."""
    target = situation.notice or situation.revision or situation.monograph
    return [
        verb
        for verb in VERBS
        if isinstance(target, verb.on)
        and person.has_perm(f"monographs.{verb.right}")
        and verb.makes_sense(situation)
    ]
