"""The steps that a working copy's page offers, in their order."""

from monographs import workflow
from monographs.desk import verb_forms as forms
from monographs.desk.acknowledging import AcknowledgeForm
from monographs.desk.merge_live_form import MergeLiveForm
from monographs.desk.triage import forms as triage_forms
from monographs.desk.verbs.share import share_preview_of
from monographs.desk.verbs.verb import Verb
from monographs.models import Monograph

VERIFY = Verb(
    name="verify",
    on=Monograph,
    label="Verify imported rows",
    explains="Read each row beside the lines that it came from, and verify what you "
    "have read. A submission needs all of them.",
    done="Verified.",
    right="verify_monograph",
    makes_sense=lambda now: now.unverified,
    run=lambda monograph, by, **typed: workflow.verify(monograph, by=by, **typed),
    page="verify",
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
        makes_sense=lambda now: (
            not now.open_revision and not now.scheduled and now.has_new_text
        ),
        run=lambda monograph, by, **typed: workflow.submit(monograph, by=by, **typed),
        form=forms.SubmitForm,
    ),
    VERIFY,
    Verb(
        name="acknowledge",
        on=Monograph,
        label="Let warnings stand",
        explains="A reason holds until the text that it is about changes, and stays "
        "with every version that is sealed meanwhile.",
        done="Your reason is kept.",
        right="submit_monograph",
        makes_sense=lambda now: now.findings.warnings(),
        run=lambda monograph, by, **typed: workflow.acknowledge(
            monograph, by=by, **typed
        ),
        form=AcknowledgeForm,
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
            and now.has_new_text
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
        name="merge-live",
        on=Monograph,
        label="Bring in the published text",
        explains="A version was rolled back, and the draft still holds its text. This "
        "takes it out again, row by row; the draft's own changes stay.",
        done="The draft rests on the published text again.",
        right="park_monograph",
        makes_sense=lambda now: (
            now.publication
            and not now.open_revision
            and not now.scheduled
            and now.was_rolled_back
        ),
        run=lambda monograph, by, prefer: workflow.merge_live(
            monograph, by=by, prefer=prefer
        ),
        form=MergeLiveForm,
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
            now.publication
            and not now.open_revision
            and not now.scheduled
            and now.has_new_text
        ),
        run=lambda monograph, by: workflow.reset_draft(monograph, by=by),
        is_drastic=True,
    ),
    share_preview_of(Monograph, "this draft, always as it is then"),
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
        explains="Readers see the page again, in its newest approved version; a "
        "browser that has just shown the withdrawal may keep that for a minute.",
        done="The page is public again.",
        right="withdraw_monograph",
        makes_sense=lambda now: now.is_withdrawn,
        run=lambda monograph, by, **typed: workflow.reinstate(
            monograph, by=by, **typed
        ),
        form=forms.PublicReasonForm,
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
        form=forms.PublicReasonForm,
        is_drastic=True,
    ),
    Verb(
        name="take-on",
        on=Monograph,
        label="Take it on",
        explains="This becomes your work, until it is assigned to somebody else.",
        done="It is yours now.",
        right="assign_monograph",
        makes_sense=lambda now: (
            not now.monograph.discarded_at and now.monograph.assigned_to_id is None
        ),
        run=lambda monograph, by: workflow.take_on([monograph], by=by),
    ),
    Verb(
        name="assign",
        on=Monograph,
        label="Assign",
        explains="This becomes the work of one person, by a day if you choose one. To "
        "nobody takes it back.",
        done="Assigned.",
        right="assign_monograph",
        makes_sense=lambda now: not now.monograph.discarded_at,
        run=lambda monograph, by, **typed: workflow.assign([monograph], by=by, **typed),
        form=triage_forms.AssignStep,
    ),
    Verb(
        name="discard",
        on=Monograph,
        label="Not a monograph",
        explains="Takes it out of every list and queue. Nothing of its text is lost, "
        "and it can be restored.",
        done="It is discarded.",
        right="discard_monograph",
        makes_sense=lambda now: (
            not now.monograph.discarded_at
            and not now.is_published
            and not now.open_revision
            and not now.waiting
        ),
        run=lambda monograph, by, **typed: workflow.discard(
            [monograph], by=by, **typed
        ),
        form=triage_forms.DiscardStep,
        is_drastic=True,
    ),
    Verb(
        name="restore",
        on=Monograph,
        label="Restore",
        explains="It comes back into the lists and queues.",
        done="It is back in the lists.",
        right="discard_monograph",
        makes_sense=lambda now: now.monograph.discarded_at,
        run=lambda monograph, by: workflow.restore([monograph], by=by),
    ),
]
