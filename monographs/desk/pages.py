"""The pages of the desk that belong to no model; a new one is one more entry."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponse

from monographs.desk.triage.pages import act, discarded_list, working_list


@dataclass(frozen=True)
class DeskPage:
    """Below /admin/, for people with a login; `name` is used as "admin:name"."""

    route: str
    name: str
    view: Callable[..., HttpResponse]


PAGES: list[DeskPage] = [
    DeskPage("desk/triage/", "desk_triage", working_list),
    DeskPage("desk/triage/act/", "desk_triage_act", act),
    DeskPage("desk/discarded/", "desk_discarded", discarded_list),
]
