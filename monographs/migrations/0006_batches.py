"""Imports: their files, and the words that they propose for the vocabulary."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from monographs.migrations._guard import GuardsSetAside


class Migration(migrations.Migration):
    dependencies = [
        ("monographs", "0005_roles"),
    ]

    operations = [
        migrations.CreateModel(
            name="Batch",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("documents", "documents"),
                            ("sheets", "spreadsheets"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="The folder, the archive or the files, as named.",
                        max_length=300,
                    ),
                ),
                (
                    "sha256",
                    models.CharField(
                        blank=True,
                        help_text="Of all its files' hashes, in order.",
                        max_length=64,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reading", "being read"),
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
                (
                    "skip_bad",
                    models.BooleanField(
                        default=False,
                        help_text="Load what can be loaded; otherwise one bad file stops all.",
                        verbose_name="skip bad files",
                    ),
                ),
                ("parser_version", models.CharField(max_length=20)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("applied_at", models.DateTimeField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "total",
                    models.PositiveIntegerField(default=0, help_text="How many files."),
                ),
                ("to_do", models.PositiveIntegerField(default=0)),
                ("checkpoint", models.PositiveIntegerField(default=0)),
                ("counts", models.JSONField(default=dict)),
                ("message", models.TextField(blank=True)),
                (
                    "after_undoing",
                    models.CharField(
                        choices=[
                            ("reading", "being read"),
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
                ("cancel_requested", models.BooleanField(default=False)),
                (
                    "started_at",
                    models.DateTimeField(
                        help_text="When the work of this state began.", null=True
                    ),
                ),
                ("lease", models.UUIDField(null=True)),
                ("lease_until", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "import",
                "ordering": ["-id"],
                "permissions": [("undo_import", "Can undo an import")],
            },
        ),
        migrations.CreateModel(
            name="BatchIssue",
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
                ("code", models.CharField(max_length=60)),
                ("severity", models.CharField(max_length=7)),
                ("line", models.PositiveIntegerField(null=True)),
                ("found", models.CharField(blank=True, max_length=300)),
                ("message", models.TextField()),
            ],
            options={
                "ordering": ["row_id", "id"],
            },
        ),
        migrations.CreateModel(
            name="BatchRow",
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
                    "place",
                    models.PositiveIntegerField(
                        help_text="Its number in the batch, from 1."
                    ),
                ),
                (
                    "path",
                    models.CharField(
                        help_text="With the folder's own name: the same file again.",
                        max_length=1000,
                    ),
                ),
                ("sha256", models.CharField(blank=True, max_length=64)),
                (
                    "content",
                    models.BinaryField(
                        help_text="The file until it is loaded and kept as a source.",
                        null=True,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("new", "new"),
                            ("changed", "changed"),
                            ("unchanged", "unchanged"),
                            ("competing", "competing source"),
                            ("conflict", "conflict"),
                            ("set_aside", "set aside"),
                            ("error", "error"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("planned", "planned"),
                            ("applied", "loaded"),
                            ("skipped", "skipped"),
                            ("reverted", "taken back"),
                            ("kept", "kept"),
                            ("failed", "not taken back"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("dialect", models.CharField(blank=True, max_length=20)),
                ("title", models.CharField(blank=True, max_length=300)),
                ("slug", models.CharField(blank=True, max_length=300)),
                ("flags", models.JSONField(default=list)),
                (
                    "after",
                    models.TextField(
                        blank=True, help_text="The content that it would write."
                    ),
                ),
                (
                    "before",
                    models.TextField(
                        blank=True, help_text="The content that it replaced."
                    ),
                ),
                ("message", models.TextField(blank=True)),
                ("seen_version", models.PositiveIntegerField(null=True)),
                ("edit_version", models.PositiveIntegerField(null=True)),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "none yet"),
                            ("discarded", "discarded"),
                            ("made_a_drug", "made a drug"),
                        ],
                        max_length=11,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("reason", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["batch_id", "place"],
            },
        ),
        migrations.AddField(
            model_name="batch",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="batches",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="batch",
            name="undone_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        GuardsSetAside(
            [
                migrations.AddField(
                    model_name="effect",
                    name="proposed_in",
                    field=models.ForeignKey(
                        blank=True,
                        editable=False,
                        help_text="New: an import brought it and nobody has confirmed it yet.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposed_effects",
                        to="monographs.batch",
                    ),
                ),
            ]
        ),
        migrations.AddField(
            model_name="batchrow",
            name="batch",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="rows",
                to="monographs.batch",
            ),
        ),
        migrations.AddField(
            model_name="batchrow",
            name="decided_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="batchrow",
            name="monograph",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="batch_rows",
                to="monographs.monograph",
            ),
        ),
        migrations.AddField(
            model_name="batchrow",
            name="source",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="monographs.sourcedocument",
            ),
        ),
        migrations.AddField(
            model_name="batchissue",
            name="row",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="issues",
                to="monographs.batchrow",
            ),
        ),
        migrations.AddConstraint(
            model_name="batch",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["documents", "sheets"])),
                name="batch_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="batch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "reading",
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
        migrations.AddConstraint(
            model_name="batch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "done"), _negated=True),
                    ("applied_at__isnull", False),
                    _connector="OR",
                ),
                name="batch_done_means_applied",
            ),
        ),
        migrations.AddConstraint(
            model_name="batch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "undone"), _negated=True),
                    models.Q(
                        ("undone_at__isnull", False), ("undone_by__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="batch_undone_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="batch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lease", None), ("lease_until", None)),
                    models.Q(("lease__isnull", False), ("lease_until__isnull", False)),
                    _connector="OR",
                ),
                name="batch_lease_with_its_end",
            ),
        ),
        migrations.AddIndex(
            model_name="batchrow",
            index=models.Index(fields=["path"], name="batch_row_path"),
        ),
        migrations.AddIndex(
            model_name="batchrow",
            index=models.Index(fields=["batch", "slug"], name="batch_row_slug"),
        ),
        migrations.AddIndex(
            model_name="batchrow",
            index=models.Index(
                fields=["batch", "state", "place"], name="batch_row_state"
            ),
        ),
        migrations.AddIndex(
            model_name="batchrow",
            index=models.Index(fields=["sha256"], name="batch_row_sha256"),
        ),
        migrations.AddConstraint(
            model_name="batchrow",
            constraint=models.UniqueConstraint(
                fields=("batch", "place"), name="batch_row_place_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="batchrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decision", "discarded"), _negated=True),
                    models.Q(("reason__trim", ""), _negated=True),
                    _connector="OR",
                ),
                name="batch_row_discarded_with_a_reason",
                violation_error_message="Discarding needs a reason. Write why.",
            ),
        ),
        migrations.AddConstraint(
            model_name="batchrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decision", ""),
                    models.Q(
                        ("decided_at__isnull", False), ("decided_by__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="batch_row_decided_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="batchissue",
            constraint=models.CheckConstraint(
                condition=models.Q(("severity__in", ["error", "warning", "hint"])),
                name="batch_issue_severity_known",
            ),
        ),
    ]
