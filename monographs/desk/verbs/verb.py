"""What the desk knows of a step.

`makes_sense` and `right` only show and hide: the verbs themselves decide, and refuse.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from monographs.desk import verb_forms as forms
from monographs.desk.situation import Situation
from monographs.models import Monograph, Notice, Revision


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
    shows_content: bool = False  # the sealed text in full, above the button
    is_drastic: bool = False
    page: str = ""  # of its own, by the name of its address, in place of a form
    outcome: Callable[[Any], str] = lambda target: ""  # said behind `done`
