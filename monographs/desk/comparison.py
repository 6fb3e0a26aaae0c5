from django.contrib import admin

from monographs.desk.comparison_table import ComparisonRowInline, SubjectInline
from monographs.desk.lists import (
    AssignedFilter,
    DifferenceFilter,
    DueFilter,
    StateFilter,
)
from monographs.desk.monograph_admin import MonographAdmin
from monographs.desk.rows import (
    CitationInline,
    DisagreementInline,
    FAQInline,
    SectionInline,
)
from monographs.models import Comparison


@admin.register(Comparison)
class ComparisonAdmin(MonographAdmin):
    inlines = (
        SectionInline,
        SubjectInline,
        ComparisonRowInline,
        FAQInline,
        CitationInline,
        DisagreementInline,
    )
    list_filter = (
        *(StateFilter, DifferenceFilter, AssignedFilter, DueFilter),
        "is_listed",
    )
    fields = None
    fieldsets = (
        (None, {"fields": MonographAdmin.fields}),
        (
            "Author and interests",
            {
                "description": "Readers see both at the top of the article. They "
                "belong to the text that reviewers sign.",
                "fields": ("author", "interests"),
            },
        ),
    )
    search_fields = ("title", "slug")
    search_help_text = "Title or address"
