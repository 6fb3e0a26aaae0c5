"""How long a page stays current before the whole of it is reviewed again."""

from collections.abc import Iterable

from django.db import transaction

from monographs.models import Event, Monograph
from monographs.workflow.many import lock_chosen, refuse_discarded
from monographs.workflow.step import Person, TransitionRefused, record_all, require

SHORTEST, LONGEST = 1, 120  # months


@transaction.atomic
def set_review_period(
    monographs: Iterable[Monograph], *, months: int, by: Person
) -> int:
    """It counts from the next review on; dates that are set stay."""
    person = require(by, "change_monograph")
    if not SHORTEST <= months <= LONGEST:
        raise TransitionRefused(f"Choose a period from {SHORTEST} to {LONGEST} months.")
    locked = lock_chosen(monographs)
    refuse_discarded(locked)
    changing = [one for one in locked if one.review_period_months != months]
    if not changing:
        raise TransitionRefused(
            f"All of these have a review period of {months} months already."
        )
    Monograph.objects.filter(pk__in=[one.pk for one in changing]).update(
        review_period_months=months
    )
    record_all(
        Event.Kind.PERIOD_SET,
        changing,
        by=person,
        detail_of=lambda one: {"months": months, "was": one.review_period_months},
    )
    return len(changing)
