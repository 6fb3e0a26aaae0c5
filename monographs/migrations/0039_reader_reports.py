"""What readers report about a page, and what was done about it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("monographs", "0038_guard_changes_for_readers"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReaderReport",
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
                ("receipt", models.CharField(max_length=19, unique=True)),
                ("page", models.CharField(blank=True, max_length=400)),
                ("page_title", models.CharField(blank=True, max_length=300)),
                ("section", models.CharField(blank=True, max_length=100)),
                ("heading", models.CharField(blank=True, max_length=300)),
                ("text", models.TextField(blank=True)),
                (
                    "is_urgent",
                    models.BooleanField(
                        help_text="It holds words that people use in an emergency."
                    ),
                ),
                ("received_at", models.DateTimeField()),
                ("forgotten_at", models.DateTimeField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "received"),
                            ("taken", "being looked at"),
                            ("closed", "closed"),
                        ],
                        default="received",
                        max_length=8,
                    ),
                ),
                ("taken_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "answer",
                    models.TextField(
                        blank=True, help_text="Read by whoever has the receipt."
                    ),
                ),
                (
                    "reason",
                    models.TextField(blank=True, help_text="Read at the desk only."),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "monograph",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reader_reports",
                        to="monographs.monograph",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        help_text="The version that readers saw when the report came.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reader_reports",
                        to="monographs.revision",
                        verbose_name="version",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "permissions": [
                    ("answer_reports", "Can read and answer reports of readers")
                ],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ReportStep",
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
                        choices=[("taken", "taken to look at"), ("closed", "closed")],
                        max_length=6,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("reason", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report_steps",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="monographs.readerreport",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "default_permissions": (),
            },
        ),
        migrations.AddIndex(
            model_name="readerreport",
            index=models.Index(
                condition=models.Q(("state", "closed"), _negated=True),
                fields=["received_at"],
                name="reader_report_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="readerreport",
            index=models.Index(fields=["state", "-id"], name="reader_report_by_state"),
        ),
        migrations.AddIndex(
            model_name="readerreport",
            index=models.Index(
                condition=models.Q(("forgotten_at", None), ("state", "closed")),
                fields=["closed_at"],
                name="reader_report_remembered",
            ),
        ),
        migrations.AddConstraint(
            model_name="readerreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["received", "taken", "closed"])),
                name="reader_report_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="readerreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("text__trim", ""), _negated=True),
                    ("forgotten_at__isnull", False),
                    _connector="OR",
                ),
                name="reader_report_has_a_text",
                violation_error_message="Write what is wrong.",
            ),
        ),
        migrations.AddConstraint(
            model_name="readerreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "taken"), _negated=True),
                    models.Q(("taken_at__isnull", False), ("taken_by__isnull", False)),
                    _connector="OR",
                ),
                name="reader_report_taken_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="readerreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_at__isnull", False),
                        ("closed_by__isnull", False),
                        ("state", "closed"),
                        models.Q(("answer__trim", ""), _negated=True),
                        models.Q(("reason__trim", ""), _negated=True),
                    ),
                    models.Q(
                        ("answer", ""),
                        ("reason", ""),
                        ("state__in", ["received", "taken"]),
                        ("closed_at", None),
                        ("closed_by", None),
                    ),
                    _connector="OR",
                ),
                name="reader_report_closed_with_an_answer",
                violation_error_message="Closing a report needs an answer and a reason.",
            ),
        ),
        migrations.AddConstraint(
            model_name="readerreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("revision", None), ("monograph__isnull", False), _connector="OR"
                ),
                name="reader_report_version_of_a_monograph",
            ),
        ),
    ]
