from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef

from monographs.desk.shared_change import SharedChange
from monographs.models import ClassMembership, DrugClass, Monograph, PublishedClass
from monographs.models.monograph import MonographQuerySet
from monographs.workflow.shared_uses import uses_in_withdrawn


@admin.register(DrugClass)
class DrugClassAdmin(SharedChange):
    list_display = ("name", "atc_code")
    search_fields = ("name", "atc_code")
    search_help_text = "Name or ATC code"
    prepopulated_fields = {"slug": ("name",)}
    in_content = ("name", "slug", "atc_code")
    live_rows, named_by = PublishedClass, "drug_class"

    def monographs_with(self, record: Any) -> MonographQuerySet:
        """In the draft, or in the live text, from which a draft can start again."""
        uses = ClassMembership.objects.filter(
            monograph=OuterRef("pk"), drug_class=record
        )
        live = PublishedClass.objects.filter(
            publication__monograph=OuterRef("pk"), drug_class=record
        )
        return Monograph.objects.filter(
            Exists(uses) | Exists(live) | uses_in_withdrawn(record)
        )
