"""Every monograph that is here already joins the working list."""

from typing import Any

from django.db import migrations

FILL = (
    "INSERT INTO monographs_triage (monograph_id, letter, rank, effort, place, errors, "
    "warnings, hints, unverified, unverified_clinical, rivals, differs_from_live, "
    "is_stale, mark) SELECT id, '', 4, 0, CAST(4 AS bigint) * 72057594037927936 + id, "
    "0, 0, 0, 0, 0, 0, FALSE, TRUE, 0 FROM monographs_monograph"
)


def fill(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute(FILL, params=None)


class Migration(migrations.Migration):
    dependencies = [("monographs", "0023_guard_discarding")]

    # Nothing to take back: the table goes as it came.
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
