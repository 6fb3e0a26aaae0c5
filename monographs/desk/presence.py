"""Who else has this monograph open: noted when it is opened, and every few seconds."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.timesince import timesince
from django.views.decorators.http import require_POST

from monographs.desk.record_number import number_in
from monographs.models import Monograph, Presence, User
from monographs.models.presence import FORGOTTEN, PRESENT
from monographs.workflow.step import Person


@dataclass(frozen=True)
class Beside:
    name: str
    since: str
    may_edit: bool

    @property
    def sentence(self) -> str:
        does = "has this page open" if self.may_edit else "is reading this page"
        return f"{self.name} {does}, since {self.since}."


def people_beside(monograph: Monograph, person: Person) -> list[Beside]:
    """Notes that the person is here; three queries, whoever else is."""
    if not isinstance(person, User):
        return []
    now = timezone.now()
    _note(monograph, person, now)
    editors = User.objects.with_perm("monographs.change_monograph")
    others: Any = (
        Presence.objects.present(now)
        .filter(monograph=monograph)
        .exclude(person=person.pk)
        .select_related("person")
        .annotate(may_edit=Exists(editors.filter(pk=OuterRef("person"))))
    )
    return [
        Beside(str(one.person), _since(one.opened_at, now), one.may_edit)
        for one in others
    ]


class PresencePages:
    """For the admin of monographs: where an open page says that it still is."""

    def get_urls(self) -> list[Any]:
        admin: Any = self
        presence = path(
            "<path:object_id>/presence/",
            admin.admin_site.admin_view(self.presence_view),
            name=f"{admin.opts.app_label}_{admin.opts.model_name}_presence",
        )
        return [presence, *super().get_urls()]  # type: ignore[misc]

    @method_decorator(require_POST)
    def presence_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        admin: Any = self
        if not admin.has_view_permission(request):
            raise PermissionDenied("Your account may not read monographs.")
        monograph = admin.get_queryset(request).filter(pk=number_in(object_id)).first()
        if monograph is None:
            raise Http404("There is no such monograph.")
        people = people_beside(monograph, request.user)
        return JsonResponse(
            {"people": [{"name": p.name, "sentence": p.sentence} for p in people]}
        )


def _note(monograph: Monograph, person: User, now: datetime) -> None:
    mine = Q(monograph=monograph, person=person.pk)
    # Somebody who was away has opened the page anew.
    Presence.objects.filter(
        Q(seen_at__lte=now - FORGOTTEN) | mine & Q(seen_at__lte=now - PRESENT)
    ).delete()
    Presence.objects.bulk_create(
        [
            Presence(
                monograph_id=monograph.pk,
                person_id=person.pk,
                opened_at=now,
                seen_at=now,
            )
        ],
        update_conflicts=True,
        unique_fields=["monograph", "person"],
        update_fields=["seen_at"],
    )


def _since(opened_at: datetime, now: datetime) -> str:
    if now - opened_at < timedelta(minutes=1):
        return "less than a minute"
    return timesince(opened_at, now, depth=1)
