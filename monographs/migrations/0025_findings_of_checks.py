"""What checks find, why a warning may stand, and what stays with a version."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from monographs.migrations._guard import GuardsSetAside


class Migration(migrations.Migration):
    dependencies = [
        ("monographs", "0024_fill_triage"),
    ]

    operations = [
        migrations.CreateModel(
            name="Acknowledgement",
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
                ("row_key", models.UUIDField(blank=True, null=True)),
                ("digest", models.CharField(max_length=64)),
                ("reason", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Passage",
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
                ("digest", models.CharField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name="RevisionFinding",
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
                (
                    "severity",
                    models.CharField(
                        choices=[("warning", "warning"), ("hint", "hint")], max_length=7
                    ),
                ),
                ("row_key", models.UUIDField(blank=True, null=True)),
                ("place", models.CharField(max_length=300)),
                ("message", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                ("reason", models.TextField(blank=True)),
                ("at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-severity", "id"],
            },
        ),
        GuardsSetAside(
            [
                migrations.AddField(
                    model_name="finding",
                    name="digest",
                    field=models.CharField(
                        blank=True,
                        help_text="A check's: the same as long as it finds the same in the same text.",
                        max_length=64,
                    ),
                ),
                migrations.AddField(
                    model_name="finding",
                    name="origin",
                    field=models.CharField(
                        choices=[("import", "an import"), ("check", "a check")],
                        default="import",
                        max_length=6,
                    ),
                ),
                migrations.AddConstraint(
                    model_name="finding",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("origin", "import"),
                            models.Q(
                                ("monograph__isnull", False),
                                ("origin", "check"),
                                ("source", None),
                            ),
                            _connector="OR",
                        ),
                        name="finding_of_an_import_or_a_check",
                    ),
                ),
            ]
        ),
        migrations.AddField(
            model_name="acknowledgement",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="acknowledgements",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="acknowledgement",
            name="monograph",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="acknowledgements",
                to="monographs.monograph",
            ),
        ),
        migrations.AddField(
            model_name="passage",
            name="monograph",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="passages",
                to="monographs.monograph",
            ),
        ),
        migrations.AddField(
            model_name="revisionfinding",
            name="by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="revisionfinding",
            name="revision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="findings",
                to="monographs.revision",
            ),
        ),
        migrations.AddConstraint(
            model_name="acknowledgement",
            constraint=models.UniqueConstraint(
                fields=("monograph", "digest"), name="acknowledgement_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="acknowledgement",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason__trim", ""), _negated=True),
                name="acknowledgement_with_a_reason",
                violation_error_message="An acknowledgement needs a reason.",
            ),
        ),
        migrations.AddIndex(
            model_name="passage",
            index=models.Index(fields=["digest"], name="passage_by_digest"),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.UniqueConstraint(
                fields=("monograph", "digest"), name="passage_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="revisionfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(("severity__in", ["warning", "hint"])),
                name="revision_finding_severity_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="revisionfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("at", None), ("by", None), ("reason", ""), ("severity", "hint")
                    ),
                    models.Q(
                        ("at__isnull", False),
                        ("by__isnull", False),
                        ("severity", "warning"),
                        models.Q(("reason__trim", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="revision_finding_warning_with_a_reason",
                violation_error_message="A warning needs somebody's reason.",
            ),
        ),
    ]
