"""Periodic reviews: that a version says exactly what the published one says."""

from monographs.models import Revision


def unchanged_since(revision: Revision) -> int | None:
    """The number of the version that it repeats, letter for letter."""
    if revision.base_id is None:
        return None
    same = Revision.objects.filter(pk=revision.base_id, sha256=revision.sha256)
    return same.values_list("number", flat=True).first()
