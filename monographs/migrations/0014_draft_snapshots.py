"""The texts of working copies before their last changes."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("monographs", "0013_guard_comments"),
    ]

    operations = [
        migrations.CreateModel(
            name="DraftSnapshot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("edit_version", models.PositiveIntegerField()),
                ("content", models.TextField()),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "monograph",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="snapshots",
                        to="monographs.monograph",
                    ),
                ),
            ],
            options={
                "ordering": ["-edit_version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("monograph", "edit_version"), name="draft_snapshot_once"
                    )
                ],
            },
        ),
    ]
