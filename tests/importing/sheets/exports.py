"""What an export of some pages holds, to be changed and loaded again."""

import csv
import io

from monographs.content import ROW_MODELS
from monographs.exporting.sheets import SHEETS
from monographs.exporting.tables.cells import guarded
from monographs.models import ComparisonCell
from tests.importing.sheets.loads import File


class Sheets(dict):
    """By sheet: its lines as dictionaries."""

    def files(self, **options):
        return [
            File(f"{name}.csv", self._as_csv(name, lines))
            for name, lines in self.items()
            if lines
        ]

    def _as_csv(self, name, lines):
        text = io.StringIO()
        columns = SHEETS[name].column_names()
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(columns)
        for line in lines:
            writer.writerow([guarded(line.get(column, "")) for column in columns])
        return text.getvalue().encode()


def exported(*monographs):
    pks = [monograph.pk for monograph in monographs]
    return Sheets(
        {
            name: [
                dict(zip(sheet.column_names(), line.cells, strict=True))
                for line in sheet.current(pks)
            ]
            for name, sheet in SHEETS.items()
        }
    )


def rows_as_they_are(monograph):
    """Every column of every row: words, places, sources, verifications."""
    rows = {
        field: list(model.objects.filter(monograph=monograph).order_by("pk").values())
        for field, model in ROW_MODELS.items()
    }
    cells = ComparisonCell.objects.filter(row__monograph=monograph)
    return rows | {"cells": list(cells.order_by("pk").values())}
