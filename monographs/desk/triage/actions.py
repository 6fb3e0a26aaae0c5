"""Steps on ticked rows. A new one is one more entry; the verbs decide and refuse."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms

from monographs import workflow
from monographs.desk.triage import forms as triage_forms
from monographs.models import User


@dataclass(frozen=True)
class BulkAction:
    name: str
    label: str
    explains: str
    done: str  # behind the number of monographs
    right: str
    run: Callable[..., int]
    form: type[forms.Form] = triage_forms.NothingForm
    is_drastic: bool = False
    is_for_discarded: bool = False


ACTIONS = [
    BulkAction(
        name="take-on",
        label="Take them on",
        explains="These become your work. What somebody else works on stays theirs.",
        done="yours now",
        right="assign_monograph",
        run=workflow.take_on,
    ),
    BulkAction(
        name="assign",
        label="Assign",
        explains="These become the work of one person, whoever had them before. To "
        "nobody takes them back.",
        done="assigned",
        right="assign_monograph",
        run=workflow.assign,
        form=triage_forms.AssignForm,
    ),
    BulkAction(
        name="class",
        label="Set the class",
        explains="Each of these drugs is put into the class, beside the ones it has. "
        "That changes its text: you become one of its authors, and it needs a review.",
        done="in the class now",
        right="change_monograph",
        run=workflow.set_class,
        form=triage_forms.ClassForm,
    ),
    BulkAction(
        name="period",
        label="Set the review period",
        explains="The period counts from the next review on; dates that are set stay.",
        done="changed",
        right="change_monograph",
        run=workflow.set_review_period,
        form=triage_forms.PeriodForm,
    ),
    BulkAction(
        name="discard",
        label="Discard as no monograph",
        explains="These leave every list and queue, and cannot be submitted. Nothing "
        "of their text is lost, and they can be restored.",
        done="discarded",
        right="discard_monograph",
        run=workflow.discard,
        form=triage_forms.DiscardForm,
        is_drastic=True,
    ),
    BulkAction(
        name="restore",
        label="Restore",
        explains="These come back into the lists and queues.",
        done="restored",
        right="discard_monograph",
        run=workflow.restore,
        is_for_discarded=True,
    ),
]


def action_named(name: str) -> BulkAction | None:
    return next((action for action in ACTIONS if action.name == name), None)


def actions_of(person: User, *, for_discarded: bool = False) -> list[BulkAction]:
    return [
        action
        for action in ACTIONS
        if action.is_for_discarded == for_discarded
        and person.has_perm(f"monographs.{action.right}")
    ]


def sentence(action: BulkAction, count: int, typed: dict[str, Any]) -> str:
    """Such as "3 monographs are assigned: Edith Or."."""
    what = "1 monograph is" if count == 1 else f"{count:,} monographs are"
    chosen = next((str(value) for value in typed.values() if value), "").rstrip(".")
    return f"{what} {action.done}{f': {chosen}' if chosen else ''}."
