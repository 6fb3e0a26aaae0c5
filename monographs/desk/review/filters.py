"""What reviewers look for in the list of sealed versions."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.db.models import QuerySet
from django.http import HttpRequest

from monographs.desk.review.waiting import claimed_by, waiting_for
from monographs.models import Signature

CLAIMED = "claimed"


class ForMeFilter(admin.SimpleListFilter):
    """Only what the person could do: nobody is offered a signature in vain."""

    title = "waiting for me"
    parameter_name = "for_me"

    def lookups(
        self, request: HttpRequest, model_admin: "ModelAdmin[Any]"
    ) -> list[tuple[str, str]]:
        mine = [
            (role.value, f"my {role.label} signature")
            for role in Signature.Role
            if request.user.has_perm(f"monographs.sign_{role}")
        ]
        return [*mine, (CLAIMED, "I look at it")] if mine else []

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> QuerySet[Any] | None:
        person: Any = request.user
        asked = self.value() or ""
        if asked == CLAIMED:
            return claimed_by(queryset, person)
        if asked in Signature.Role:
            role = Signature.Role(asked)
            return waiting_for(queryset, role=role, person=person)
        return queryset
