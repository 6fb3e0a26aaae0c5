"""The way from a list of monographs to its export."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.urls import path, reverse


class ExportFromList:
    """An action for ticked rows, and the address that django-import-export's own button
    has: both lead to the page on which the export is chosen."""

    actions: Any = ("export_ticked",)

    def get_urls(self) -> list[Any]:
        route = path(
            "export/",
            self.admin_site.admin_view(self.export_listed),  # type: ignore[attr-defined]
            name=f"monographs_{self._list_name}_export",
        )
        return [route, *super().get_urls()]  # type: ignore[misc]

    def has_export_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("monographs.export_monographs")

    @admin.action(description="Export as spreadsheets", permissions=["export"])
    def export_ticked(self, request: HttpRequest, chosen: Any) -> HttpResponseRedirect:
        if request.POST.get("select_across") == "1":
            return self.export_listed(request)
        asked = QueryDict(mutable=True)
        asked.setlist("rows", request.POST.getlist(ACTION_CHECKBOX_NAME))
        return _to_the_page(asked)

    def export_listed(self, request: HttpRequest) -> HttpResponseRedirect:
        asked = QueryDict(mutable=True)
        asked["list"] = self._list_name
        asked["query"] = request.GET.urlencode()
        return _to_the_page(asked)

    @property
    def _list_name(self) -> str:
        return str(self.opts.model_name)  # type: ignore[attr-defined]


def _to_the_page(asked: QueryDict) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('admin:desk_export')}?{asked.urlencode()}")
