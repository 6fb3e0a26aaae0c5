from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from monographs.desk.merging.page import MergePages
from monographs.desk.shared_change import SharedChange
from monographs.models import Effect, EffectSynonym, PublishedSideEffect
from monographs.models.monograph import MonographQuerySet
from monographs.workflow import relearn_effect
from monographs.workflow.shared_uses import monographs_naming


class SynonymInline(admin.TabularInline):  # type: ignore[type-arg]
    model = EffectSynonym
    template = "admin/monographs/synonyms.html"
    extra = 1
    verbose_name = "synonym"
    verbose_name_plural = "synonyms"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        effects = self.admin_site.get_model_admin(Effect)
        if obj is None:
            return effects.has_add_permission(request)
        return effects.has_change_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_add_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_add_permission(request, obj)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True


class NewFilter(admin.SimpleListFilter):
    title = "confirmed or new"
    parameter_name = "new"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "new (proposed by an import)"), ("no", "confirmed")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in ("yes", "no"):
            return queryset
        return queryset.filter(proposed_in__isnull=self.value() == "no")


@admin.register(Effect)
class EffectAdmin(MergePages, SharedChange):
    change_form_template = "admin/monographs/effect.html"
    list_display = ("name", "body_system", "proposed")
    list_filter = (NewFilter, "body_system")
    actions = ("confirm",)
    search_fields = ("name", "synonyms__text")
    search_help_text = "Name or synonym"
    prepopulated_fields = {"slug": ("name",)}
    inlines = (SynonymInline,)
    in_content = ("name", "body_system")
    live_rows, named_by = PublishedSideEffect, "effect"

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: bool
    ) -> None:
        # Whoever edits an entry has looked at it.
        obj.proposed_in = None
        super().save_model(request, obj, form, change)

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        relearn_effect(form.instance)

    @admin.display(description="new", ordering="proposed_in")
    def proposed(self, effect: Effect) -> str:
        number = effect.proposed_in_id
        return f"by import {number}" if number else ""

    @admin.action(description="Confirm", permissions=["change"])
    def confirm(self, request: HttpRequest, effects: QuerySet[Effect]) -> None:
        count = effects.filter(proposed_in__isnull=False).update(proposed_in=None)
        words = "1 new effect is" if count == 1 else f"{count:,} new effects are"
        messages.success(request, f"{words} confirmed.")

    def monographs_with(self, record: Any) -> MonographQuerySet:
        return monographs_naming(record)
