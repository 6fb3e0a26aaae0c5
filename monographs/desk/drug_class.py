from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef

from monographs.desk.shared_change import SharedChange
from monographs.models import ClassMembership, DrugClass, Monograph
from monographs.models.monograph import MonographQuerySet


@admin.register(DrugClass)
class DrugClassAdmin(SharedChange):
    list_display = ("name", "atc_code")
    search_fields = ("name", "atc_code")
    search_help_text = "Name or ATC code"
    prepopulated_fields = {"slug": ("name",)}
    in_content = ("name", "slug", "atc_code")

    def monographs_with(self, record: Any) -> MonographQuerySet:
        uses = ClassMembership.objects.filter(
            monograph=OuterRef("pk"), drug_class=record
        )
        return Monograph.objects.filter(Exists(uses))
