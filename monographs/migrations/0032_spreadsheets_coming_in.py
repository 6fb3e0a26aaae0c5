"""Spreadsheets: their files and lines, and what columns mean."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from monographs.migrations._guard import GuardsSetAside


class Migration(migrations.Migration):
    dependencies = [
        ("monographs", "0031_call_revisions_versions"),
    ]

    operations = [
        GuardsSetAside(
            [
                migrations.CreateModel(
                    name="BatchFile",
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
                        (
                            "number",
                            models.PositiveSmallIntegerField(help_text="From 1."),
                        ),
                        ("name", models.CharField(max_length=300)),
                        ("sha256", models.CharField(max_length=64)),
                        ("content", models.BinaryField(null=True)),
                        (
                            "detected",
                            models.JSONField(
                                default=dict,
                                help_text="Format, encoding, delimiter, tables with headers.",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["batch_id", "number"],
                    },
                ),
                migrations.CreateModel(
                    name="ImportProfile",
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
                        ("name", models.CharField(max_length=100, unique=True)),
                        ("mapping", models.JSONField()),
                        ("at", models.DateTimeField(auto_now=True)),
                    ],
                    options={
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="SheetLine",
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
                        (
                            "table",
                            models.PositiveSmallIntegerField(
                                help_text="Its place in the mapping."
                            ),
                        ),
                        (
                            "line",
                            models.PositiveIntegerField(
                                help_text="As the spreadsheet counts, from 1."
                            ),
                        ),
                        (
                            "drug",
                            models.CharField(
                                help_text="The address, as written.", max_length=300
                            ),
                        ),
                        (
                            "cells",
                            models.TextField(
                                help_text="JSON: a text for each mapped column."
                            ),
                        ),
                    ],
                ),
                migrations.RemoveConstraint(
                    model_name="batch",
                    name="batch_state_known",
                ),
                migrations.AddField(
                    model_name="batch",
                    name="mapping",
                    field=models.JSONField(
                        default=dict,
                        help_text="Of spreadsheets: what each column and a blank means.",
                    ),
                ),
                migrations.AddField(
                    model_name="batch",
                    name="planned_up_to",
                    field=models.CharField(
                        blank=True,
                        help_text="Of spreadsheets: the last drug compared.",
                        max_length=300,
                    ),
                ),
                migrations.AddField(
                    model_name="batchissue",
                    name="column",
                    field=models.CharField(
                        blank=True, help_text="As D in D17.", max_length=3
                    ),
                ),
                migrations.AddField(
                    model_name="batchissue",
                    name="sheet",
                    field=models.CharField(blank=True, max_length=100),
                ),
                migrations.AddField(
                    model_name="batchrow",
                    name="counts",
                    field=models.JSONField(
                        default=dict,
                        help_text="Of spreadsheets: lines new, changed, unchanged, bad.",
                    ),
                ),
                migrations.AlterField(
                    model_name="batch",
                    name="after_undoing",
                    field=models.CharField(
                        choices=[
                            ("mapping", "waiting for its columns"),
                            ("reading", "being read"),
                            ("planning", "being compared"),
                            ("preview", "waiting for a decision"),
                            ("applying", "being loaded"),
                            ("done", "loaded"),
                            ("undoing", "being taken back"),
                            ("undone", "taken back"),
                            ("cancelled", "cancelled"),
                        ],
                        default="undone",
                        editable=False,
                        max_length=9,
                    ),
                ),
                migrations.AlterField(
                    model_name="batch",
                    name="state",
                    field=models.CharField(
                        choices=[
                            ("mapping", "waiting for its columns"),
                            ("reading", "being read"),
                            ("planning", "being compared"),
                            ("preview", "waiting for a decision"),
                            ("applying", "being loaded"),
                            ("done", "loaded"),
                            ("undoing", "being taken back"),
                            ("undone", "taken back"),
                            ("cancelled", "cancelled"),
                        ],
                        default="reading",
                        max_length=9,
                    ),
                ),
                migrations.AlterField(
                    model_name="batchrow",
                    name="decision",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("", "none yet"),
                            ("discarded", "discarded"),
                            ("made_a_drug", "made a drug"),
                            ("taken", "taken from the file"),
                        ],
                        max_length=11,
                    ),
                ),
                migrations.AddConstraint(
                    model_name="batch",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "mapping",
                                    "reading",
                                    "planning",
                                    "preview",
                                    "applying",
                                    "done",
                                    "undoing",
                                    "undone",
                                    "cancelled",
                                ],
                            )
                        ),
                        name="batch_state_known",
                    ),
                ),
                migrations.AddField(
                    model_name="batchfile",
                    name="batch",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="monographs.batch",
                    ),
                ),
                migrations.AddField(
                    model_name="batchfile",
                    name="source",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="monographs.sourcedocument",
                    ),
                ),
                migrations.AddField(
                    model_name="importprofile",
                    name="by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="sheetline",
                    name="batch",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="monographs.batch",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="batchfile",
                    constraint=models.UniqueConstraint(
                        fields=("batch", "number"), name="batch_file_number_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="batchfile",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("content", None), ("source", None), _connector="OR"
                        ),
                        name="batch_file_bytes_kept_once",
                    ),
                ),
                migrations.AddIndex(
                    model_name="sheetline",
                    index=models.Index(
                        fields=["batch", "drug", "table", "line"],
                        name="sheet_line_drug",
                    ),
                ),
            ]
        )
    ]
