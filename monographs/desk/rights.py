"""Who may open what. The verbs decide about steps; this decides about pages."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from monographs.desk.tolerant_list import TolerantList
from monographs.models import User

Person = User | AnonymousUser


def may_read(person: Person) -> bool:
    return person.has_perm("monographs.view_monograph") or person.has_perm(
        "monographs.change_monograph"
    )


class MonographRights:
    """Proxies and rows have no rights of their own: the monograph's count."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_read(request.user)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("monographs.add_monograph")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("monographs.change_monograph")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # Every monograph has an event from its first save on, and events are kept.
        return False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)


class ReadOnlyAdmin(MonographRights, TolerantList, admin.ModelAdmin):  # type: ignore[type-arg]
    """A list and a page to read; whoever may read monographs may read these."""

    class Media:
        css = {"all": ("monographs/desk/desk.css",)}

    actions = None
    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class VocabularyAdmin(TolerantList, admin.ModelAdmin):  # type: ignore[type-arg]
    """Readable for whoever writes monographs; nothing in it is ever deleted, because
    sealed revisions refer to it by key."""

    actions: Any = None
    show_full_result_count = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_view_permission(request, obj) or request.user.has_perm(
            "monographs.view_monograph"
        )

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def is_list_page(request: HttpRequest) -> bool:
    """Lists leave out what would make them heavy."""
    match = request.resolver_match
    return match is not None and str(match.url_name).endswith("_changelist")
