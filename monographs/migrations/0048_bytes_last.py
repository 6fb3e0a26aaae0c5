"""Bytes of files in the last column, where SQLite can make room without holding them.

What stands before another column is put together in memory, several times over.
"""

from typing import Any

from django.db import migrations
from django.db.migrations.operations.base import Operation

from monographs.migrations._guard import GuardsSetAside


class PutLast(Operation):
    """Nothing to do on PostgreSQL, which keeps long values beside the row."""

    reversible = True

    def __init__(self, model_name: str, name: str) -> None:
        self.model_name = model_name
        self.name = name

    def state_forwards(self, app_label: str, state: Any) -> None:
        fields = state.models[app_label, self.model_name].fields
        fields[self.name] = fields.pop(self.name)
        state.reload_model(app_label, self.model_name, delay=True)

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if schema_editor.connection.vendor == "sqlite":
            # As Django alters a table: a new one takes the rows of the old.
            model = to_state.apps.get_model(app_label, self.model_name)
            schema_editor._remake_table(model)

    # Going back, from and to are the other way round.
    database_backwards = database_forwards

    def describe(self) -> str:
        return f"Put {self.name} last in {self.model_name}"


class Migration(migrations.Migration):
    dependencies = [
        ("monographs", "0047_entries_for_finding"),
    ]

    operations = [
        GuardsSetAside(
            [PutLast("sourcedocument", "content"), PutLast("batchfile", "content")]
        )
    ]
