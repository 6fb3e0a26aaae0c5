from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.http import HttpRequest

from monographs.desk.shared_change import SharedChange
from monographs.models import (
    Effect,
    EffectSynonym,
    Monograph,
    PublishedSideEffect,
    SideEffect,
)
from monographs.models.monograph import MonographQuerySet


class SynonymInline(admin.TabularInline):  # type: ignore[type-arg]
    model = EffectSynonym
    extra = 1
    verbose_name = "synonym"
    verbose_name_plural = "synonyms"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("monographs.change_effect") or (
            obj is None and request.user.has_perm("monographs.add_effect")
        )

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_add_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_add_permission(request, obj)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True


@admin.register(Effect)
class EffectAdmin(SharedChange):
    list_display = ("name", "body_system")
    list_filter = ("body_system",)
    search_fields = ("name", "synonyms__text")
    search_help_text = "Name or synonym"
    prepopulated_fields = {"slug": ("name",)}
    inlines = (SynonymInline,)
    in_content = ("name", "body_system")

    def monographs_with(self, record: Any) -> MonographQuerySet:
        """In the draft, or in the live text, from which a draft can start again."""
        uses = SideEffect.objects.filter(monograph=OuterRef("pk"), effect=record)
        live = PublishedSideEffect.objects.filter(
            publication__monograph=OuterRef("pk"), effect=record
        )
        return Monograph.objects.filter(Exists(uses) | Exists(live))
