"""What the lists of monographs tell and filter by."""

from abc import ABC, abstractmethod
from typing import Any

from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from monographs.models import ClassMembership, DrugClass, Revision


def with_states(monographs: QuerySet[Any]) -> QuerySet[Any]:
    revisions = Revision.objects.filter(monograph=OuterRef("pk"))
    annotated: QuerySet[Any] = monographs.select_related(
        "publication", "triage", "assigned_to"
    ).annotate(
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


def difference_in_words(monograph: Any) -> str:
    """As it was looked at last, of a monograph fetched with its states."""
    triage = getattr(monograph, "triage", None)
    return "differs" if triage is not None and triage.differs_from_live else ""


class PartFilter(ABC, admin.SimpleListFilter):
    """A few named parts of the list."""

    parts: dict[str, str] = {}

    def lookups(
        self, request: HttpRequest, model_admin: "ModelAdmin[Any]"
    ) -> list[tuple[str, str]]:
        return list(self.parts.items())

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> QuerySet[Any] | None:
        part = self.value()
        return self.narrow(queryset, part, request) if part in self.parts else queryset

    @abstractmethod
    def narrow(
        self, monographs: QuerySet[Any], part: str | None, request: HttpRequest
    ) -> QuerySet[Any]:
        """Those of one part."""


class AssignedFilter(PartFilter):
    title = "assigned to"
    parameter_name = "assigned"
    parts = {"me": "me", "somebody": "somebody", "nobody": "nobody"}

    def narrow(
        self, monographs: QuerySet[Any], part: str | None, request: HttpRequest
    ) -> QuerySet[Any]:
        if part == "me":
            return monographs.filter(assigned_to=request.user.pk)
        return monographs.filter(assigned_to__isnull=part == "nobody")


class DifferenceFilter(PartFilter):
    title = "published text"
    parameter_name = "differs"
    parts = {"yes": "the draft differs", "no": "the draft is the same"}

    def narrow(
        self, monographs: QuerySet[Any], part: str | None, request: HttpRequest
    ) -> QuerySet[Any]:
        return monographs.filter(
            publication__isnull=False, triage__differs_from_live=part == "yes"
        )


class DueFilter(PartFilter):
    title = "work due"
    parameter_name = "due"
    parts = {"late": "late", "open": "still to come", "none": "no day set"}

    def narrow(
        self, monographs: QuerySet[Any], part: str | None, request: HttpRequest
    ) -> QuerySet[Any]:
        today = timezone.localdate()
        if part == "none":
            return monographs.filter(due_on=None)
        if part == "late":
            return monographs.filter(due_on__lt=today)
        return monographs.filter(due_on__gte=today)
