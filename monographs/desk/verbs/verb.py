"""What the desk knows of a step.

`makes_sense` and `right` only show and hide: the verbs themselves decide, and refuse.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.contrib.auth.models import AnonymousUser

from monographs.desk import verb_forms as forms
from monographs.desk.situation import Situation
from monographs.models import Monograph, Notice, Revision, User
from monographs.workflow.step import require


class Place(Enum):
    """Where a verb asks: on a page of its own, or on the page that it is about."""

    OWN_PAGE = "own page"
    DECISION = "decision"  # below the text that is signed or sent back
    CLAIM = "claim"


@dataclass(frozen=True)
class Verb:
    name: str  # as in the page's address
    on: type[Monograph] | type[Revision] | type[Notice]
    label: str
    explains: str
    done: str
    right: str
    makes_sense: Callable[[Situation], Any]
    run: Callable[..., Any]
    form: type[forms.StepForm] = forms.StepForm
    or_right: str = ""  # another one that is enough
    place: Place = Place.OWN_PAGE
    is_drastic: bool = False
    shows: str = ""  # a template for what the step gives back
    page: str = ""  # of its own, by the name of its address, in place of a form
    outcome: Callable[[Any], str] = lambda target: ""  # said behind `done`

    @property
    def anchor(self) -> str:
        return f"step-{self.name}"

    def is_for(self, person: User | AnonymousUser) -> bool:
        return any(
            person.has_perm(f"monographs.{right}")
            for right in (self.right, self.or_right)
            if right
        )

    def require(self, person: User | AnonymousUser) -> User:
        has_other = person.has_perm(f"monographs.{self.or_right}")
        return require(person, self.or_right if has_other else self.right)
