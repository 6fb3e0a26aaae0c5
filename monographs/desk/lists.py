"""What the lists of monographs tell and filter by."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from monographs.models import ClassMembership, DrugClass, Revision


def with_states(monographs: QuerySet[Any]) -> QuerySet[Any]:
    revisions = Revision.objects.filter(monograph=OuterRef("pk"))
    annotated: QuerySet[Any] = monographs.select_related("publication").annotate(
        in_review=Exists(revisions.filter(state=Revision.State.SUBMITTED)),
    )
    return annotated


def state_in_words(monograph: Any) -> str:
    """Of a monograph fetched with its states."""
    publication = getattr(monograph, "publication", None)
    if publication is None:
        state = "draft"
    else:
        state = "withdrawn" if publication.is_withdrawn else "published"
    return f"{state}, in review" if monograph.in_review else state


class StateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"
    parts: dict[str, tuple[str, dict[str, Any]]] = {
        "never": ("never published", {"publication": None}),
        "review": ("in review", {"in_review": True}),
        "published": (
            "published",
            {"publication__isnull": False, "publication__withdrawn_at": None},
        ),
        "withdrawn": ("withdrawn", {"publication__withdrawn_at__isnull": False}),
    }

    def lookups(
        self, request: HttpRequest, model_admin: "ModelAdmin[Any]"
    ) -> list[tuple[str, str]]:
        return [(key, label) for key, (label, _) in self.parts.items()]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> QuerySet[Any] | None:
        part = self.parts.get(self.value() or "")
        return queryset.filter(**part[1]) if part else queryset


class ClassFilter(admin.SimpleListFilter):
    title = "class"
    parameter_name = "class"

    def lookups(
        self, request: HttpRequest, model_admin: "ModelAdmin[Any]"
    ) -> list[tuple[str, str]]:
        used = DrugClass.objects.filter(
            Exists(ClassMembership.objects.filter(drug_class=OuterRef("pk")))
        )
        return [(drug_class.slug, str(drug_class)) for drug_class in used]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> QuerySet[Any] | None:
        if not self.value():
            return queryset
        memberships = ClassMembership.objects.filter(
            monograph=OuterRef("pk"), drug_class__slug=self.value()
        )
        return queryset.filter(Exists(memberships))
