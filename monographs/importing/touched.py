"""Whether people worked on what an import wrote; then it is theirs."""

from collections.abc import Iterable

from monographs.models import BatchRow, Event, Monograph


def lock_monographs(rows: Iterable[BatchRow]) -> None:
    """Nobody changes these drugs until the transaction ends; the rows get them as they
    are now, and None for one that is gone."""
    rows = list(rows)
    locked = (
        Monograph.objects.filter(pk__in=[row.monograph_id for row in rows])
        # One order for everybody, so that two never wait for each other.
        .order_by("pk")
        .select_for_update()
    )
    by_pk = {monograph.pk: monograph for monograph in locked}
    for row in rows:
        row.monograph = by_pk.get(row.monograph_id or 0)


def why_touched(
    rows: Iterable[BatchRow], *, version: str = "edit_version"
) -> dict[int, str]:
    """By the row's primary key: a clause for a sentence. Rows that led nowhere have
    nothing to touch.

    An import writes no events, so any event of its monograph is a person's.
    """
    rows = [row for row in rows if row.monograph_id is not None]
    events = set(
        Event.objects.filter(monograph__in=[row.monograph_id for row in rows])
        .values_list("monograph_id", flat=True)
        .distinct()
    )
    reasons = {}
    for row in rows:
        if row.monograph_id in events:
            reasons[row.pk] = "people have worked on the drug since"
        elif row.monograph and row.monograph.edit_version != getattr(row, version):
            reasons[row.pk] = "another import has changed the drug since"
    return reasons
