"""Putting many drugs into a class."""

from collections.abc import Iterable
from uuid import uuid4

from django.db import transaction
from django.db.models import Max

from monographs.models import ClassMembership, DrugClass, Monograph
from monographs.workflow.insert_rows import insert_rows
from monographs.workflow.many import lock_chosen, refuse_discarded, refuse_these
from monographs.workflow.step import Person, TransitionRefused, require
from monographs.workflow.touch import contribute_to_all


@transaction.atomic
def set_class(
    monographs: Iterable[Monograph], *, drug_class: DrugClass, by: Person
) -> int:
    """Their text changes with it: whoever does this is one of its authors."""
    person = require(by, "change_monograph")
    locked = lock_chosen(monographs)
    refuse_discarded(locked)
    refuse_these(
        (one for one in locked if one.kind != Monograph.Kind.DRUG),
        "a comparison, which belongs to no class. Untick it.",
    )
    memberships = ClassMembership.objects.filter(monograph__in=locked).order_by()
    have = set(
        memberships.filter(drug_class=drug_class).values_list("monograph", flat=True)
    )
    joining = [one for one in locked if one.pk not in have]
    if not joining:
        raise TransitionRefused(
            f'All of these are in the class "{drug_class}" already.'
        )
    last = dict(memberships.values_list("monograph").annotate(Max("position")))
    contribute_to_all(joining, person)
    insert_rows(
        ClassMembership,
        [
            {
                "monograph": one.pk,
                "drug_class": drug_class.pk,
                "key": uuid4().hex,
                "position": last.get(one.pk, 0) + 1,
                "origin": ClassMembership.Origin.PERSON.value,
            }
            for one in joining
        ],
    )
    return len(joining)
