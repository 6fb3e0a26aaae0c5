"""The admin site: its name, and the pages of the desk that belong to no model."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import path


class DeskSite(AdminSite):
    site_header = "medsite desk"
    site_title = "medsite desk"
    index_title = "Editorial desk"

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        # Nothing here may be deleted by the handful.
        self.disable_action("delete_selected")

    def get_urls(self) -> list[Any]:
        # Registered models are not known before all modules are loaded.
        from monographs.desk.pages import PAGES

        pages = [
            path(page.route, self.admin_view(page.view), name=page.name)
            for page in PAGES
        ]
        return [*pages, *super().get_urls()]

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        from monographs.desk.front_page import front_page

        return super().index(
            request, {**front_page(request.user), **(extra_context or {})}
        )
