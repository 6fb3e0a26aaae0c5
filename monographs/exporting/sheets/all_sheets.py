"""Every sheet, by its name, in the order of a workbook."""

from typing import Any

from monographs.exporting.sheets.comparison_sheet import ComparisonSheet
from monographs.exporting.sheets.resources import (
    CitationSheet,
    ClassSheet,
    ComponentSheet,
    DisagreementSheet,
    DrugSheet,
    FAQSheet,
    NameSheet,
    SectionSheet,
)
from monographs.exporting.sheets.sheet import ComponentsSheet, PagesSheet, Sheet
from monographs.exporting.sheets.side_effect_sheet import SideEffectSheet
from monographs.exporting.sheets.table_lines import TablesSheet


def _declared(resource: Any, kind: type[Sheet] = Sheet) -> Sheet:
    meta = resource._meta
    sheet = kind(
        name=meta.sheet,
        label=meta.label,
        explains=meta.explains,
        field=meta.field,
        model=meta.model,
        fields=tuple(resource.fields.values()),
        natural=meta.natural,
        page=getattr(meta, "page", "drug"),
        resource=resource,
    )
    resource.sheet = sheet
    return sheet


_IN_ORDER = (
    _declared(DrugSheet, PagesSheet),
    _declared(NameSheet),
    _declared(ClassSheet),
    _declared(ComponentSheet, ComponentsSheet),
    _declared(SectionSheet),
    _declared(SideEffectSheet),
    _declared(FAQSheet),
    _declared(CitationSheet),
    _declared(ComparisonSheet, TablesSheet),
    _declared(DisagreementSheet),
)
SHEETS: dict[str, Sheet] = {sheet.name: sheet for sheet in _IN_ORDER}
