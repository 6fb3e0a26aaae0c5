"""The texts of a working copy's last edit versions, kept while they are of use.

Whoever saves over a newer text is shown what both sides started from. Imports and
changes of something shared (`touch_imported`, `touch_all`) keep none: they may reach
thousands of working copies at once. The text that they replaced is then "not kept".
"""

from monographs.content import Document, dumps, loads, read_working_copy
from monographs.models import DraftSnapshot, Monograph

MOST_KEPT = 20


def keep_snapshot(monograph: Monograph, *, content: str = "") -> None:
    """Before a change, with the monograph locked; `content` if it was read already."""
    snapshot = DraftSnapshot(
        monograph=monograph,
        edit_version=monograph.edit_version,
        content=content or dumps(read_working_copy(monograph)),
    )
    # No edit may fail for it: in older sites a stale save could take a number back.
    DraftSnapshot.objects.bulk_create(
        [snapshot],
        update_conflicts=True,
        unique_fields=["monograph", "edit_version"],
        update_fields=["content", "at"],
    )
    mine = DraftSnapshot.objects.filter(monograph=monograph).order_by("-edit_version")
    mine.exclude(pk__in=mine.values("pk")[:MOST_KEPT]).delete()


def text_at(monograph: Monograph, edit_version: int) -> Document | None:
    """The text that people saw at this edit version, where it was kept."""
    kept = monograph.snapshots.filter(edit_version=edit_version).first()
    return loads(kept.content) if kept else None
