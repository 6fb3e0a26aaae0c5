"""Against which earlier version a sealed one is read."""

from dataclasses import dataclass

from monographs.desk.situation import Situation, waits
from monographs.models import Revision


@dataclass(frozen=True)
class Earlier:
    revision: Revision
    label: str


def earlier_versions(situation: Situation, revision: Revision) -> list[Earlier]:
    """What is worth comparing with, the most useful first; none for a first version.

    What will replace the live version is read against that; all others against the
    version that they were made from. A version that was sent back comes before the
    one that answers it.
    """
    by_key = {one.pk: one for one in situation.revisions}
    live = situation.publication.revision_id if situation.publication else None
    base = revision.base_id
    previous = next(
        (one.pk for one in situation.revisions if one.number < revision.number), None
    )
    is_next = revision.is_open or waits(revision)
    order = [live, base, previous] if is_next else [base, previous]
    found = dict.fromkeys(pk for pk in order if pk and pk != revision.pk)
    return [Earlier(by_key[pk], _label(by_key[pk], live)) for pk in found]


def chosen(earlier: list[Earlier], asked: str) -> Earlier | None:
    """By its number, where the address holds one of them."""
    named = (one for one in earlier if str(one.revision.number) == asked)
    return next(named, earlier[0] if earlier else None)


def _label(revision: Revision, live: int | None) -> str:
    if revision.pk == live:
        return f"version {revision.number} (published)"
    return f"version {revision.number} ({revision.get_state_display()})"
