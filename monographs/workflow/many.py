"""Steps that many monographs take at once: all of them, or none."""

from collections.abc import Iterable

from monographs.models import Monograph
from monographs.workflow.step import TransitionRefused, lock_all

NAMED = 10
# The list's pages are shorter; a step on more would hold others up.
MOST_AT_ONCE = 1_000


def lock_chosen(monographs: Iterable[Monograph]) -> list[Monograph]:
    chosen = {monograph.pk: monograph for monograph in monographs}
    if not chosen:
        raise TransitionRefused("Tick the monographs that this is about.")
    if len(chosen) > MOST_AT_ONCE:
        raise TransitionRefused(
            f"This step takes at most {MOST_AT_ONCE:,} monographs at once, and "
            f"{len(chosen):,} are ticked."
        )
    locked = lock_all(chosen.values())
    gone = len(chosen) - len(locked)
    if gone:
        raise TransitionRefused(
            f"{gone:,} of the ticked monographs {'is' if gone == 1 else 'are'} no "
            "longer here. Look at the list again."
        )
    return locked


def refuse_these(monographs: Iterable[Monograph], why: str) -> None:
    """Such as `"A" and "B": published. Untick them.`"""
    refused = list(monographs)
    if not refused:
        return
    named = ", ".join(f'"{monograph}"' for monograph in refused[:NAMED])
    if len(refused) > NAMED:
        named += f" and {len(refused) - NAMED:,} more"
    raise TransitionRefused(f"Nothing was done, because of {named}: {why}")


def refuse_discarded(monographs: Iterable[Monograph]) -> None:
    refuse_these(
        (one for one in monographs if one.discarded_at),
        "discarded as not a monograph. Restore first.",
    )
