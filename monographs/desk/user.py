from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.http import HttpRequest

from monographs.desk.chooser import NamedChooser
from monographs.desk.tolerant_list import TolerantList
from monographs.models import User


@admin.register(User)
class UserAdmin(TolerantList, NamedChooser, DjangoUserAdmin):  # type: ignore[type-arg]
    """Nobody is deleted, since signatures and events name them: deactivate instead."""

    actions = None
    list_display = ("username", "printed_name", "credential", "is_active", "is_staff")
    search_fields = ("username", "printed_name", "first_name", "last_name", "email")
    # They happened; nobody decides them.
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        *(DjangoUserAdmin.fieldsets or ()),
        ("Signature", {"fields": ("printed_name", "credential")}),
    )
    add_fieldsets = (
        *DjangoUserAdmin.add_fieldsets,
        ("Signature", {"fields": ("printed_name", "credential")}),
    )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
