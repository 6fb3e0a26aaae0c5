"""The pages of the desk that belong to no model; a new one is one more entry."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponse

from monographs.desk.my_notifications import my_notifications


@dataclass(frozen=True)
class DeskPage:
    """Below /admin/, for people with a login; `name` is used as "admin:name"."""

    route: str
    name: str
    view: Callable[..., HttpResponse]


PAGES: list[DeskPage] = [
    DeskPage("my-notifications/", "my_notifications", my_notifications),
]
