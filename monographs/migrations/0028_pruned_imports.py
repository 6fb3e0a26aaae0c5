"""Imports that were pruned say so; lines of spreadsheets need one index, not two."""

import django.db.models.deletion
from django.db import migrations, models

from monographs.migrations._guard import GuardsSetAside


class Migration(migrations.Migration):
    dependencies = [
        ("monographs", "0027_spreadsheets_coming_in"),
    ]

    operations = [
        GuardsSetAside(
            [
                migrations.AddField(
                    model_name="batch",
                    name="pruned_at",
                    field=models.DateTimeField(
                        help_text=(
                            "Its files and what undoing needs went, to make room."
                        ),
                        null=True,
                    ),
                ),
                migrations.AlterField(
                    model_name="sheetline",
                    name="batch",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="monographs.batch",
                    ),
                ),
            ]
        )
    ]
