"""What readers are told: which page was published, changed, withdrawn, given back."""

from datetime import timedelta

from monographs.models import Event, Publication, PublicChange, Revision

# So long may lie between two publications of one person that were done in one go.
IN_ONE_GO = timedelta(minutes=1)

_Kind = PublicChange.Kind
_BY_EVENT = {
    Event.Kind.ROLLED_BACK: _Kind.ROLLED_BACK,
    Event.Kind.WITHDRAWN: _Kind.WITHDRAWN,
    Event.Kind.REINSTATED: _Kind.REINSTATED,
}
_BY_CHANGE = {
    Revision.ChangeKind.SAFETY: _Kind.SAFETY,
    Revision.ChangeKind.REVIEWED: _Kind.REVIEWED,
}
_TOLD = {Event.Kind.PUBLISHED, Event.Kind.BYPASSED, *_BY_EVENT}


def tell_readers(event: Event) -> None:
    """In the event's own transaction; of most events readers learn nothing."""
    revision = event.revision
    if event.kind not in _TOLD or revision is None:
        return
    publication = Publication.objects.only("title", "withdrawn_at").get(
        monograph=event.monograph_id
    )
    if publication.is_withdrawn and event.kind != Event.Kind.WITHDRAWN:
        return  # rolled back behind closed doors; giving it back tells what is shown
    before = publication.changes.order_by("-id").values_list("revision", flat=True)
    shown = before.first()
    change = PublicChange(
        publication=publication,
        revision=revision,
        previous_id=None if shown == revision.pk else shown,
        kind=_kind_of(event, revision, is_first=shown is None),
        at=event.at,
        title=publication.title,
        note=event.reason if event.kind in _BY_EVENT else revision.change_note,
        by=event.by,
    )
    change.leader_id = _leader_of(change)
    change.save(force_insert=True)
    Publication.objects.filter(pk=publication.pk).update(changed_at=change.at)


def _kind_of(event: Event, revision: Revision, *, is_first: bool) -> str:
    if event.kind in _BY_EVENT:
        return _BY_EVENT[Event.Kind(event.kind)]
    if is_first:
        return _Kind.NEW
    return _BY_CHANGE.get(Revision.ChangeKind(revision.change_kind), _Kind.CHANGED)


def _leader_of(change: PublicChange) -> int | None:
    """The first of those that the same person did just now, in the same words."""
    last = PublicChange.objects.filter(by=change.by).order_by("-id").first()
    if last is None or not (
        last.kind == change.kind
        and last.note == change.note
        and last.publication_id != change.publication_id
        and change.at - last.at <= IN_ONE_GO
    ):
        return None
    return last.leader_id or last.pk
