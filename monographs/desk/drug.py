from django.contrib import admin

from monographs.desk.monograph_admin import MonographAdmin
from monographs.desk.rows import (
    CitationInline,
    ClassInline,
    ComponentInline,
    DisagreementInline,
    FAQInline,
    NameInline,
    SectionInline,
)
from monographs.desk.side_effects import SideEffectInline
from monographs.models import Drug


@admin.register(Drug)
class DrugAdmin(MonographAdmin):
    inlines = (
        NameInline,
        ClassInline,
        ComponentInline,
        SectionInline,
        SideEffectInline,
        FAQInline,
        CitationInline,
        DisagreementInline,
    )
