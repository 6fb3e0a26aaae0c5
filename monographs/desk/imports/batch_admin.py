from functools import partial
from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from monographs.desk.imports.batch_page import batch_page, progress_view
from monographs.desk.imports.decision_view import decision_view
from monographs.desk.imports.file_page import file_page
from monographs.desk.imports.licence_view import licence_view
from monographs.desk.imports.outcomes import counts_in_words
from monographs.desk.imports.rights import may_import, may_see
from monographs.desk.imports.set_aside import set_aside_page
from monographs.desk.imports.sheets.again import again_view
from monographs.desk.imports.sheets.columns_page import columns_page
from monographs.desk.imports.sheets.detected_view import detected_view
from monographs.desk.imports.sheets.downloads import annotated_view, errors_view
from monographs.desk.imports.sheets.issues_page import issues_page
from monographs.desk.imports.sheets.taking import take_view
from monographs.desk.imports.sheets.uploading import sheets_upload_page
from monographs.desk.imports.steps import cancel_view, load_view, undo_view
from monographs.desk.imports.uploading import upload_page
from monographs.desk.rights import ReadOnlyAdmin
from monographs.models import Batch


class DayFilter(admin.DateFieldListFilter):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = "day"


@admin.register(Batch)
class BatchAdmin(ReadOnlyAdmin):
    """Imports: loading files, what came of them, and taking them back."""

    list_display = ("number", "name", "state", "outcomes", "by", "at")
    list_display_links = ("number", "name")
    list_filter = ("state", ("at", DayFilter), ("by", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("by",)
    search_fields = ("name",)

    class Media:
        css = {"all": ("monographs/desk/desk.css",)}

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_see(request.user)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_import(request.user)

    def get_urls(self) -> list[Any]:
        pages: dict[str, tuple[str, Any]] = {
            "set-aside/": ("set_aside", partial(set_aside_page, self)),
            "<int:pk>/progress/": ("progress", progress_view),
            "<int:pk>/load/": ("load", load_view),
            "<int:pk>/cancel/": ("cancel", cancel_view),
            "<int:pk>/licence/": ("licence", partial(licence_view, self)),
            "<int:pk>/undo/": ("undo", partial(undo_view, self)),
            "sheets/": ("sheets", partial(sheets_upload_page, self)),
            "<int:pk>/columns/": ("columns", partial(columns_page, self)),
            "<int:pk>/detected/<int:number>/": ("detected", detected_view),
            "<int:pk>/issues/": ("issues", partial(issues_page, self)),
            "<int:pk>/annotated/": ("annotated", annotated_view),
            "<int:pk>/errors/": ("errors", errors_view),
            "<int:pk>/again/": ("again", again_view),
            "<int:pk>/file/<int:place>/": ("file", partial(file_page, self)),
            "<int:pk>/file/<int:place>/take/": ("take", take_view),
            "<int:pk>/file/<int:place>/<str:decision>/": (
                "decide",
                partial(decision_view, self),
            ),
        }
        return [
            *(
                path(
                    route,
                    self.admin_site.admin_view(view),
                    name=f"monographs_batch_{name}",
                )
                for route, (name, view) in pages.items()
            ),
            *super().get_urls(),
        ]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        return upload_page(self, request)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        is_number = object_id.isascii() and object_id.isdigit() and len(object_id) < 19
        if not is_number:
            raise Http404("There is no such import.")
        return batch_page(self, request, int(object_id))

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        return self.change_view(request, object_id)

    @admin.display(description="number", ordering="id")
    def number(self, batch: Batch) -> int:
        return batch.pk

    @admin.display(description="outcomes")
    def outcomes(self, batch: Batch) -> str:
        return counts_in_words(batch)
