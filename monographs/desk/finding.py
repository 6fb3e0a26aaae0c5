from typing import Any

from django.contrib import admin
from django.db.models import Case, QuerySet, When
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from monographs.desk.finding_words import finding_sentence
from monographs.desk.rights import ReadOnlyAdmin
from monographs.desk.row_links import row_url
from monographs.models import Finding

GRAVEST_FIRST = Case(
    When(severity=Finding.Severity.ERROR, then=0),
    When(severity=Finding.Severity.WARNING, then=1),
    default=2,
).asc()


class CodeFilter(admin.AllValuesFieldListFilter):
    """What the codes mean, in place of them."""

    def choices(self, changelist: Any) -> Any:
        for choice in super().choices(changelist):
            code = str(choice["display"])
            is_code = code in self.lookup_choices
            yield choice | {"display": finding_sentence(code) if is_code else code}


@admin.register(Finding)
class FindingAdmin(ReadOnlyAdmin):
    list_display = ("severity", "what", "message", "where", "about")
    list_filter = ("severity", "origin", ("code", CodeFilter))
    list_select_related = ("monograph", "source")
    ordering = (GRAVEST_FIRST, "id")
    search_fields = ("monograph__title", "code", "message", "place")
    fields = ("severity", "origin", "code", "about", "where", "message", "found_at")
    readonly_fields = ("about", "where")

    class Media:
        css = {"all": ("monographs/desk/desk.css",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return (
            super()
            .get_queryset(request)
            .select_related("source", "monograph")
            .defer("source__content")
        )

    @admin.display(description="finding", ordering="code")
    def what(self, finding: Finding) -> str:
        return finding_sentence(finding.code)

    @admin.display(description="monograph", ordering="monograph__title")
    def about(self, finding: Finding) -> SafeString | str:
        monograph = finding.monograph
        if monograph is None:
            return ""
        url = reverse(f"admin:monographs_{monograph.kind}_change", args=[monograph.pk])
        return format_html('<a href="{}">{}</a>', url, monograph)

    @admin.display(description="place", ordering="place")
    def where(self, finding: Finding) -> SafeString | str:
        if finding.source_id is None:
            return _row_link(finding)
        url = reverse(
            "admin:monographs_sourcedocument_change", args=[finding.source_id]
        )
        line = finding.line
        if line is not None:
            url = f"{url}?lines={line}#L{line}"
        if line is not None and finding.monograph_id:
            path = finding.place.rpartition(":")[0]
            return format_html('<a href="{}" title="{}">line {}</a>', url, path, line)
        name = finding.place.rpartition("/")[2]
        return format_html('<a href="{}" title="{}">{}</a>', url, finding.place, name)


def _row_link(finding: Finding) -> SafeString | str:
    """A check's finding leads to the row on the monograph's page."""
    if finding.monograph is None or finding.row_key is None:
        return finding.place
    url = row_url(finding.monograph, finding.row_key)
    return format_html('<a href="{}">{}</a>', url, finding.place)
