"""Taking out of a draft what was rolled back while it was being written.

After rolling back, the working copy still holds the text that readers no longer see.
"""

from django.db import transaction

from monographs.content import (
    Verification,
    dumps,
    edits_of,
    loads,
    read_working_copy,
    verifications_of,
)
from monographs.models import Event, Monograph, Revision
from monographs.workflow.authors import renamers_since
from monographs.workflow.draft import (
    all_imported,
    live_or_refuse,
    of_rows_as_in,
    unread,
    write_merged,
)
from monographs.workflow.findings import store_findings
from monographs.workflow.publication import live_revision
from monographs.workflow.snapshot import keep_snapshot
from monographs.workflow.step import (
    Person,
    TransitionRefused,
    lock,
    record,
    require,
)
from monographs.workflow.submit import refuse_while_under_review
from monographs.workflow.three_way import Side, merge_documents
from monographs.workflow.touch import contribute

# After these the draft starts from the live text.
STARTS_AGAIN = (Event.Kind.MERGED, Event.Kind.RESET, Event.Kind.PARKED)


@transaction.atomic
def merge_live(
    monograph: Monograph, *, by: Person, prefer: Side | None = None
) -> Monograph:
    """Bring the published text into the draft; the draft's own changes stay.

    Rows that changed on both sides are refused by name unless `prefer` says which
    side wins: the draft, or the published text (`Side.CURRENT`).
    """
    person = require(by, "park_monograph")
    monograph = lock(monograph)
    live = live_or_refuse(monograph)
    refuse_while_under_review(monograph)
    rolled_back = rolled_back_start(monograph)
    if rolled_back is None:
        raise TransitionRefused(
            "Nothing to merge: the draft grew from the published version."
        )
    draft, now = read_working_copy(monograph), loads(live.content)
    merged = merge_documents(
        base=loads(rolled_back.content), draft=draft, current=now, prefer=prefer
    )
    if merged.conflicts:
        raise TransitionRefused(
            "These changed both in the draft and by rolling back: "
            + "; ".join(merged.conflicts[:10])
            + ". Choose which side to keep."
        )
    sealed = Verification(live.submitted_by_id, live.submitted_at)
    verifications = of_rows_as_in(
        now, merged.document, all_imported(now, sealed)
    ) | of_rows_as_in(draft, merged.document, verifications_of(monograph))
    for key in unread(draft, merged.document, verifications_of(monograph)):
        verifications.pop(key, None)
    edits = of_rows_as_in(draft, merged.document, edits_of(monograph))
    keep_snapshot(monograph, content=dumps(draft))
    write_merged(merged.document, monograph, verifications, edits)
    store_findings({monograph.pk: read_working_copy(monograph)})
    contribute(monograph, {person, *renamers_since(live)})
    record(
        Event.Kind.MERGED,
        monograph,
        by=person,
        revision=live,
        prefer=prefer,
        rolled_back=rolled_back.number,
    )
    return monograph


def rolled_back_start(monograph: Monograph) -> Revision | None:
    """The version that the draft grew from, where readers see an earlier one again."""
    live = live_revision(monograph)
    shown = monograph.revisions.exclude(published_at=None)
    newest: Revision | None = shown.order_by("-number").first()
    if live is None or newest is None or newest.number <= live.number:
        return None
    events = monograph.events.filter(revision=live)
    back = events.filter(kind=Event.Kind.ROLLED_BACK).last()
    if back and events.filter(kind__in=STARTS_AGAIN, pk__gt=back.pk).exists():
        return None
    return newest
